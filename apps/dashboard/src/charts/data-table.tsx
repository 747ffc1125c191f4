import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './charts.module.css';

export interface Column<Row> {
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand right, under their heading. */
  numeric?: boolean;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Stands on the page by itself, not in a section. */
  framed?: boolean;
}

/** A dense table; its first column names the row. It scrolls sideways in its own frame. */
export function DataTable<Row>({ caption, columns, rows, keyOf, framed = false }: Props<Row>): ReactNode {
  return (
    <div className={framed ? `${css.scroll} ${css.framed}` : css.scroll} tabIndex={0} role="group" aria-label={caption}>
      <Table className={css.table ?? ''} highlightOnHover>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>{columns.map(({ head, numeric }, at) => <th key={at} scope="col" className={numeric ? css.num : undefined}>{head}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ cell, numeric }, at) => at === 0
                ? <th key={at} scope="row">{cell(row)}</th>
                : <td key={at} className={numeric ? css.num : undefined}>{cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
