import { Button, PasswordInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { exportDataSet, readTrainingBundle, readTrainingCard, requestOf, type FineTuneDetail } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count, middle } from '../../format.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { useMay } from '../../session.tsx';
import backends from '../backends.module.css';
import sets from '../data-sets/data-sets.module.css';
import { words as setWords } from '../data-sets/strings.ts';
import { useRegisterModel } from './data.ts';
import { words } from './strings.ts';

const text = words.manual;

/** Files and card to take along, and the name to bring back. */
export function Elsewhere({ job }: { job: FineTuneDetail }): ReactNode {
  const mayTake = useMay('export:read');
  const mayRegister = useMay('models:write') && job.state === 'queued';
  const { dataSet, files, id } = job;
  if (job.provider !== 'manual' || files.length === 0) return null;
  return (
    <Section title={text.title}>
      <p className={backends.note}>{text.note}</p>
      {mayTake && dataSet && (
        <>
          <div className={backends.buttons}>
            <Button component="a" variant="default" size="compact-sm" leftSection={<IconDownload size={14} aria-hidden />} href={requestOf(readTrainingBundle, { id }).path} download>{text.bundle}</Button>
            <a className={sets.file} href={requestOf(readTrainingCard, { id }).path} download><IconDownload size={14} aria-hidden /> {text.card}</a>
          </div>
          <DataTable
            caption={text.files} rows={files} keyOf={({ format, part }) => `${format} ${part}`}
            columns={[
              { head: text.columns.file, cell: ({ format, part }) => <a className={sets.file} href={requestOf(exportDataSet, { id: dataSet.id, format, part }).path} download><IconDownload size={14} aria-hidden /> {`${setWords.formats[format]}, ${setWords.parts[part].toLowerCase()}`}</a> },
              { head: text.columns.lines, numeric: true, cell: ({ lines }) => count(lines) }, { head: text.columns.sha, cell: ({ sha256 }) => <code className={sets.sha} title={sha256}>{middle(sha256, 20)}</code> },
            ]}
          />
        </>
      )}
      {mayRegister && <Register id={id} />}
    </Section>
  );
}

function Register({ id }: { id: string }): ReactNode {
  const [name, setName] = useState('');
  const [baseUrl, setBaseUrl] = useState('');
  const [apiKey, setApiKey] = useState('');
  const register = useRegisterModel();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    register.mutate({ id, name: name.trim(), baseUrl: baseUrl.trim(), apiKey: apiKey.trim() || null }, { onSuccess: () => notifications.show({ message: text.registered }) });
  };
  return (
    <form className={`${backends.form} ${backends.below}`} onSubmit={submit} autoComplete="off">
      <div className={backends.pair}>
        <TextInput label={text.name} description={text.nameHint} required maxLength={200} spellCheck={false} autoCapitalize="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput label={text.baseUrl} description={text.baseUrlHint} required type="url" inputMode="url" maxLength={500} spellCheck={false} value={baseUrl} onChange={(event) => setBaseUrl(event.currentTarget.value)} />
        <PasswordInput label={text.apiKey} description={text.apiKeyHint} autoComplete="new-password" maxLength={500} value={apiKey} onChange={(event) => setApiKey(event.currentTarget.value)} />
      </div>
      <NotSaved error={register.error} title={text.notRegistered} />
      <div className={backends.buttons}><Button type="submit" disabled={name.trim() === '' || baseUrl.trim() === ''} loading={register.isPending}>{text.register}</Button></div>
    </form>
  );
}
