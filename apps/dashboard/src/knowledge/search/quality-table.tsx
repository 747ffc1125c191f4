import type { ReactNode } from 'react';
import type { SearchReport } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { percent } from '../../format.ts';
import { words } from './strings.ts';
import css from './search.module.css';

/** What the learnt weights are worth beside equal ones. */
export function QualityTable({ quality }: { quality: NonNullable<SearchReport['quality']> }): ReactNode {
  const rows = [{ name: words.learntRow, ...quality.learnt }, { name: words.equalRow, ...quality.equal }];
  return (
    <>
      <h3 className={css.subtitle}>{words.quality}</h3>
      <DataTable caption={words.quality} rows={rows} keyOf={({ name }) => name} columns={[
        { head: words.mixture, cell: ({ name }) => name },
        { head: words.top1, numeric: true, cell: ({ top1 }) => percent(top1) },
        { head: words.top3, numeric: true, cell: ({ top3 }) => percent(top3) },
        { head: words.mrr, numeric: true, cell: ({ mrr }) => mrr.toFixed(3) },
      ]} />
    </>
  );
}
