import type { Comparison } from '#contracts';
import { count } from '../../format.ts';
import { tellRange, tellValue } from './measures.ts';
import { words } from './strings.ts';

type Known = Extract<Comparison['difference'], { kind: 'difference' }>;

export interface ToldDifference {
  main: string;
  detail: string;
  /** What may be said of it now; null while there is nothing to say anything about. */
  claim: 'better' | 'worse' | 'open' | null;
}

/** A difference in words: value, interval, what it rests on and what may be claimed. @param alpha most an adjusted p-value may be where something is claimed */
export function tellDifference(comparison: Comparison, alpha: number): ToldDifference {
  const { measure, difference, epochsLeftOut } = comparison;
  const aside = epochsLeftOut > 0 ? `; ${words.leftOut(epochsLeftOut)}` : '';
  switch (difference.kind) {
    case 'unknown': return { main: words.unknown[difference.why], detail: '', claim: null };
    case 'too-few': return { main: words.tooFew(count(difference.have), count(difference.need)), detail: '', claim: null };
    case 'no-spread': return { main: tellValue(measure, difference.value), detail: `${words.same}, ${words.visitors(count(difference.units))}${aside}`, claim: 'open' };
    case 'difference': {
      const rests = difference.anytime ? words.visitors(count(difference.units)) : `${words.visitors(count(difference.units))}, ${words.notYet}`;
      return { main: tellValue(measure, difference.value), detail: `${tellRange(measure, difference.anytime ?? difference)} · ${rests}${aside}`, claim: claimOf(comparison, difference, alpha) };
    }
  }
}

/** Zero left out at any look or by the one test at the planned end, and still so where the p-value was adjusted for all that is compared together. */
function claimOf({ better, adjustedP, plannedEnd }: Comparison, { anytime }: Known, alpha: number): ToldDifference['claim'] {
  const shown = [anytime, plannedEnd ?? null].find((range) => range !== null && (range.low > 0 || range.high < 0));
  if (anytime === null || !shown || (adjustedP !== null && adjustedP > alpha)) return 'open';
  return shown.low > 0 === (better === 'more') ? 'better' : 'worse';
}

/** How far a picture of these differences must reach on either side of zero; null when there is nothing to draw. */
export function reachOf(comparisons: readonly Comparison[]): number | null {
  const ends = comparisons.flatMap(({ difference }) => (difference.kind === 'difference' ? [difference.low, difference.high, ...(difference.anytime ? [difference.anytime.low, difference.anytime.high] : [])] : []));
  const reach = Math.max(0, ...ends.map(Math.abs));
  return reach > 0 ? reach : null;
}
