import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Evaluation } from '#contracts';
import type { Column } from '../../charts/data-table.tsx';
import { count, instant } from '../../format.ts';
import { useSession } from '../../session.tsx';
import backends from '../backends.module.css';
import { PagedTable } from '../paged-table.tsx';
import { useEvaluations } from './data.ts';
import { words } from './strings.ts';

const text = words.list;
const looks = { passed: 'good', refused: 'bad', open: 'look' } as const;
const version = ({ backendName, number }: Evaluation['candidate']): ReactNode => <span className={`${backends.clip} ${backends.short}`} title={backendName} dir="auto">{words.page.version(backendName, number)}</span>;

const setColumn: Column<Evaluation> = { head: text.columns.set, cell: ({ setId, setName }) => <Link className={`${backends.link} ${backends.clip} ${backends.short}`} to={`/backends/evaluations/sets/${setId}`} dir="auto">{setName}</Link> };

function columnsIn(timeZone: string, ofSet: boolean): Column<Evaluation>[] {
  const { columns } = text;
  return [
    { head: columns.number, cell: ({ id, number }) => <Link className={backends.link} to={`/backends/evaluations/${id}`}>{text.open(number)}</Link> },
    { head: columns.verdict, cell: ({ verdict }) => (verdict ? <span className={backends.state} data-on={looks[verdict.outcome]} title={verdict.sentence}>{words.outcomes[verdict.outcome]}</span> : <span className={backends.soft}>{text.pending}</span>) },
    { head: columns.candidate, cell: ({ candidate, baseline }) => <span className={backends.lines}>{version(candidate)}<small className={backends.clip} title={baseline.backendName} dir="auto">{text.against(words.page.version(baseline.backendName, baseline.number))}</small></span> },
    ...(ofSet ? [] : [setColumn]),
    { head: columns.state, cell: ({ state, done, total }) => <>{words.states[state]}{state !== 'done' && total > 0 && <span className={backends.soft}> {words.page.of(count(done), count(total))}</span>}</> },
    { head: columns.created, numeric: true, cell: ({ createdAt }) => instant(createdAt, timeZone) },
  ];
}

interface Props {
  /** Evaluations by this set only. */
  setId?: string;
  words: { caption: string; emptyTitle: string; empty: string; more: string };
  create?: ReactNode;
}

/** Evaluations with what the gate said of them, newest first. */
export function EvaluationTable({ setId, words, create = null }: Props): ReactNode {
  const { reading, items } = useEvaluations({ setId });
  const { timeZone } = useSession().workspace;
  return <PagedTable reading={reading} items={items} keyOf={({ id }) => id} columns={columnsIn(timeZone, setId !== undefined)} words={words} create={create} />;
}
