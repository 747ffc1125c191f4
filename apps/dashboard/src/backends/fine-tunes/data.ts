import { useInterval } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  cancelFineTune, createFineTune, createFineTunedVersions, estimateFineTune, isFineTuning, listBackends, listFineTuneEvents, listFineTunes, listModels, listVersions, readFineTune, registerFineTuned, retryFineTune,
} from '#contracts';
import type { CallFailed, CallOf, FineTune, FineTuneDetail, FineTuneEvent } from '#contracts';
import { call, useChange, useRead } from '../../api.ts';
import { useDeskEvents } from '../../desk.tsx';

const FOLLOW_MS = 2_000;
const A_PAGE = 50;
/** Of the newest events on the page of a fine-tune. */
const EVENTS = 100;

/** Reads again on news of a fine-tune, and every two seconds while one is under way. */
function useFollowing(refetch: () => unknown, underWay: boolean): void {
  useDeskEvents((event) => {
    if (event.type === 'fine_tune' || event.type === 'training') void refetch();
  });
  const { start, stop } = useInterval(() => void refetch(), FOLLOW_MS);
  useEffect(() => {
    if (underWay) start();
    return stop;
  }, [underWay, start, stop]);
}

/** Newest first; older ones on demand. */
export function useFineTunes() {
  const reading = useInfiniteQuery({
    queryKey: [listFineTunes.path], initialPageParam: undefined as string | undefined, placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => call(listFineTunes, { limit: A_PAGE, before: pageParam }, signal), getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = reading.data?.pages.flatMap((page) => page.items) ?? [];
  useFollowing(reading.refetch, items.some(isFineTuning));
  return { reading, items };
}

export function useFineTune(id: string): UseQueryResult<FineTuneDetail, CallFailed> {
  const reading = useRead(readFineTune, { id });
  useFollowing(reading.refetch, reading.data ? isFineTuning(reading.data) : false);
  return reading;
}

/** The newest events, newest first. */
export function useNewestEvents({ id, state }: Pick<FineTune, 'id' | 'state'>): { events: FineTuneEvent[]; total: number } {
  const first = useRead(listFineTuneEvents, { id, limit: 1 });
  const total = first.data?.total ?? 0;
  const last = useRead(listFineTuneEvents, { id, after: Math.max(0, total - EVENTS), limit: EVENTS });
  useFollowing(() => Promise.all([first.refetch(), last.refetch()]), isFineTuning({ state }));
  return { events: [...(last.data?.items ?? [])].reverse(), total: last.data?.total ?? total };
}

export const useFineTunesOf = (where: Pick<CallOf<typeof listFineTunes>, 'dataSetId' | 'modelKey'>, enabled = true) => useRead(listFineTunes, { ...where, limit: A_PAGE }, { enabled });
export const useFineTuneEstimate = (wish: CallOf<typeof estimateFineTune>, enabled: boolean) => useRead(estimateFineTune, wish, { enabled });
export const useCreateFineTune = () => useChange(createFineTune, listFineTunes);
export const useCancelFineTune = () => useChange(cancelFineTune, listFineTunes, readFineTune);
export const useRetryFineTune = () => useChange(retryFineTune, listFineTunes, readFineTune);
export const useRegisterModel = () => useChange(registerFineTuned, listFineTunes, readFineTune, listModels, listBackends, listVersions);
export const useMakeVersions = () => useChange(createFineTunedVersions, readFineTune, listFineTunes, listModels, listBackends, listVersions);
