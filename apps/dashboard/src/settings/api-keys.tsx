import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ApiKey } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { ago, instant } from '../format.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { partWords } from '../strings.ts';
import { useApiKeys, useRevokeApiKey } from './data.ts';
import { NewApiKey } from './new-api-key.tsx';
import { roleNames, words } from './strings.ts';
import css from './settings.module.css';

const text = words.keys;

export const ApiKeys = (): ReactNode => useMay('keys:write') ? <Keys /> : <p className={css.note}>{text.forbidden}</p>;

function Keys(): ReactNode {
  const { workspace } = useSession();
  const reading = useApiKeys();
  const revoke = useRevokeApiKey();
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const now = new Date();
  const close = () => {
    setLeaving(null);
    revoke.reset();
  };
  return (
    <>
      {/* Outside of what is loaded: the secret of the first key must outlive the empty page. */}
      <div className={css.bar}><NewApiKey /></div>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={3} />}>
        {({ items }) => items.length === 0 ? <Empty title={text.empty.title} text={text.empty.text} /> : (
          <DataTable
            framed caption={text.title} rows={items} keyOf={({ id }) => id}
            columns={[
              { head: text.name, cell: ({ name }) => <span className={css.clip} title={name}>{name}</span> },
              { head: text.role, cell: ({ role }) => roleNames[role] },
              { head: text.ending, cell: ({ lastFour }) => <code>…{lastFour}</code> },
              { head: text.created, cell: ({ createdAt }) => instant(createdAt, workspace.timeZone) },
              { head: text.lastUsed, cell: ({ lastUsedAt }) => lastUsedAt ? ago(lastUsedAt, now) : <span className={css.soft}>{text.never}</span> },
              { head: <span className="visually-hidden">{partWords.actions}</span>, cell: (key) => <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setLeaving(key)} aria-label={`${text.revoke} ${key.name}`}>{text.revoke}</Button> },
            ]}
          />
        )}
      </Loaded>
      {leaving && (
        <Confirm
          opened danger onClose={close} verb={text.revokeVerb} consequence={text.revokeConsequence} typed={leaving.name} busy={revoke.isPending} error={revoke.error}
          onConfirm={() => revoke.mutate({ id: leaving.id }, { onSuccess: close })}
        />
      )}
    </>
  );
}
