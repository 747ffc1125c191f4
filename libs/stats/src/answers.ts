/** Two ends of a confidence interval, in the unit of the estimate, low <= high. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * Not enough data to answer: an answer of its own, never a p-value of 1 or an interval of (0, 0).
 *
 * `have` and `need` count the same thing (the function says which), so a page can say "too early: 41 of 400 rated".
 */
export interface TooFew {
  kind: 'too-few';
  have: number;
  need: number;
}

/** Every unit shows the same value: the value is known, its uncertainty cannot be estimated. */
export interface NoSpread {
  kind: 'no-spread';
  value: number;
  /** Units that were read; both variants together for a difference. */
  units: number;
}

/** A value with its uncertainty; all numbers but `units` are in the unit of the metric. */
export interface Estimate extends Interval {
  kind: 'estimate';
  value: number;
  standardError: number;
  units: number;
}

/** Treatment minus control, with the two-sided p-value of "there is no difference", 0..1. */
export interface DifferenceEstimate extends Estimate {
  pValue: number;
}

/** Successes out of trials: whole numbers, 0 <= successes <= trials. */
export interface Proportion {
  successes: number;
  trials: number;
}

/** @throws RangeError when the counts are not a possible outcome */
export function assertProportion({ successes, trials }: Proportion): void {
  const possible = Number.isSafeInteger(successes) && Number.isSafeInteger(trials);
  if (!possible || successes < 0 || successes > trials) {
    throw new RangeError(`impossible counts: ${successes} of ${trials}`);
  }
}
