import { accuracy, auroc, expectedCalibrationError, macroF1, riskCoverage, type Judged } from '#textmodels';
import type { Recognition } from '../../libs/backends/src/recognition.ts';
import { quantile } from '../process-cost.ts';
import { OUTSIDE, type LabelledRow } from './labelled-rows.ts';

/** Shares, 0..1; NaN where the test holds no row to measure it on. */
export interface Quality {
  readonly accuracy: number;
  readonly macroF1: number;
  readonly calibrationError: number;
  /** Of the surest 80 and 90 % of the questions in scope. */
  readonly accuracyAt80: number;
  readonly accuracyAt90: number;
  readonly outOfScopeAuroc: number;
  /** Out-of-scope questions refused by the threshold that keeps 90 % of those in scope. */
  readonly outOfScopeRecallAt90: number;
}

/** What one backend made of the test rows, in their order. */
export function qualityOf(rows: readonly LabelledRow[], opinions: readonly Recognition[]): Quality {
  const numbers = new Map([...new Set(rows.map(({ label }) => label))].map((label, number) => [label, number]));
  const judge = (at: number, confidence: number): Judged => {
    const predicted = numbers.get(opinions[at]!.ranked[0]?.label ?? '') ?? -1;
    return { truth: numbers.get(rows[at]!.label)!, predicted, confidence };
  };
  const within = [...rows.keys()].filter((at) => rows[at]!.label !== OUTSIDE);
  const without = [...rows.keys()].filter((at) => rows[at]!.label === OUTSIDE);
  const probable = within.map((at) => judge(at, opinions[at]!.ranked[0]?.probability ?? 0));
  const sure = within.map((at) => judge(at, sureness(opinions[at]!)));
  const curve = riskCoverage(sure);
  const accuracyAt = (coverage: number): number => curve.find((point) => point.coverage >= coverage)?.accuracy ?? NaN;
  const kept = sure.map(({ confidence }) => confidence);
  const foreign = without.map((at) => sureness(opinions[at]!));
  const threshold = quantile(kept, 0.1);
  return {
    accuracy: accuracy(probable), macroF1: macroF1(probable), calibrationError: expectedCalibrationError(probable),
    accuracyAt80: accuracyAt(0.8), accuracyAt90: accuracyAt(0.9),
    outOfScopeAuroc: foreign.length > 0 ? auroc(kept, foreign) : NaN,
    outOfScopeRecallAt90: foreign.length > 0 ? foreign.filter((one) => one < threshold).length / foreign.length : NaN,
  };
}

/** What is recognised as out of scope is never answered, however sure. */
function sureness({ ranked, confidence }: Recognition): number {
  return ranked[0]?.label === OUTSIDE ? 0 : confidence;
}

/** Each measure over several draws: its mean, and from where to where it went. */
export function overDraws<Measures extends object>(draws: readonly Measures[]): { [Name in keyof Measures]: { mean: number; from: number; to: number } } {
  const names = Object.keys(draws[0]!) as (keyof Measures)[];
  return Object.fromEntries(names.map((name) => {
    const values = draws.map((draw) => Number(draw[name]));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [name, { mean, from: Math.min(...values), to: Math.max(...values) }];
  })) as { [Name in keyof Measures]: { mean: number; from: number; to: number } };
}
