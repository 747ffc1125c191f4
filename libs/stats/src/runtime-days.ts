import type { TooFew } from './answers.ts';
import { assertPlan } from './required-ratings.ts';

/** How many units an experiment met in its last days. */
export interface Traffic {
  /** Units that met the experiment in the days looked at, counted anew each day; at least 0. */
  exposures: number;
  /** Days looked at, above 0; 14 by default, which evens out weekends. */
  days?: number;
  /** Share of a day's units that had been there on an earlier day, at least 0 and below 1. They add no new unit. */
  returnRate?: number;
}

/**
 * Days until so many units have met the experiment, if traffic stays as it was.
 *
 * @param units wanted, at least 0, all variants together
 * @returns days, at least 0, not rounded; `too-few` (counted in exposures) when there was no traffic
 * @throws RangeError when a parameter is out of its range
 * @see own: units / (new units a day), where new units a day = exposures / days x (1 - returnRate)
 */
export function runtimeDays(units: number, { exposures, days = 14, returnRate = 0 }: Traffic): number | TooFew {
  assertPlan(units >= 0 && units < Infinity, 'units', units);
  assertPlan(exposures >= 0 && exposures < Infinity, 'exposures', exposures);
  assertPlan(days > 0 && days < Infinity, 'days', days);
  assertPlan(returnRate >= 0 && returnRate < 1, 'returnRate', returnRate);
  if (exposures === 0) return { kind: 'too-few', have: 0, need: 1 };
  return (units * days) / (exposures * (1 - returnRate));
}
