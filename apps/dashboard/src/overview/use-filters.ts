import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { exportTable, requestOf } from '#contracts';
import type { CallOf, readOverview } from '#contracts';

export type Range = CallOf<typeof readOverview>;
export type FilterName = keyof Range;

const names = ['from', 'to', 'siteId', 'experimentId', 'traffic'] as const satisfies FilterName[];

export interface Filters {
  range: Range;
  /** Undefined takes a filter away. */
  change: (changes: Partial<Record<FilterName, string | undefined>>) => void;
}

const day = (text: string | null): string | undefined => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined);
const traffics = ['live', 'replay', 'test', 'preview'] as const;

/** The filters of the address, so that a view can be shared by its link. */
export function useFilters(): Filters {
  const [query, setQuery] = useSearchParams();
  const range = useMemo<Range>(() => ({
    from: day(query.get('from')), to: day(query.get('to')),
    siteId: query.get('siteId') ?? undefined, experimentId: query.get('experimentId') ?? undefined,
    traffic: traffics.find((one) => one === query.get('traffic')),
  }), [query]);
  const change: Filters['change'] = (changes) => setQuery((before) => {
    const next = new URLSearchParams(before);
    for (const name of names) {
      if (!(name in changes)) continue;
      const value = changes[name];
      if (value) next.set(name, value);
      else next.delete(name);
    }
    return next;
  }, { replace: true });
  return { range, change };
}

/** Where a table of this range is downloaded. */
export const csvOf = (table: CallOf<typeof exportTable>['table'], range: Range): string => requestOf(exportTable, { table, ...range }).path;
