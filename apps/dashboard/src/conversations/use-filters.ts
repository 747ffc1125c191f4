import { useSearchParams } from 'react-router';
import { ConversationState, Traffic } from '#contracts';
import type { CallOf, listConversations } from '#contracts';

const names = ['state', 'traffic', 'siteId', 'experimentId', 'variantId', 'search'] as const;
export type FilterName = (typeof names)[number];
export type Filters = Partial<Record<FilterName, string>>;

export interface FilterControl {
  filters: Filters;
  any: boolean;
  set: (name: FilterName, value: string | null) => void;
  clear: () => void;
}

/** The list's filters live in the address, so that a view can be shared. */
export function useFilters(): FilterControl {
  const [params, setParams] = useSearchParams();
  const filters = Object.fromEntries(names.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : []))) as Filters;
  const set = (name: FilterName, value: string | null): void =>
    setParams((now) => {
      if (value) now.set(name, value);
      else now.delete(name);
      return now;
    }, { replace: true });
  return { filters, any: Object.keys(filters).length > 0, set, clear: () => setParams({}, { replace: true }) };
}

/** What is asked of the server; an unknown word in the address counts as no filter. */
export function queryOf({ state, traffic, ...rest }: Filters): CallOf<typeof listConversations> {
  const [knownState, knownTraffic] = [ConversationState.safeParse(state), Traffic.safeParse(traffic)];
  return { ...rest, ...(knownState.success ? { state: knownState.data } : {}), ...(knownTraffic.success ? { traffic: knownTraffic.data } : {}) };
}
