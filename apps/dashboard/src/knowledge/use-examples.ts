import { useInfiniteQuery } from '@tanstack/react-query';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { ExamplePart, listExamples } from '#contracts';
import type { CallFailed, ReplyOf } from '#contracts';
import { call } from '../api.ts';

type Page = ReplyOf<typeof listExamples>;
export type QuestionFilter = 'intent' | 'part' | 'search';

/** Pages of labelled questions, newest first. */
export function useExamples({ part, ...filters }: Partial<Record<QuestionFilter, string>>): UseInfiniteQueryResult<InfiniteData<Page>, CallFailed> {
  const known = ExamplePart.safeParse(part);
  const query = { ...filters, ...(known.success ? { part: known.data } : {}) };
  return useInfiniteQuery<Page, CallFailed, InfiniteData<Page>, readonly unknown[], string | undefined>({
    queryKey: [listExamples.path, query],
    queryFn: ({ pageParam, signal }) => call(listExamples, { ...query, ...(pageParam ? { before: pageParam } : {}) }, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
}
