import { Button, NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { planExperiment } from '#contracts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { words } from './strings.ts';
import css from './experiments.module.css';

const text = words.plan;

/** The server's answer to: how many ratings does this difference need? */
function usePlan(baselinePercent: number, differencePoints: number, variants: number) {
  const input = { baseline: baselinePercent / 100, difference: differencePoints / 100, variants };
  const possible = input.baseline > 0 && input.baseline < 1 && input.difference > 0 && input.difference < 1;
  const [settled] = useDebouncedValue(input, 300);
  return useQuery({ queryKey: [planExperiment.path, settled], queryFn: ({ signal }) => call(planExperiment, settled, signal), enabled: possible, staleTime: Infinity });
}

interface Props {
  variants: number;
  plannedRatings: number;
  problem: string | undefined;
  onPlan: (ratings: number) => void;
}

export function PlanHelper({ variants, plannedRatings, problem, onPlan }: Props): ReactNode {
  const [baseline, setBaseline] = useState(70);
  const [difference, setDifference] = useState(5);
  const plan = usePlan(baseline, difference, variants);
  return (
    <div className={css.form}>
      <div className={css.pairs}>
        <NumberInput label={text.baseline} min={1} max={99} suffix=" %" value={baseline} onChange={(value) => setBaseline(Number(value))} />
        <NumberInput label={text.difference} min={0.5} max={50} step={0.5} decimalScale={1} value={difference} onChange={(value) => setDifference(Number(value))} />
      </div>
      {plan.error && <p className={css.note} role="alert">{plan.error.message}</p>}
      {plan.data && (
        <div>
          <p className={css.prose}>{plan.data.sentence}</p>
          <Button variant="default" onClick={() => onPlan(plan.data.ratings)}>{text.use(count(plan.data.ratings))}</Button>
        </div>
      )}
      <NumberInput
        label={words.form.planned} description={words.form.plannedHint} min={10} max={10_000_000} step={50} thousandSeparator="," maw={280} error={problem}
        value={plannedRatings} onChange={(value) => onPlan(Math.round(Number(value) || 0))}
      />
    </div>
  );
}
