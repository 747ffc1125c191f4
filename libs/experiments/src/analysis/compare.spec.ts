import { describe, expect, it } from '@jest/globals';
import { usualDecision, type Comparison, type ComparedMeasure, type Evidence } from '#contracts';
import { compareVariants } from './compare.ts';
import { evidenceOf, ratings, shares, times } from './evidence.fixture.ts';
import { lookAt } from '../evidence/looks.ts';

const inMeasure = (evidence: Evidence, measure: ComparedMeasure = 'csat'): Comparison[] => compareVariants(evidence).filter((one) => one.measure === measure);
const known = (comparison: Comparison | undefined) => {
  if (comparison?.difference.kind !== 'difference') throw new Error(JSON.stringify(comparison));
  return comparison.difference;
};
const LOW = [3, 4, 5, 4] as const;
const HIGH = [4, 4, 5, 5] as const;

describe('a variant against the control', () => {
  it('is compared in every measure, each with the side that is better and the part that it plays', () => {
    const all = compareVariants(evidenceOf({ assigned: { a: 1, b: 1, c: 1 } }));
    expect(all).toHaveLength(24);
    expect(all.find(({ measure }) => measure === 'hand_over')).toMatchObject({ better: 'less', role: 'other', difference: { kind: 'too-few' } });
    expect(all.find(({ measure }) => measure === 'csat')).toMatchObject({ better: 'more', role: 'primary' });
    expect(all.find(({ measure }) => measure === 'resolved')).toMatchObject({ role: 'secondary' });
  });

  it('differs by its mean, with an interval for one look inside the one that holds at any', () => {
    const [csat] = inMeasure(evidenceOf({ cells: [ratings('a', LOW, 200), ratings('b', HIGH, 200)] }));
    const difference = known(csat);
    expect(difference.value).toBeCloseTo(0.5, 9);
    expect(difference.units).toBe(400);
    expect(difference.anytime!.low).toBeLessThan(difference.low);
    expect(difference.anytime!.high).toBeGreaterThan(difference.high);
    expect(difference.anytime!.low).toBeGreaterThan(0);
    expect(difference.anytime!.p).toBeLessThan(0.05);
    expect(difference.lift!.value).toBeCloseTo(0.125, 9);
    expect(difference.belief.chanceToWin).toBeGreaterThan(0.999);
    expect(csat).toMatchObject({ control: 4, treatment: 4.5, adjustedP: difference.anytime!.p });
  });

  it('has a wider interval the more variants are looked at together', () => {
    const reach = (assigned: Record<string, number>): number => {
      const { low, high } = known(inMeasure(evidenceOf({ assigned, cells: [ratings('a', LOW, 100), ratings('b', HIGH, 100), ratings('c', LOW, 100)] }))[0]).anytime!;
      return high - low;
    };
    expect(reach({ a: 100, b: 100, c: 100 })).toBeGreaterThan(reach({ a: 100, b: 100 }));
  });

  it('is compared within epochs: a change of weights on a better day is no effect', () => {
    const bad = [2, 3, 4, 3];
    const [csat] = inMeasure(evidenceOf({ cells: [ratings('a', bad, 900), ratings('b', bad, 100), ratings('a', LOW, 100, 2), ratings('b', LOW, 900, 2)] }));
    expect(csat).toMatchObject({ epochsLeftOut: 0, difference: { units: 2_000 } });
    expect(Math.abs(known(csat).value)).toBeLessThan(1e-9);
    expect(csat!.treatment! - csat!.control!).toBeCloseTo(0, 9);
  });

  it('leaves out epochs in which one of the two is missing, and says so', () => {
    expect(inMeasure(evidenceOf({ cells: [ratings('a', LOW, 100), ratings('b', HIGH, 100), ratings('b', HIGH, 500, 2)] }))[0]).toMatchObject({ epochsLeftOut: 1, difference: { units: 200 } });
    expect(inMeasure(evidenceOf({ cells: [ratings('a', LOW, 100), ratings('b', HIGH, 500, 2)] }))[0]).toMatchObject({ difference: { kind: 'too-few', have: 0, need: 30 } });
  });

  it('has no interval at any time below 50 visitors of the smaller variant, and none at all below 30', () => {
    const against = (units: number) => inMeasure(evidenceOf({ cells: [ratings('a', LOW, 900), ratings('b', HIGH, units)] }))[0];
    expect(against(49)).toMatchObject({ difference: { kind: 'difference', anytime: null } });
    expect(against(50)).toMatchObject({ difference: { kind: 'difference', anytime: { p: expect.any(Number) } } });
    expect(against(29)).toMatchObject({ difference: { kind: 'too-few', have: 29, need: 30 } });
  });

  it('that shows the same for every visitor is told apart from one that shows nothing', () => {
    expect(inMeasure(evidenceOf({ cells: [ratings('a', [5], 50), ratings('b', [4], 50)] }))[0]).toMatchObject({ difference: { kind: 'no-spread', value: -1, units: 100 } });
  });

  it('is told by its small counts where a share is nearly none or nearly all', () => {
    const failing = evidenceOf({ plan: { units: 400, alpha: 0.05, decision: { ...usualDecision, guardrails: [{ measure: 'failure', margin: 0.02, marginIs: 'absolute' }] } }, cells: [shares('a', 'failure', 0, 500), shares('b', 'failure', 4, 500)] });
    // Newcombe's method 10 by hand: Wilson's ends are 0 and .00762 of 0/500, .00311 and .02036 of 4/500; Fisher's p is 2 C(500,4) / C(1000,4).
    const difference = known(inMeasure(failing, 'failure')[0]);
    expect(difference).toMatchObject({ value: 0.008, low: expect.closeTo(-0.001, 3), high: expect.closeTo(0.0204, 4), p: expect.closeTo(0.124, 3) });
  });

  it('differs in response times by quantiles, with answers that never came as slower than any number', () => {
    const spread = (from: number, count: number) => Array.from({ length: count }, (_, at) => from * (1 + ((at * 37) % 400) / 50));
    const evidence = evidenceOf({ latency: [times('a', 'total', spread(400, 400)), times('b', 'total', spread(200, 400))] });
    const difference = known(inMeasure(evidence, 'total_p50')[0]);
    // Five times the shortest time is the median: 2,000 and 1,000 ms.
    expect(difference.value).toBeGreaterThan(-1_040);
    expect(difference.value).toBeLessThan(-960);
    expect(difference.anytime!.high).toBeLessThan(0);
    const failing = evidenceOf({ latency: [times('a', 'total', spread(400, 400)), times('b', 'total', [...spread(200, 360), ...Array.from({ length: 40 }, () => Infinity)])] });
    expect(inMeasure(failing, 'total_p95')[0]).toMatchObject({ difference: { kind: 'unknown', why: 'censored' } });
  });

  it('keeps what earlier looks have shown: bounds never widen again', () => {
    const early = evidenceOf({ takenAt: '2026-11-05T00:00:00.000Z', cells: [shares('a', 'csat', 50, 200), shares('b', 'csat', 150, 200)] });
    const late = evidenceOf({ cells: [shares('a', 'csat', 300, 600), shares('b', 'csat', 330, 600)], looks: [lookAt(early)] });
    const { running, anytime } = known(inMeasure(late)[0]);
    expect(running).toMatchObject({ looks: 2 });
    expect(running!.low).toBeGreaterThan(anytime!.low);
    // The first look said a difference of a half, the second one a twentieth: both cannot be right.
    expect(running!.contradiction).toBe(true);
    expect(running!.p).toBeLessThan(0.05);
  });

  it('adjusts p-values over the secondary measures of all variants, and widens the intervals of what was picked', () => {
    const cells = [ratings('a', LOW, 300), ratings('b', LOW, 300), shares('a', 'resolved', 100, 300), shares('b', 'resolved', 180, 300), shares('a', 'csat_top', 225, 300), shares('b', 'csat_top', 226, 300)];
    const all = compareVariants(evidenceOf({ cells }));
    const resolved = all.find(({ measure }) => measure === 'resolved');
    expect(resolved!.adjustedP).toBeCloseTo(known(resolved).running!.p * 2, 12);
    expect(resolved!.selected!.low).toBeLessThan(known(resolved).low + 1e-3);
    expect(all.find(({ measure }) => measure === 'csat_top')).toMatchObject({ selected: null });
  });
});
