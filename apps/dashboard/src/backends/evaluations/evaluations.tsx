import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Evaluation, EvaluationSet } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { count, instant } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import { BackendsFrame } from '../backends-frame.tsx';
import backends from '../backends.module.css';
import { PagedTable } from '../paged-table.tsx';
import { useEvaluations, useSets } from './data.ts';
import { NewSetDrawer } from './new-set-drawer.tsx';
import { words } from './strings.ts';

const text = words.list;
const looks = { passed: 'good', refused: 'bad', open: 'look' } as const;
const version = ({ backendName, number }: Evaluation['candidate']): ReactNode => <span className={`${backends.clip} ${backends.short}`} title={backendName} dir="auto">{words.page.version(backendName, number)}</span>;

function evaluationColumns(timeZone: string): Column<Evaluation>[] {
  const { columns } = text;
  return [
    { head: columns.number, cell: ({ id, number }) => <Link className={backends.link} to={`/backends/evaluations/${id}`}>{text.open(number)}</Link> },
    { head: columns.verdict, cell: ({ verdict }) => (verdict ? <span className={backends.state} data-on={looks[verdict.outcome]} title={verdict.sentence}>{words.outcomes[verdict.outcome]}</span> : <span className={backends.soft}>{text.pending}</span>) },
    { head: columns.candidate, cell: ({ candidate, baseline }) => <span className={backends.lines}>{version(candidate)}<small className={backends.clip} title={baseline.backendName} dir="auto">{text.against(words.page.version(baseline.backendName, baseline.number))}</small></span> },
    { head: columns.set, cell: ({ setId, setName }) => <Link className={`${backends.link} ${backends.clip} ${backends.short}`} to={`/backends/evaluations/sets/${setId}`} dir="auto">{setName}</Link> },
    { head: columns.state, cell: ({ state, done, total }) => <>{words.states[state]}{state !== 'done' && total > 0 && <span className={backends.soft}> {words.page.of(count(done), count(total))}</span>}</> },
    { head: columns.created, numeric: true, cell: ({ createdAt }) => instant(createdAt, timeZone) },
  ];
}

/** All evaluations, and below them the sets that they judge by. */
export function Evaluations(): ReactNode {
  const { reading, items } = useEvaluations();
  const { timeZone } = useSession().workspace;
  const may = useMay('models:write');
  const create = may && <Button component={Link} to="/backends/evaluations/new">{text.create}</Button>;
  return (
    <BackendsFrame>
      <PagedTable reading={reading} items={items} keyOf={({ id }) => id} columns={evaluationColumns(timeZone)} words={text} create={create} />
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
      {adding && <NewSetDrawer onClose={() => setAdding(false)} />}
    </Section>
  );
}
