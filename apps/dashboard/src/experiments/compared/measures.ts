import type { ComparedMeasure } from '#contracts';
import { costOfThousand, count, duration, percent } from '../../format.ts';

type Unit = 'rating' | 'share' | 'cost' | 'time';

const units: Record<ComparedMeasure, Unit> = {
  csat: 'rating', csat_top: 'share', thumbs: 'share', resolved: 'share', hand_over: 'share', failure: 'share', cost: 'cost', cost_resolved: 'cost',
  first_token_p50: 'time', first_token_p95: 'time', total_p50: 'time', total_p95: 'time',
};
/** What a measure is counted in: rating points, shares of 1, millionths of a dollar, milliseconds. */
export const unitOf = (measure: ComparedMeasure): Unit => units[measure];

const MINUS = '−';
/** What is too small to be read has no sign. */
const signed = (value: number, told: string): string => (/^(?:under|0(?:\.0+)?(?![\d.]))/.test(told) ? told : `${value < 0 ? MINUS : '+'}${told}`);

const sizes: Record<Unit, (size: number) => string> = {
  time: duration, rating: (size) => size.toFixed(2), share: (size) => (size * 100).toFixed(1), cost: costOfThousand,
};

/** A difference with its sign, without its unit where that is points: `+3.1`, `−0.12`, `−1.2 s`, `+12.00 ct`. */
export const tellEnd = (measure: ComparedMeasure, value: number): string => signed(value, sizes[unitOf(measure)](Math.abs(value)));

/** The same with its unit: `+3.1 points`. */
/** `95 of 100`, `995 of 1,000`: how often what holds but for this error is right. */
export function tellRight(alpha: number): string {
  const whole = Number.isInteger(Number((100 * alpha).toFixed(9))) ? 100 : 1_000;
  return `${Number(((1 - alpha) * whole).toFixed(1))} of ${count(whole)}`;
}

export const tellValue = (measure: ComparedMeasure, value: number): string => `${tellEnd(measure, value)}${unitOf(measure) === 'share' ? ' points' : ''}`;

/** How large, without a sign: `0.4 points`, `0.12`, `1.2 s`. */
export const tellSize = (measure: ComparedMeasure, size: number): string => `${sizes[unitOf(measure)](size)}${unitOf(measure) === 'share' ? ' points' : ''}`;

/** One variant's value: `4.12`, `62.4 %`, `1.2 s`, `12 ct`. */
export const tellOwn = (measure: ComparedMeasure, value: number): string => (unitOf(measure) === 'share' ? percent(value) : sizes[unitOf(measure)](value));

/** `(+0.4 to +5.8)` */
export const tellRange = (measure: ComparedMeasure, { low, high }: { low: number; high: number }): string => `(${tellEnd(measure, low)} to ${tellEnd(measure, high)})`;
