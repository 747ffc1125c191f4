import { describe, expect, it } from '@jest/globals';
import type { DifferenceEstimate } from './answers.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { mergeMoments, momentsOf } from './moments.ts';
import { stratifiedDifference } from './stratified-difference.ts';

const estimate = (value: number, standardError: number, units: number): DifferenceEstimate => ({ kind: 'estimate', value, standardError, units, low: 0, high: 0, pValue: 1 });

describe('a difference over strata', () => {
  it('weighs each by its units, and its variance by their squares', () => {
    const both = stratifiedDifference([estimate(1, 0.2, 300), estimate(2, 0.4, 100)]);
    if (both.kind !== 'estimate') throw new Error(both.kind);
    // By hand: (3 * 1 + 2) / 4; sqrt((0.75 * 0.2)^2 + (0.25 * 0.4)^2) = sqrt(0.0325).
    expect(both).toMatchObject({ value: 1.25, units: 400 });
    expect(both.standardError).toBeCloseTo(Math.sqrt(0.0325), 12);
    expect(both.high - both.value).toBeCloseTo(1.959_963_985 * Math.sqrt(0.0325), 8);
    // python3: scipy.stats.norm.sf(1.25 / 0.0325 ** 0.5) * 2
    expect(both.pValue / 4.098_215_441_106_747e-12).toBeCloseTo(1, 9);
  });

  it('is not fooled by weights that changed on a better day, as the pooled difference is', () => {
    const day = (mean: number, count: number) => momentsOf(Array.from({ length: count }, (_, at) => mean + (at % 2 === 0 ? 1 : -1)));
    // No effect on either day; the second one is better for everybody and has most of the treatment's visitors.
    const [a1, b1, a2, b2] = [day(3, 900), day(3, 100), day(4, 100), day(4, 900)];
    const pooled = differenceOfMeans(mergeMoments(a1, a2), mergeMoments(b1, b2));
    const strata = [differenceOfMeans(a1, b1), differenceOfMeans(a2, b2)].filter((one) => one.kind !== 'too-few');
    const stratified = stratifiedDifference(strata);
    expect(pooled).toMatchObject({ kind: 'estimate' });
    expect(pooled.kind === 'estimate' && pooled.pValue).toBeLessThan(1e-6);
    expect(Math.abs(stratified.value)).toBeLessThan(1e-12);
  });

  it('says so when nothing varies, and refuses to speak of nobody', () => {
    expect(stratifiedDifference([{ kind: 'no-spread', value: 1, units: 10 }, { kind: 'no-spread', value: 3, units: 30 }])).toEqual({ kind: 'no-spread', value: 2.5, units: 40 });
    expect(() => stratifiedDifference([])).toThrow(RangeError);
  });
});
