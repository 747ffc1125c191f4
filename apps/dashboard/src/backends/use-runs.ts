import { useInterval } from '@mantine/hooks';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listTrainingRuns, readTrainingRun } from '#contracts';
import type { CallFailed, ReplyOf, TrainingProgress, TrainingRun } from '#contracts';
import { queries, useRead } from '../api.ts';
import { useDeskEvents } from '../desk.tsx';

const FOLLOW_MS = 2_000;

export const isUnderWay = ({ state }: Pick<TrainingRun, 'state'>): boolean => state === 'queued' || state === 'running';

/** What a run told by the socket is on the page at once. */
function showProgress(id: string, progress: TrainingProgress): void {
  const told = (run: TrainingRun): TrainingRun => (run.id === id && isUnderWay(run) ? { ...run, state: 'running', progress } : run);
  queries.setQueryData<TrainingRun>([readTrainingRun.path, { id }], (before) => before && told(before));
  queries.setQueryData<ReplyOf<typeof listTrainingRuns>>([listTrainingRuns.path, {}], (before) => before && { items: before.items.map(told) });
}

/** Reads again on each news of a training, and every two seconds while one is under way. */
function useFollowing(refetch: () => unknown, underWay: boolean): void {
  useDeskEvents((event) => {
    if (event.type !== 'training') return;
    if (event.progress) showProgress(event.runId, event.progress);
    else void refetch();
  });
  const { start, stop } = useInterval(() => void refetch(), FOLLOW_MS);
  useEffect(() => {
    if (underWay) start();
    return stop;
  }, [underWay, start, stop]);
}

export function useRuns(): UseQueryResult<ReplyOf<typeof listTrainingRuns>, CallFailed> {
  const reading = useRead(listTrainingRuns, {});
  useFollowing(reading.refetch, reading.data?.items.some(isUnderWay) ?? false);
  return reading;
}

export function useRun(id: string): UseQueryResult<TrainingRun, CallFailed> {
  const reading = useRead(readTrainingRun, { id });
  useFollowing(reading.refetch, reading.data ? isUnderWay(reading.data) : false);
  return reading;
}
