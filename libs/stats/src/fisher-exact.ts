import { assertProportion } from './answers.ts';
import type { Proportion } from './answers.ts';

/** Tables whose probabilities differ by less than this share are equally likely; rounding would tell them apart. */
const TIE = 1e-7;
/** Below exp(-745) a weight is smaller than the smallest double. */
const NOTHING = -745;

/**
 * Fisher's exact two-sided test of "both variants succeed equally often": the probability of all tables with the same
 * margins that are at most as likely as the one seen.
 *
 * The weights are walked outwards from the likeliest table, in logarithms and without a factorial, so neither large
 * margins nor far tails lose digits.
 *
 * @returns p-value, 0..1; 0 only where it is below the smallest double
 * @throws RangeError when the counts are not a possible outcome
 * @see R. A. Fisher (1935), JRSS 98(1), 39-82; A. Agresti (2002), Categorical Data Analysis, 2nd ed., 3.5.1-3.5.3
 */
export function fisherExact(control: Proportion, treatment: Proportion): number {
  assertProportion(control);
  assertProportion(treatment);
  const table = { a: control.trials, b: treatment.trials, successes: control.successes + treatment.successes };
  const mode = Math.floor(((table.a + 1) * (table.successes + 1)) / (table.a + table.b + 2));
  const seen = logWeightFrom(mode, control.successes, table);
  let [asRare, all] = [0, 0];
  for (const logWeight of weights(mode, table)) {
    const weight = Math.exp(logWeight);
    all += weight;
    if (logWeight <= seen + TIE) asRare += weight;
  }
  return Math.min(1, asRare / all);
}

interface Margins {
  /** Trials of the two variants. */
  a: number;
  b: number;
  /** Of both. */
  successes: number;
}

/** How much likelier one more success in the first variant is than `count` of them; 0 past the last possible count. */
function odds(count: number, { a, b, successes }: Margins): number {
  return ((a - count) * (successes - count)) / ((count + 1) * (b - successes + count + 1));
}

function logWeightFrom(mode: number, count: number, table: Margins): number {
  let logWeight = 0;
  for (let at = mode; at < count && logWeight >= NOTHING; at++) logWeight += Math.log(odds(at, table));
  for (let at = mode; at > count && logWeight >= NOTHING; at--) logWeight -= Math.log(odds(at - 1, table));
  return logWeight;
}

/** Logarithms of the weights of all tables, relative to the likeliest one's, as far as a double can tell them from 0. */
function* weights(mode: number, table: Margins): Generator<number> {
  const [fewest, most] = [Math.max(0, table.successes - table.b), Math.min(table.a, table.successes)];
  yield 0;
  let logWeight = 0;
  for (let at = mode; at < most && logWeight >= NOTHING; at++) yield (logWeight += Math.log(odds(at, table)));
  logWeight = 0;
  for (let at = mode; at > fewest && logWeight >= NOTHING; at--) yield (logWeight -= Math.log(odds(at - 1, table)));
}
