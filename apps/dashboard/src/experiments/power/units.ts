import type { PlannedMeasure } from '#contracts';
import { cost, costTick, duration, percent } from '../../format.ts';
import type { AssumptionKey } from './assumptions.ts';

/** How a number of the contract is typed and told. */
export interface Unit {
  /** What is typed for one of the contract's. */
  scale: number;
  suffix: string;
  decimals: number;
  step: number;
  min: number;
  max: number;
  tell: (value: number) => string;
  /** On an axis, where the unit stands beside. */
  tick?: (value: number) => string;
}

const trimmed = (value: number, digits: number): string => value.toLocaleString('en', { maximumFractionDigits: digits });
const NB = '\u00a0';
const MICRO_USD_PER_CENT = 10_000;

export const shareUnit: Unit = { scale: 100, suffix: ' %', decimals: 2, step: 1, min: 0.01, max: 100, tell: (share) => percent(share) };
const ratingUnit: Unit = { scale: 1, suffix: '', decimals: 2, step: 0.1, min: 1, max: 5, tell: (rating) => rating.toFixed(2) };
const costUnit: Unit = { scale: 1 / MICRO_USD_PER_CENT, suffix: ' ct', decimals: 4, step: 0.1, min: 0.0001, max: 1e6, tell: cost };
const timeUnit: Unit = { scale: 1 / 1_000, suffix: ' s', decimals: 3, step: 0.1, min: 0.001, max: 3_600, tell: duration };
const countUnit = (digits: number, min: number, max: number): Unit => ({ scale: 1, suffix: '', decimals: digits, step: 1 / 10 ** Math.min(1, digits), min, max, tell: (value) => trimmed(value, digits) });

const isCost = (measure: PlannedMeasure): boolean => measure === 'cost' || measure === 'cost_resolved';
const isTime = (measure: PlannedMeasure): boolean => /_p(50|95)$/.test(measure);

/** Of the measure itself. */
function levelUnit(measure: PlannedMeasure): Unit {
  if (measure === 'csat') return ratingUnit;
  if (isTime(measure)) return timeUnit;
  return isCost(measure) ? costUnit : { ...shareUnit, max: 99.99 };
}

/** Of a difference: points for shares. */
export function differenceUnit(measure: PlannedMeasure): Unit & { name: 'rating' | 'cents' | 'seconds' | 'points' } {
  if (measure === 'csat') return { ...ratingUnit, name: 'rating', min: 0.01, max: 4, step: 0.05, tick: (rating) => trimmed(rating, 3) };
  if (isCost(measure)) return { ...costUnit, name: 'cents', tell: costTick };
  if (isTime(measure)) return { ...timeUnit, name: 'seconds' };
  return { ...shareUnit, name: 'points', suffix: '', step: 0.5, max: 99, tell: (share) => `${trimmed(share * 100, 1)}${NB}points`, tick: (share) => trimmed(share * 100, 1) };
}

export function unitOf(measure: PlannedMeasure, key: AssumptionKey): Unit {
  switch (key) {
    case 'baseline': return levelUnit(measure);
    case 'spread': return { ...levelUnit(measure), min: 0, max: isCost(measure) || isTime(measure) ? 1e6 : 2.05 };
    case 'visitorsADay': return countUnit(1, 0, 1e9);
    case 'returnRate': return { ...shareUnit, min: 0, max: 99 };
    case 'askedShare': case 'responseRate': return shareUnit;
    case 'conversationsPerVisitor': return countUnit(2, 1, 10_000);
    case 'answersPerConversation': case 'thumbsPerConversation': return countUnit(2, 0.01, 10_000);
    case 'resemblance': return { ...countUnit(2, 0, 1), step: 0.05 };
  }
}
