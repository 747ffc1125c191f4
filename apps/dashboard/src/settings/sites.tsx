import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { DataTable } from '../charts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { NotSaved } from '../parts/failure.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useReadyVersions } from '../parts/version-select.tsx';
import { useMay } from '../session.tsx';
import { partWords } from '../strings.ts';
import { useCreateSite, useSites } from './data.ts';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.sites;

function NewSite(): ReactNode {
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const create = useCreateSite();
  const go = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name }, { onSuccess: ({ id }) => void go(`/settings/sites/${id}`) });
  };
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text.create}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text.createTitle} closeButtonProps={{ 'aria-label': partWords.close }}>
        <form className={css.form} onSubmit={submit}>
          <TextInput label={text.name} required maxLength={120} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <NotSaved error={create.error} />
          <Button type="submit" loading={create.isPending} disabled={!name.trim()}>{text.create}</Button>
        </form>
      </Modal>
    </>
  );
}

export function Sites(): ReactNode {
  const create = useMay('sites:write') && <NewSite />;
  const reading = useSites();
  const { choices } = useReadyVersions();
  const answers = (id: string | null) => {
    const choice = choices.find(({ version }) => version.id === id);
    return choice ? `${choice.backendName}, version ${choice.version.number}` : id ? '' : text.none;
  };
  return (
    <>
      {create && <div className={css.bar}>{create}</div>}
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={3} />}>
        {({ items }) => items.length === 0 ? <Empty title={text.empty.title} text={text.empty.text} /> : (
          <DataTable
            framed caption={text.title} rows={items} keyOf={({ id }) => id}
            columns={[
              { head: text.name, cell: ({ id, name }) => <Link className={`${css.link} ${css.clip}`} title={name} to={`/settings/sites/${id}`}>{name}</Link> },
              { head: text.origins, cell: ({ allowedOrigins }) => <span className={css.clip} title={allowedOrigins.join(', ')}>{allowedOrigins.join(', ') || text.anyLocal}</span> },
              { head: text.default, cell: ({ defaultBackendVersionId, followsBackendId }) => (followsBackendId ? text.follows(answers(defaultBackendVersionId)) : answers(defaultBackendVersionId)) },
              { head: text.key, cell: ({ publicKey }) => <code>{publicKey}</code> },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
