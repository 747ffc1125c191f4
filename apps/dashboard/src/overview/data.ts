import { useQueryClient } from '@tanstack/react-query';
import { listExperiments, listSites, readOverview, readReplays, readResponseTimes, readSatisfaction, startDemoReplay } from '#contracts';
import type { Replay, ReplyOf } from '#contracts';
import { useChange, useRead } from '../api.ts';
import { useDeskEvents } from '../desk.tsx';
import type { Range } from './use-filters.ts';

/** The page follows the traffic, a replay faster than everyday life. */
const CALM_MS = 60_000;
const EAGER_MS = 3_000;

const pace = (eager: boolean) => ({ refetchInterval: eager ? EAGER_MS : CALM_MS });

export const useOverview = (range: Range, eager: boolean) => useRead(readOverview, range, pace(eager));
export const useSatisfaction = (range: Range, eager: boolean) => useRead(readSatisfaction, range, pace(eager));
export const useResponseTimes = (range: Range, eager: boolean) => useRead(readResponseTimes, range, pace(eager));
export const useSites = () => useRead(listSites, {});
export const useExperiments = () => useRead(listExperiments, {});

/** The latest replay: told by the desk, asked for every other second in case the desk is away. */
export function useReplay(): { latest: Replay | null; start: (siteId: string) => void; starting: boolean; error: Error | null } {
  const queries = useQueryClient();
  const key = [readReplays.path, {}];
  const known = queries.getQueryData<ReplyOf<typeof readReplays>>(key)?.items.some(({ state }) => state === 'running') ?? false;
  const reading = useRead(readReplays, {}, { refetchInterval: known ? 2_000 : false });
  const starting = useChange(startDemoReplay, readReplays);
  useDeskEvents((event) => {
    if (event.type !== 'replay') return;
    queries.setQueryData<ReplyOf<typeof readReplays>>(key, (before) => before && ({
      items: before.items.map((one) => (one.id === event.replayId ? { ...one, done: event.done, total: event.total, state: event.state } : one)),
    }));
    if (event.state !== 'running') void queries.invalidateQueries();
  });
  const newest = [...(reading.data?.items ?? [])].sort((a, b) => b.startedAt.localeCompare(a.startedAt))[0];
  return {
    latest: newest ?? starting.data ?? null,
    start: (siteId) => starting.mutate({ siteId, paired: true }),
    starting: starting.isPending,
    error: starting.error,
  };
}
