import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DataSet } from '#contracts';
import type { Column } from '../../charts/data-table.tsx';
import { count, instant } from '../../format.ts';
import { useMay, useSession } from '../../session.tsx';
import { BackendsFrame } from '../backends-frame.tsx';
import backends from '../backends.module.css';
import { PagedTable } from '../paged-table.tsx';
import { CheckFile } from './check-file.tsx';
import { useDataSets } from './data.ts';
import { words } from './strings.ts';
import css from './data-sets.module.css';

const text = words.list;
const looks: Readonly<Record<DataSet['state'], string>> = { waiting: 'busy', running: 'busy', done: 'good', failed: 'bad' };

export const StateMark = ({ state }: Pick<DataSet, 'state'>): ReactNode => <span className={backends.state} data-on={looks[state]}>{words.states[state]}</span>;

function columnsIn(timeZone: string): Column<DataSet>[] {
  const { columns } = text;
  const none = <span className={backends.soft}>{text.none}</span>;
  return [
    { head: columns.name, cell: ({ id, name }) => <Link className={`${backends.link} ${backends.clip}`} to={`/backends/data-sets/${id}`} title={name} dir="auto">{name}</Link> },
    { head: columns.state, cell: ({ state, taint }) => <><StateMark state={state} />{taint && <span className={css.tainted}> · {text.tainted(count(taint.turns))}</span>}</> },
    { head: columns.method, cell: ({ filters }) => words.methods[filters.method] },
    { head: columns.turns, numeric: true, cell: ({ manifest }) => (manifest ? count(manifest.qualify) : none) },
    { head: columns.leaks, numeric: true, cell: ({ manifest }) => (manifest ? count(manifest.leaks) : none) },
    { head: columns.by, cell: ({ createdBy }) => <span className={`${backends.clip} ${backends.short}`} title={createdBy}>{createdBy}</span> },
    { head: columns.created, numeric: true, cell: ({ createdAt }) => instant(createdAt, timeZone) },
  ];
}

/** All data sets, the way to a new one, and a check for files of one's own. */
export function DataSets(): ReactNode {
  const { reading, items } = useDataSets();
  const { timeZone } = useSession().workspace;
  const may = useMay('models:write');
  const create = may && <Button component={Link} to="/backends/data-sets/new">{words.list.create}</Button>;
  return (
    <BackendsFrame>
      <PagedTable reading={reading} items={items} keyOf={({ id }) => id} columns={columnsIn(timeZone)} words={text} create={create} />
      {reading.data && <div className={css.apart}><CheckFile /></div>}
    </BackendsFrame>
  );
}
