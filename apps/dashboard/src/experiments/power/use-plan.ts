import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { planExperiment, readBaselines } from '#contracts';
import type { Baselines, CallFailed, CallOf, ExperimentPlan } from '#contracts';
import { call } from '../../api.ts';
import type { Question } from './question.ts';

/** A baseline of weeks does not change within a visit of the page. */
const FRESH_MS = 5 * 60_000;
const SETTLED_MS = 250;

/** Of another site or other weeks, nothing of the one before is kept. */
export function useBaselines(siteId: string | null, { traffic, weeks }: Pick<Question, 'traffic' | 'weeks'>): UseQueryResult<Baselines, CallFailed> {
  const input = { siteId: siteId ?? '', traffic, weeks };
  return useQuery<Baselines, CallFailed>({ queryKey: [readBaselines.path, input], queryFn: ({ signal }) => call(readBaselines, input, signal), enabled: siteId !== null, staleTime: FRESH_MS });
}

/** The plan of what is asked, once nobody has typed for a moment. */
export function usePlan(wish: CallOf<typeof planExperiment>): UseQueryResult<ExperimentPlan, CallFailed> {
  const [settled] = useDebouncedValue(wish, SETTLED_MS);
  return useQuery<ExperimentPlan, CallFailed>({
    queryKey: [planExperiment.path, settled], queryFn: ({ signal }) => call(planExperiment, settled, signal), placeholderData: keepPreviousData, staleTime: Infinity,
  });
}
