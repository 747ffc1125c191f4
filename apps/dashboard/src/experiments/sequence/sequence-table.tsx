import type { ReactNode } from 'react';
import type { ComparedMeasure } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count, instant } from '../../format.ts';
import { tellRange, tellValue } from '../compared/measures.ts';
import { leftAt, type Pictured } from './pictured.ts';
import { words } from './strings.ts';
import charts from '../../charts/charts.module.css';

interface Props {
  pictured: readonly Pictured[];
  measure: ComparedMeasure;
  title: string;
  timeZone: string;
}

/** Every look at every variant, as numbers. */
export function SequenceTable({ pictured, measure, title, timeZone }: Props): ReactNode {
  return (
    <DataTable
      caption={title} rows={pictured.flatMap(({ variant, points }) => points.map((point) => ({ ...point, variant })))} keyOf={({ variant, at }) => `${variant.id} ${at}`}
      columns={[
        { head: words.when, cell: ({ at }) => instant(at, timeZone) },
        { head: words.variant, cell: ({ variant }) => <span className={charts.clip} title={variant.name}>{variant.name}</span> },
        { head: words.units, numeric: true, cell: ({ units }) => count(units) },
        { head: words.value, numeric: true, cell: ({ value }) => tellValue(measure, value) },
        { head: words.interval, numeric: true, cell: (point) => tellRange(measure, point) },
        { head: words.running, numeric: true, cell: (point) => { const left = leftAt(point); return left ? tellRange(measure, { low: left[0], high: left[1] }) : words.nothingLeft; } },
      ]}
    />
  );
}
