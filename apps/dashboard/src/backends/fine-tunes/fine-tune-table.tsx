import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { FineTune } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { count, instant } from '../../format.ts';
import { useMay, useSession } from '../../session.tsx';
import { FineTuneStateMark } from './fine-tune-state.tsx';
import { dollars } from './money.ts';
import { nameOf, words } from './strings.ts';
import backends from '../backends.module.css';
import css from './fine-tunes.module.css';

const text = words.list;
const none = <span className={backends.soft}>{text.none}</span>;

/** Runs that were started on the page of training have their page there. */
const pageOf = ({ id, trainingRunId }: FineTune): string => (id === trainingRunId ? `/backends/training/${id}` : `/backends/fine-tunes/${id}`);

function columnsIn(timeZone: string, mayOpen: boolean): Column<FineTune>[] {
  const { columns } = text;
  return [
    { head: columns.name, cell: (job) => <span className={backends.lines}><Link className={backends.link} to={pageOf(job)}>{nameOf(job)}</Link>{job.note && <small className={`${backends.clip} ${backends.short}`} title={job.note} dir="auto">{job.note}</small>}</span> },
    { head: columns.state, cell: (job) => <><FineTuneStateMark job={job} />{job.taint && <span className={css.tainted}> · {text.tainted(count(job.taint.turns))}</span>}</> },
    { head: columns.provider, cell: ({ provider }) => words.providers[provider] },
    { head: columns.method, cell: ({ method }) => words.methods[method] },
    { head: columns.dataSet, cell: ({ dataSet }) => (dataSet === null ? none : mayOpen
      ? <Link className={`${backends.link} ${backends.clip} ${backends.short}`} to={`/backends/data-sets/${dataSet.id}`} title={dataSet.name} dir="auto">{dataSet.name}</Link>
      : <span className={`${backends.clip} ${backends.short}`} title={dataSet.name} dir="auto">{dataSet.name}</span>) },
    { head: columns.model, cell: ({ modelKey }) => (modelKey === null ? none : <span className={`${backends.clip} ${backends.short}`} title={modelKey}>{modelKey}</span>) },
    { head: columns.cost, numeric: true, cell: ({ cost }) => (cost === null ? none : dollars(cost)) },
    { head: columns.created, numeric: true, cell: ({ createdAt }) => instant(createdAt, timeZone) },
  ];
}

export function FineTuneTable({ items, framed = false }: { items: readonly FineTune[]; framed?: boolean }): ReactNode {
  const { timeZone } = useSession().workspace;
  return <DataTable framed={framed} caption={text.caption} rows={items} keyOf={({ id }) => id} columns={columnsIn(timeZone, useMay('export:read'))} />;
}
