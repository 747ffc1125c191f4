import { rampLimits, type Ramp, type RampStanding, type RampStep } from '#contracts';
import { weight } from '../../format.ts';
import { WHOLE } from '../weights.ts';
import { words } from './strings.ts';

export const MOST_STEPS = rampLimits.steps;

/** By the place of the step; `begin`: about the share that the steps begin with. */
export interface RampProblems {
  steps: Record<number, { hours?: string; coverage?: string }>;
  begin?: string;
}

const DAY = 24;
/** A tenth shows what is badly wrong, a quarter and a half what is less so. */
const usualSteps: readonly number[] = [WHOLE / 10, WHOLE / 4, WHOLE / 2, WHOLE];

/** Steps a day apart, from the share that is set; from a tenth where everybody takes part already. */
export function usualRamp(coverage: number): { coverage: number; ramp: Ramp } {
  const begin = coverage === 0 || coverage >= WHOLE ? WHOLE / 10 : coverage;
  return { coverage: begin, ramp: usualSteps.filter((step) => step > begin).map((step) => ({ hours: DAY, coverage: step })) };
}

/** With a further step, half way from the last one to everybody. */
export function withStep(ramp: Ramp, coverage: number): Ramp {
  const last = ramp.at(-1)?.coverage ?? coverage;
  return [...ramp, { hours: ramp.at(-1)?.hours ?? DAY, coverage: Math.min(WHOLE, Math.ceil((last + WHOLE) / 200) * 100) }];
}

/** What is wrong with the steps; null where nothing is. */
export function rampProblems({ coverage, ramp }: { coverage: number; ramp: Ramp }): RampProblems | null {
  if (ramp.length === 0) return null;
  const steps = ramp.flatMap((step, at) => {
    const problem = problemOf(step, ramp[at - 1]?.coverage ?? coverage);
    return Object.keys(problem).length > 0 ? [[at, problem] as const] : [];
  });
  const begin = coverage === 0 ? { begin: words.problems.nobody } : {};
  return steps.length === 0 && !('begin' in begin) ? null : { ...begin, steps: Object.fromEntries(steps) };
}

function problemOf({ hours, coverage }: RampStep, before: number): { hours?: string; coverage?: string } {
  const inTime = Number.isInteger(hours) && hours >= 1 && hours <= rampLimits.hours;
  return { ...(!inTime && { hours: words.problems.hours }), ...(coverage <= before && { coverage: words.problems.rise }) };
}

/** `rising to 25 % after 24 hours, then 50 % after 24 hours`. */
export const tellRamp = (ramp: Ramp): string => (ramp.length === 0 ? words.toldOff : words.told(ramp.map(({ coverage, hours }) => words.toldStep(weight(coverage), hours))));

interface Situation {
  standing: RampStanding;
  /** When the results were read. */
  now: string;
  say: { count: (value: number) => string; instant: (iso: string) => string };
}

/** What the next step waits for, in one sentence. */
export function tellStanding({ standing: { next, dueAt, have, need, heldBy }, now, say }: Situation): string {
  const { panel } = words;
  const coverage = weight(next.coverage);
  if (dueAt === null) return panel.paused(coverage, next.hours);
  if (heldBy.length > 0) return panel.held(coverage);
  if (Date.parse(dueAt) > Date.parse(now)) return panel.next(coverage, say.instant(dueAt));
  return have < need ? panel.few(coverage, say.count(have), say.count(need)) : panel.due(coverage);
}
