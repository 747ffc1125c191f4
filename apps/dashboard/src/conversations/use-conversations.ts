import { useInfiniteQuery } from '@tanstack/react-query';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { listConversations } from '#contracts';
import type { CallFailed, ReplyOf } from '#contracts';
import { call } from '../api.ts';
import { queryOf, type Filters } from './use-filters.ts';

type Page = ReplyOf<typeof listConversations>;

/** Pages of the list, newest first, each fifty long. */
export const useConversations = (filters: Filters): UseInfiniteQueryResult<InfiniteData<Page>, CallFailed> =>
  useInfiniteQuery<Page, CallFailed, InfiniteData<Page>, readonly unknown[], string | undefined>({
    queryKey: [listConversations.path, filters],
    queryFn: ({ pageParam, signal }) => call(listConversations, { ...queryOf(filters), ...(pageParam ? { before: pageParam } : {}) }, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 15_000,
  });
