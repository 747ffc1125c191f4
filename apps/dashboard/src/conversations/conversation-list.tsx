import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ConversationSummary } from '#contracts';
import { DataTable, type Column } from '../charts/data-table.tsx';
import { count, instant, middle } from '../format.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useSession } from '../session.tsx';
import css from './conversations.module.css';
import { FilterBar } from './filter-bar.tsx';
import { words } from './strings.ts';
import { useConversations } from './use-conversations.ts';
import { useFilters } from './use-filters.ts';
import { VariantChip } from './variant-chip.tsx';

const LONGEST = 90;

function columnsIn(timeZone: string): Column<ConversationSummary>[] {
  const { columns } = words;
  return [
    { head: columns.opening, cell: (row) => <Link to={`/conversations/${row.id}`} className={css.opening} title={row.opening}>{middle(row.opening, LONGEST) || words.noWords}</Link> },
    { head: columns.variant, cell: (row) => <VariantChip name={row.variantName} kind={row.backendKind} /> },
    { head: columns.state, cell: (row) => (row.agentName ? `${words.states[row.state]}: ${row.agentName}` : words.states[row.state]) },
    { head: columns.messages, numeric: true, cell: (row) => count(row.messages) },
    { head: columns.rating, numeric: true, cell: (row) => (row.csat === null ? <span className={css.soft}>{words.notRated}</span> : words.rated(row.csat)) },
    { head: columns.started, numeric: true, cell: (row) => instant(row.createdAt, timeZone) },
  ];
}

export function ConversationList(): ReactNode {
  const control = useFilters();
  const reading = useConversations(control.filters);
  const { timeZone } = useSession().workspace;
  return (
    <PageFrame title={words.title} actions={<FilterBar {...control} />}>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={12} />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0) return <Nothing filtered={control.any} clear={control.clear} />;
          return (
            <>
              <DataTable framed caption={words.caption} columns={columnsIn(timeZone)} rows={rows} keyOf={(row) => row.id} />
              {reading.hasNextPage && (
                <Button variant="default" mt="md" loading={reading.isFetchingNextPage} onClick={() => void reading.fetchNextPage()}>{words.more}</Button>
              )}
            </>
          );
        }}
      </Loaded>
    </PageFrame>
  );
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }): ReactNode {
  if (filtered) return <Empty title={words.noneTitle} text={words.none}><Button variant="default" onClick={clear}>{words.clear}</Button></Empty>;
  return <Empty title={words.emptyTitle} text={words.empty}><Button component={Link} to="/try-it">{words.tryIt}</Button></Empty>;
}
