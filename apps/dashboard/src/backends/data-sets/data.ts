import { useInterval } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { countDataSet, createDataSet, deleteDataSet, estimateDataSet, listDataSets, listDataSetsOfConversation, listDataSetTurns, readDataSet, validateDataSetFile } from '#contracts';
import type { CallFailed, DataSet, DataSetFilters, DataSetPart } from '#contracts';
import { call, useChange, useRead } from '../../api.ts';
import { useDeskEvents } from '../../desk.tsx';

const FOLLOW_MS = 2_000;
const A_PAGE = 50;

export const isUnderWay = ({ state }: Pick<DataSet, 'state'>): boolean => state === 'waiting' || state === 'running';

/** Reads again on news of a building, and every two seconds while one is under way. */
function useFollowing(refetch: () => unknown, underWay: boolean): void {
  useDeskEvents((event) => {
    if (event.type === 'data_set') void refetch();
  });
  const { start, stop } = useInterval(() => void refetch(), FOLLOW_MS);
  useEffect(() => {
    if (underWay) start();
    return stop;
  }, [underWay, start, stop]);
}

/** Newest first; older ones on demand. */
export function useDataSets() {
  const reading = useInfiniteQuery({
    queryKey: [listDataSets.path], initialPageParam: undefined as string | undefined, placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => call(listDataSets, { limit: A_PAGE, before: pageParam }, signal), getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = reading.data?.pages.flatMap((page) => page.items) ?? [];
  useFollowing(reading.refetch, items.some(isUnderWay));
  return { reading, items };
}

export function useDataSet(id: string): UseQueryResult<DataSet, CallFailed> {
  const reading = useRead(readDataSet, { id });
  useFollowing(reading.refetch, reading.data ? isUnderWay(reading.data) : false);
  return reading;
}

/** The newest ones, and the named one where it is older. */
export function useDataSetsWith(id: string | null): DataSet[] {
  const { items } = useDataSets();
  const missing = id !== null && items.every((one) => one.id !== id);
  const named = useRead(readDataSet, { id: id ?? '' }, { enabled: missing }).data;
  return missing && named ? [...items, named] : items;
}

export const useCount = (filters: DataSetFilters, enabled: boolean) => useRead(countDataSet, filters, { enabled });
export const useCreateDataSet = () => useChange(createDataSet, listDataSets);
export const useDeleteDataSet = () => useChange(deleteDataSet, listDataSets);
export const useTurns = (id: string, part: DataSetPart | null, after: number, limit: number) => useRead(listDataSetTurns, { id, after, limit, ...(part ? { part } : {}) });
export const useEstimate = (id: string, epochs: number, pricePerMillion: number) => useRead(estimateDataSet, { id, epochs, pricePerMillion });
export const useCheckFile = () => useChange(validateDataSetFile);
export const useDataSetsOfConversation = (id: string) => useRead(listDataSetsOfConversation, { id });
