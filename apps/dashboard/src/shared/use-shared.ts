import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { readSharedResults } from '#contracts';
import type { CallFailed, SharedResults } from '#contracts';
import { call } from '../api.ts';

const FOLLOW_MS = 60_000;

/** What a link shows, read again each minute; only the first reading counts as an opening. */
export function useShared(token: string): UseQueryResult<SharedResults, CallFailed> {
  const client = useQueryClient();
  const queryKey = [readSharedResults.path, token];
  return useQuery<SharedResults, CallFailed>({
    queryKey, refetchInterval: FOLLOW_MS,
    queryFn: ({ signal }) => call(readSharedResults, { token, again: client.getQueryData(queryKey) === undefined ? 'no' : 'yes' }, signal),
  });
}
