import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Backend, BackendVersion } from '#contracts';
import { DataTable, type Column } from '../charts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useMay } from '../session.tsx';
import { BackendsFrame } from './backends-frame.tsx';
import { useBackends } from './data.ts';
import { KindName } from './kind-name.tsx';
import { NewBackendDrawer } from './new-backend-drawer.tsx';
import { words as policyWords } from './policy/strings.ts';
import { words } from './strings.ts';
import { useUsage } from './use-usage.ts';
import css from './backends.module.css';

const text = words.list;

function columnsWith(usage: Map<string, string[]> | null): Column<Backend>[] {
  const { columns } = text;
  const used = ({ id }: Backend): string => usage === null ? '' : usage.get(id)?.join(', ') || text.unused;
  return [
    { head: columns.name, cell: ({ id, name }) => <Link className={`${css.link} ${css.clip}`} to={`/backends/${id}`} title={name}>{name}</Link> },
    { head: columns.kind, cell: ({ kind }) => <KindName kind={kind} /> },
    { head: columns.latest, numeric: true, cell: ({ latest, versions }) => latest ? text.versionOf(latest.number, versions) : <span className={css.soft}>{text.none}</span> },
    { head: columns.model, cell: ({ latest }) => latest && <Model of={latest} /> },
    { head: columns.used, cell: (one) => <span className={css.brief} title={used(one)}>{used(one)}</span> },
  ];
}

function Model({ of: { model, policy, answeredBy } }: { of: BackendVersion }): ReactNode {
  const told = policy ? policyWords.among(answeredBy.length) : model;
  return <span className={`${css.clip} ${css.short} ${css.soft}`} title={told}>{told}</span>;
}

export function BackendsList(): ReactNode {
  const reading = useBackends();
  const usage = useUsage();
  const may = useMay('models:write');
  const [adding, setAdding] = useState(false);
  const create = may && <Button onClick={() => setAdding(true)}>{text.create}</Button>;
  return (
    <BackendsFrame>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={4} />}>
        {({ items }) => items.length === 0 ? <Empty title={text.emptyTitle} text={text.empty}>{create}</Empty> : (
          <>
            {create && <div className={css.bar}>{create}</div>}
            <DataTable framed caption={text.caption} rows={items} keyOf={({ id }) => id} columns={columnsWith(usage)} />
          </>
        )}
      </Loaded>
      {adding && <NewBackendDrawer onClose={() => setAdding(false)} />}
    </BackendsFrame>
  );
}
