import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { EvaluationSet } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { count, instant } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import { BackendsFrame } from '../backends-frame.tsx';
import backends from '../backends.module.css';
import { useSets } from './data.ts';
import { EvaluationTable } from './evaluation-table.tsx';
import { SetDrawer } from './set-drawer.tsx';
import { words } from './strings.ts';

/** All evaluations, and below them the sets that they judge by. */
export function Evaluations(): ReactNode {
  const may = useMay('models:write');
  const create = may && <Button component={Link} to="/backends/evaluations/new">{words.list.create}</Button>;
  return (
    <BackendsFrame>
      <EvaluationTable words={words.list} create={create} />
      <Sets />
    </BackendsFrame>
  );
}

function setColumns(timeZone: string): Column<EvaluationSet>[] {
  const { columns } = words.sets;
  return [
    { head: columns.name, cell: ({ id, name }) => <Link className={`${backends.link} ${backends.clip}`} to={`/backends/evaluations/sets/${id}`} title={name} dir="auto">{name}</Link> },
    { head: columns.state, cell: ({ frozenAt }) => <span className={backends.state} data-on={frozenAt ? 'good' : 'none'}>{frozenAt ? words.sets.frozen : words.sets.open}</span> },
    { head: columns.cases, numeric: true, cell: ({ cases }) => count(cases) },
    { head: columns.kinds, cell: ({ byKind }) => <span className={backends.wide}>{byKind.map(({ kind, cases }) => `${words.kinds[kind]} ${count(cases)}`).join(', ')}</span> },
    { head: columns.by, cell: ({ createdBy }) => <span className={`${backends.clip} ${backends.short}`} title={createdBy}>{createdBy}</span> },
    { head: columns.created, numeric: true, cell: ({ createdAt }) => instant(createdAt, timeZone) },
  ];
}

function Sets(): ReactNode {
  const [adding, setAdding] = useState(false);
  const reading = useSets();
  const { timeZone } = useSession().workspace;
  const may = useMay('content:write');
  const text = words.sets;
  const create = may && <Button variant="default" onClick={() => setAdding(true)}>{text.create}</Button>;
  return (
    <Section title={text.title} actions={create}>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={3} />}>
        {({ items }) => (items.length === 0 ? <Empty title={text.emptyTitle} text={text.empty} /> : <DataTable caption={text.caption} rows={items} keyOf={({ id }) => id} columns={setColumns(timeZone)} />)}
      </Loaded>
      {adding && <SetDrawer set={null} onClose={() => setAdding(false)} />}
    </Section>
  );
}
