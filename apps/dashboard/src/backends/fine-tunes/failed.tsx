import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { ModelFailureCode, type FineTuneDetail } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { NotSaved } from '../../parts/failure.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { useMay } from '../../session.tsx';
import backends from '../backends.module.css';
import { useRetryFineTune } from './data.ts';
import { reasonOf, words } from './strings.ts';
import css from './fine-tunes.module.css';

const text = words.page;
/** The job is well where it is; only we could not go on with it. */
const mayGoOn = (code: string | null): boolean => code === 'model_taken' || code === 'internal' || ModelFailureCode.safeParse(code).success;

/** Why there is no model, and how to try again. */
export function Failed({ job }: { job: FineTuneDetail }): ReactNode {
  const { state, errorCode, errorDetail } = job;
  const reason = errorCode === null ? null : reasonOf(errorCode);
  return (
    <Section title={text.failedTitle}>
      {state === 'cancelled' && errorCode === null ? <p className={backends.note}>{text.cancelledText}</p> : (
        <div className={css.failed} role="alert">
          <p><strong>{reason ?? text.endedThere}</strong></p>
          {errorDetail && <p>{errorDetail}</p>}
          {errorCode && <p className={backends.soft}>{text.code(errorCode)}</p>}
        </div>
      )}
      {useMay('models:write') && <Again job={job} />}
    </Section>
  );
}

function Again({ job: { id, state, errorCode } }: { job: FineTuneDetail }): ReactNode {
  const [apiKey, setApiKey] = useState('');
  const retry = useRetryFineTune();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    retry.mutate({ id, ...(apiKey.trim() ? { apiKey: apiKey.trim() } : {}) });
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <div className={css.again}>
        {(errorCode === 'auth' || errorCode === 'quota') && <PasswordInput label={text.newKey} autoComplete="new-password" maxLength={500} w="18rem" value={apiKey} onChange={(event) => setApiKey(event.currentTarget.value)} />}
        <Button type="submit" variant="default" loading={retry.isPending}>{state === 'failed' && mayGoOn(errorCode) ? text.goOn : text.retry}</Button>
      </div>
      <NotSaved error={retry.error} />
    </form>
  );
}

/** Line by line what the offline check found. */
export function Issues({ issues }: Pick<FineTuneDetail, 'issues'>): ReactNode {
  if (issues.length === 0) return null;
  return (
    <Section title={text.issues}>
      <DataTable
        caption={text.issues} rows={issues} keyOf={({ line, code, sentence }) => `${line} ${code} ${sentence}`}
        columns={[
          { head: text.issueColumns.line, cell: ({ line }) => (line === 0 ? text.whole : line) }, { head: text.issueColumns.severity, cell: ({ severity }) => text.severities[severity] },
          { head: text.issueColumns.sentence, cell: ({ sentence }) => <span className={css.message}>{sentence}</span> },
        ]}
      />
    </Section>
  );
}
