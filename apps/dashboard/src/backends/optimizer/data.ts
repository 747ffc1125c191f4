import { useInterval } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { cancelOptimizer, listBackends, listEvaluationSets, listLabels, listOptimizerCandidates, listOptimizerRuns, listVersions, planOptimizer, readOptimizerRun, readVersion, saveOptimized, startOptimizer } from '#contracts';
import type { CallFailed, CallOf, OptimizerCandidate, OptimizerRun, ReplyOf } from '#contracts';
import { call, useChange, useRead } from '../../api.ts';
import { useDeskEvents } from '../../desk.tsx';

const FOLLOW_MS = 2_000;
const A_PAGE = 50;
const SETS = 200;

export const isUnderWay = ({ state }: Pick<OptimizerRun, 'state'>): boolean => state === 'waiting' || state === 'running';

/** Reads again on news of a run, and every two seconds while one is under way. */
function useFollowing(refetch: () => unknown, underWay: boolean): void {
  useDeskEvents((event) => {
    if (event.type === 'optimizer') void refetch();
  });
  const { start, stop } = useInterval(() => void refetch(), FOLLOW_MS);
  useEffect(() => {
    if (underWay) start();
    return stop;
  }, [underWay, start, stop]);
}

/** Newest first; older ones on demand. */
export function useOptimizerRuns() {
  const reading = useInfiniteQuery({
    queryKey: [listOptimizerRuns.path], initialPageParam: undefined as string | undefined, placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => call(listOptimizerRuns, { limit: A_PAGE, before: pageParam }, signal), getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = reading.data?.pages.flatMap((page) => page.items) ?? [];
  useFollowing(reading.refetch, items.some(isUnderWay));
  return { reading, items };
}

export function useOptimizerRun(id: string): UseQueryResult<OptimizerRun, CallFailed> {
  const reading = useRead(readOptimizerRun, { id });
  useFollowing(reading.refetch, reading.data ? isUnderWay(reading.data) : false);
  return reading;
}

/** Read anew whenever another one has joined. */
export function useCandidates({ id, candidates }: Pick<OptimizerRun, 'id' | 'candidates'>): UseQueryResult<{ items: OptimizerCandidate[] }, CallFailed> {
  const reading = useRead(listOptimizerCandidates, { id });
  const { refetch, data } = reading;
  const missing = data !== undefined && data.items.length < candidates;
  useEffect(() => {
    if (missing) void refetch();
  }, [missing, candidates, refetch]);
  return reading;
}

export const useOpenSets = () => useRead(listEvaluationSets, { limit: SETS });
export const usePlan = (wish: CallOf<typeof planOptimizer>, enabled: boolean): UseQueryResult<ReplyOf<typeof planOptimizer>, CallFailed> => useRead(planOptimizer, wish, { enabled });
export const useStart = () => useChange(startOptimizer, listOptimizerRuns);
export const useCancel = () => useChange(cancelOptimizer, listOptimizerRuns, readOptimizerRun);
/** The label `candidate` moves with it, also off the version that had it. */
export const useSave = () => useChange(saveOptimized, readOptimizerRun, listOptimizerRuns, listBackends, listVersions, listLabels, readVersion);
