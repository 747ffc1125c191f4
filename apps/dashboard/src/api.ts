import { QueryCache, QueryClient, keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { CallFailed, createClient, isRetryable, readSession } from '#contracts';
import type { AnyRoute, CallOf, ReplyOf } from '#contracts';

export const call = createClient((url, init) => fetch(url, { ...init, credentials: 'same-origin' }));

const worthTrying = (tries: number, error: Error): boolean =>
  tries < 2 && error instanceof CallFailed && (error.problem === null || isRetryable(error.problem.code));

/** A session that ended anywhere ends everywhere: the session is read again, and its gate leads to the sign-in page. */
function createQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const ended = error instanceof CallFailed && error.code === 'unauthenticated';
        if (ended && query.queryKey[0] !== readSession.path) void queries.resetQueries({ queryKey: [readSession.path] });
      },
    }),
    defaultOptions: { queries: { staleTime: 10_000, retry: worthTrying } },
  });
  return queries;
}

export const queries = createQueries();

interface ReadOptions {
  enabled?: boolean;
  /** Milliseconds between readings; false for once. */
  refetchInterval?: number | false;
}

/** The reply of a GET route, kept while its input changes, so that a filter does not empty the page. */
export function useRead<R extends AnyRoute>(route: R, input: CallOf<R>, options: ReadOptions = {}): UseQueryResult<ReplyOf<R>, CallFailed> {
  return useQuery<ReplyOf<R>, CallFailed>({
    queryKey: [route.path, input],
    queryFn: ({ signal }) => call(route, input, signal),
    placeholderData: keepPreviousData,
    ...options,
  });
}

/** A route that changes something; what `stale` names is read again afterwards. */
export function useChange<R extends AnyRoute>(route: R, ...stale: AnyRoute[]): UseMutationResult<ReplyOf<R>, CallFailed, CallOf<R>> {
  const client = useQueryClient();
  return useMutation<ReplyOf<R>, CallFailed, CallOf<R>>({
    mutationFn: (input) => call(route, input),
    onSuccess: () => Promise.all(stale.map((one) => client.invalidateQueries({ queryKey: [one.path] }))),
    onError: (error) => {
      if (error.code === 'unauthenticated') void client.resetQueries({ queryKey: [readSession.path] });
    },
  });
}
