import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { DataTable, type Column } from '../charts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Late } from '../parts/late.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { partWords } from '../strings.ts';
import css from './backends.module.css';

interface Props<Row> {
  reading: UseInfiniteQueryResult;
  items: readonly Row[];
  keyOf: (row: Row) => string;
  columns: readonly Column<Row>[];
  words: { caption: string; emptyTitle: string; empty: string; more: string };
  /** The button that makes a new one, for those who may. */
  create: ReactNode;
}

/** A list that is read page by page, with the way to a new one: loading, failed, empty, there. */
export function PagedTable<Row>({ reading, items, keyOf, columns, words, create }: Props<Row>): ReactNode {
  return (
    <>
      {reading.error && <Failure error={reading.error} again={() => void reading.refetch()} />}
      {reading.isPending && !reading.error && <Late><div aria-busy="true" role="status" aria-label={partWords.loading}><RowsSkeleton /></div></Late>}
      {reading.isSuccess && items.length === 0 && <Empty title={words.emptyTitle} text={words.empty}>{create}</Empty>}
      {items.length > 0 && (
        <>
          <div className={css.bar}>{create}</div>
          <DataTable framed caption={words.caption} rows={items} keyOf={keyOf} columns={columns} />
          {reading.hasNextPage && <Button mt="md" variant="default" loading={reading.isFetchingNextPage} onClick={() => void reading.fetchNextPage()}>{words.more}</Button>}
        </>
      )}
    </>
  );
}
