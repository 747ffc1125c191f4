import { useInterval } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  addEvaluationCase, cancelEvaluation, changeEvaluationCase, changeEvaluationSet, copyEvaluationSet, createEvaluation, createEvaluationSet, deleteEvaluation, deleteEvaluationCase, deleteEvaluationSet, freezeEvaluationSet,
  importEvaluationCases, listEvaluationAnswers, listEvaluationCases, listEvaluations, listEvaluationSets, readEvaluation, readEvaluationSet, readEvaluationWins, retryEvaluation, takeEvaluationCases,
} from '#contracts';
import type { CallOf, Evaluation } from '#contracts';
import { call, useChange, useRead } from '../../api.ts';
import { useDeskEvents } from '../../desk.tsx';

const FOLLOW_MS = 2_000;
const A_PAGE = 50;

export const isUnderWay = ({ state }: Pick<Evaluation, 'state'>): boolean => state === 'waiting' || state === 'answering' || state === 'judging';

/** Reads again on news of an evaluation, and every two seconds while one is under way. */
function useFollowing(refetch: () => unknown, underWay: boolean): void {
  useDeskEvents((event) => {
    if (event.type === 'evaluation') void refetch();
  });
  const { start, stop } = useInterval(() => void refetch(), FOLLOW_MS);
  useEffect(() => {
    if (underWay) start();
    return stop;
  }, [underWay, start, stop]);
}

/** Newest first; older ones on demand. @param filter those of one set only */
export function useEvaluations(filter: Pick<CallOf<typeof listEvaluations>, 'setId'> = {}) {
  const reading = useInfiniteQuery({
    queryKey: [listEvaluations.path, filter], initialPageParam: undefined as string | undefined, placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => call(listEvaluations, { ...filter, limit: A_PAGE, before: pageParam }, signal), getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = reading.data?.pages.flatMap((page) => page.items) ?? [];
  useFollowing(reading.refetch, items.some(isUnderWay));
  return { reading, items };
}

export function useEvaluation(id: string) {
  const reading = useRead(readEvaluation, { id });
  useFollowing(reading.refetch, reading.data ? isUnderWay(reading.data) : false);
  return reading;
}

/** The newest evaluation of each version of a backend that came to an end or is under way. */
export function useGates(backendId: string): (versionId: string) => Evaluation | undefined {
  const enabled = backendId !== '';
  const reading = useRead(listEvaluations, { backendId, limit: 200 }, { enabled });
  const items = reading.data?.items ?? [];
  useFollowing(() => enabled && reading.refetch(), items.some(isUnderWay));
  return (versionId) => items.find(({ candidate, state }) => candidate.id === versionId && state !== 'cancelled' && state !== 'failed');
}

export const useEvaluatedAnswers = (input: CallOf<typeof listEvaluationAnswers>) => useRead(listEvaluationAnswers, input);
export const useWins = (id: string) => useRead(readEvaluationWins, { id });
export const useCreateEvaluation = () => useChange(createEvaluation, listEvaluations);
export const useCancelEvaluation = () => useChange(cancelEvaluation, listEvaluations, readEvaluation);
export const useRetryEvaluation = () => useChange(retryEvaluation, listEvaluations, readEvaluation);
export const useDeleteEvaluation = () => useChange(deleteEvaluation, listEvaluations);

export const useSets = () => useRead(listEvaluationSets, { limit: 200 });
export const useSet = (id: string) => useRead(readEvaluationSet, { id });
export const useCreateSet = () => useChange(createEvaluationSet, listEvaluationSets);
export const useChangeSet = () => useChange(changeEvaluationSet, listEvaluationSets, readEvaluationSet, listEvaluations, readEvaluation);
export const useDeleteSet = () => useChange(deleteEvaluationSet, listEvaluationSets);
export const useFreezeSet = () => useChange(freezeEvaluationSet, listEvaluationSets, readEvaluationSet);
export const useCopySet = () => useChange(copyEvaluationSet, listEvaluationSets);
export const useCases = (input: CallOf<typeof listEvaluationCases>) => useRead(listEvaluationCases, input);
export const useAddCase = () => useChange(addEvaluationCase, listEvaluationCases, readEvaluationSet, listEvaluationSets);
export const useChangeCase = () => useChange(changeEvaluationCase, listEvaluationCases, readEvaluationSet, listEvaluationSets);
export const useDeleteCase = () => useChange(deleteEvaluationCase, listEvaluationCases, readEvaluationSet, listEvaluationSets);
export const useImportCases = () => useChange(importEvaluationCases, listEvaluationCases, readEvaluationSet, listEvaluationSets);
export const useTakeCases = () => useChange(takeEvaluationCases, listEvaluationCases, readEvaluationSet, listEvaluationSets);
