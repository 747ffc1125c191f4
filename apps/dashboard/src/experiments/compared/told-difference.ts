import type { ComparedMeasure, Comparison } from '#contracts';
import { costOfThousand, count } from '../../format.ts';
import { words } from './strings.ts';

type Known = Extract<Comparison['difference'], { kind: 'difference' }>;

const minus = '−';
/** What is too small to be read has no sign. */
const signed = (value: number, told: string): string => (/^(?:under|0(?:\.0+)?(?![\d.]))/.test(told) ? told : `${value < 0 ? minus : '+'}${told}`);

const inUnit: Record<'rating' | 'share' | 'cost', (value: number) => string> = {
  rating: (value) => signed(value, Math.abs(value).toFixed(2)),
  share: (value) => signed(value, (Math.abs(value) * 100).toFixed(1)),
  cost: (value) => signed(value, costOfThousand(Math.abs(value))),
};
const unitOf = (measure: ComparedMeasure): 'rating' | 'share' | 'cost' => (measure === 'csat' ? 'rating' : measure === 'cost' ? 'cost' : 'share');

export interface ToldDifference {
  main: string;
  detail: string;
  /** What may be said of it now; null while there is nothing to say anything about. */
  claim: 'better' | 'worse' | 'open' | null;
}

/** A difference in words: value, interval, what it rests on and what may be claimed. */
export function tellDifference({ measure, better, difference, epochsLeftOut }: Comparison): ToldDifference {
  const told = inUnit[unitOf(measure)];
  const unit = unitOf(measure) === 'share' ? ' points' : '';
  const aside = epochsLeftOut > 0 ? `; ${words.leftOut(epochsLeftOut)}` : '';
  switch (difference.kind) {
    case 'too-few': return { main: words.tooFew(count(difference.have), count(difference.need)), detail: '', claim: null };
    case 'no-spread': return { main: `${told(difference.value)}${unit}`, detail: `${words.same}, ${words.visitors(count(difference.units))}${aside}`, claim: 'open' };
    case 'difference': {
      const { low, high } = difference.anytime ?? difference;
      const rests = difference.anytime ? words.visitors(count(difference.units)) : `${words.visitors(count(difference.units))}, ${words.notYet}`;
      return { main: `${told(difference.value)}${unit}`, detail: `(${told(low)} to ${told(high)}) · ${rests}${aside}`, claim: claimOf(difference, better) };
    }
  }
}

function claimOf({ anytime }: Known, better: Comparison['better']): ToldDifference['claim'] {
  if (anytime === null || (anytime.low <= 0 && anytime.high >= 0)) return 'open';
  return anytime.low > 0 === (better === 'more') ? 'better' : 'worse';
}

/** How far a picture of these differences must reach on either side of zero; null when there is nothing to draw. */
export function reachOf(comparisons: readonly Comparison[]): number | null {
  const ends = comparisons.flatMap(({ difference }) => (difference.kind === 'difference' ? [difference.low, difference.high, ...(difference.anytime ? [difference.anytime.low, difference.anytime.high] : [])] : []));
  const reach = Math.max(0, ...ends.map(Math.abs));
  return reach > 0 ? reach : null;
}
