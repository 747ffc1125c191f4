import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { OptimizerRun, OptimizerState } from '#contracts';
import type { Column } from '../../charts/data-table.tsx';
import { count, instant, percent } from '../../format.ts';
import { useMay, useSession } from '../../session.tsx';
import { BackendsFrame } from '../backends-frame.tsx';
import css from '../backends.module.css';
import { PagedTable } from '../paged-table.tsx';
import { useOptimizerRuns } from './data.ts';
import { words } from './strings.ts';

const text = words.list;
const looks: Readonly<Record<OptimizerState, string>> = { waiting: 'busy', running: 'busy', done: 'good', failed: 'bad', cancelled: 'off' };

export const StateMark = ({ state }: Pick<OptimizerRun, 'state'>): ReactNode => <span className={css.state} data-on={looks[state]}>{words.states[state]}</span>;

function columnsIn(timeZone: string): Column<OptimizerRun>[] {
  const { columns } = text;
  const none = <span className={css.soft}>{text.none}</span>;
  return [
    { head: columns.number, cell: ({ id, number }) => <Link className={css.link} to={`/backends/optimizer/${id}`}>{words.run(number)}</Link> },
    { head: columns.state, cell: ({ state }) => <StateMark state={state} /> },
    { head: columns.start, cell: ({ start }) => <span className={css.clip} dir="auto">{words.version(start.backendName, start.number)}</span> },
    { head: columns.score, numeric: true, cell: ({ startScore, best }) => (best && startScore !== null ? text.score(percent(startScore), percent(best.score)) : none) },
    { head: columns.answers, numeric: true, cell: ({ rollouts }) => count(rollouts) },
    { head: columns.tokens, numeric: true, cell: ({ tokens }) => count(tokens) },
    { head: columns.by, cell: ({ createdBy }) => <span className={`${css.clip} ${css.short}`} title={createdBy}>{createdBy}</span> },
    { head: columns.created, numeric: true, cell: ({ createdAt }) => instant(createdAt, timeZone) },
  ];
}

/** All runs of the optimizer, and the way to a new one. */
export function OptimizerRuns(): ReactNode {
  const { reading, items } = useOptimizerRuns();
  const { timeZone } = useSession().workspace;
  const may = useMay('models:write');
  const create = may && <Button component={Link} to="/backends/optimizer/new">{text.create}</Button>;
  return (
    <BackendsFrame>
      <PagedTable reading={reading} items={items} keyOf={({ id }) => id} columns={columnsIn(timeZone)} words={text} create={create} />
    </BackendsFrame>
  );
}
