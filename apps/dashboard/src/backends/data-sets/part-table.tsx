import type { ReactNode } from 'react';
import type { DataSetManifest } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count, percent } from '../../format.ts';
import { useSession } from '../../session.tsx';
import { words } from './strings.ts';

const text = words.page;
const dayOf = (iso: string, timeZone: string): string => new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone });

/** The parts of a data set, and when their questions were asked. */
export function PartTable({ manifest: { parts, qualify } }: { manifest: DataSetManifest }): ReactNode {
  const { timeZone } = useSession().workspace;
  const columns = text.partColumns;
  return (
    <DataTable
      caption={text.parts} rows={parts} keyOf={({ part }) => part}
      columns={[
        { head: columns.part, cell: ({ part }) => words.parts[part] },
        { head: columns.turns, numeric: true, cell: ({ turns }) => (qualify === 0 ? count(turns) : `${count(turns)} (${percent(turns / qualify, 0)})`) },
        { head: columns.visitors, numeric: true, cell: ({ visitors }) => count(visitors) },
        { head: columns.asked, numeric: true, cell: ({ firstAt, lastAt }) => (firstAt && lastAt ? text.asked(dayOf(firstAt, timeZone), dayOf(lastAt, timeZone)) : text.nothing) },
      ]}
    />
  );
}
