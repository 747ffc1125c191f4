import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { TrainingRun } from '#contracts';
import { DataTable, type Column } from '../charts/data-table.tsx';
import { count, instant, percent } from '../format.ts';
import { useSession } from '../session.tsx';
import { timeOf } from './run-progress.tsx';
import { RunStateMark } from './run-state.tsx';
import { words } from './strings.ts';
import { words as trainWords } from './train/strings.ts';
import css from './backends.module.css';

const text = words.training;
const none = <span className={css.soft}>{text.nothing}</span>;
const tookOf = ({ startedAt, finishedAt }: TrainingRun): ReactNode => startedAt && finishedAt ? timeOf((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000) : none;

function columnsIn(timeZone: string): Column<TrainingRun>[] {
  const { columns } = text;
  return [
    { head: columns.number, cell: ({ id, number }) => <Link className={css.link} to={`/backends/training/${id}`}>{text.run(number)}</Link> },
    { head: columns.state, cell: ({ state, imported }) => <><RunStateMark state={state} />{imported && <span className={css.soft}> · {trainWords.imported.mark}</span>}</> },
    { head: columns.accuracy, numeric: true, cell: ({ report }) => report ? text.ofTest(percent(report.testAccuracy), count(report.testExamples)) : none },
    { head: columns.frozen, numeric: true, cell: ({ report }) => report ? percent(report.frozenAccuracy) : none },
    { head: columns.questions, numeric: true, cell: ({ report }) => report ? count(report.trainExamples) : none },
    { head: columns.took, numeric: true, cell: tookOf },
    { head: columns.note, cell: ({ note }) => note ? <span className={css.wide}>{note}</span> : none },
    { head: columns.started, numeric: true, cell: ({ createdAt }) => instant(createdAt, timeZone) },
  ];
}

export function RunTable({ runs }: { runs: readonly TrainingRun[] }): ReactNode {
  const { timeZone } = useSession().workspace;
  return <DataTable caption={text.caption} rows={runs} keyOf={({ id }) => id} columns={columnsIn(timeZone)} />;
}
