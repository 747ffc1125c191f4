import { describe, expect, it } from '@jest/globals';

import { complierEffect } from './complier-effect.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { pairMomentsOf } from './pair-moments.ts';
import type { UnitSums } from './pair-moments.ts';
import { seeded } from './seeded.ts';

/** A unit is served as assigned by chance `served`; being served lifts its chance of a resolution from .5 to .7. */
function units(random: () => number, count: number, served: number): UnitSums[] {
  return Array.from({ length: count }, () => {
    const willing = random() < served;
    // Those who fall back would do worse anyway: comparing the served would be biased.
    const chance = willing ? 0.7 : 0.3;
    return { numerator: random() < chance ? 1 : 0, denominator: willing ? 1 : 0 };
  });
}

const controls = (random: () => number, count: number, served: number): UnitSums[] =>
  units(random, count, served).map(({ denominator }) => ({ numerator: random() < (denominator ? 0.5 : 0.3) ? 1 : 0, denominator: 0 }));

describe('the effect on those who are served as assigned', () => {
  it('matches the reference', () => {
    // numpy: W = (yB - yA)/(xB - xA), se^2 = sum of var(y - W x, ddof=1)/n over (xB - xA)^2, on the rows below.
    const a = pairMomentsOf([3, 4, 2, 5, 4, 3].map((numerator) => ({ numerator, denominator: 0 })));
    const b = pairMomentsOf([5, 4, 5, 3, 5, 2, 4, 5].map((numerator, i) => ({ numerator, denominator: i === 5 ? 0 : 1 })));
    const answer = complierEffect(a, b);
    if (answer.kind !== 'estimate') throw new Error(answer.kind);
    expect(answer.value).toBeCloseTo(0.7142857142857143, 12);
    expect(answer.standardError).toBeCloseTo(0.6213383645976148, 12);
    expect(answer.units).toBe(14);
  });

  it('is the plain difference when everybody is served as assigned', () => {
    const of = (values: number[], served: number) => pairMomentsOf(values.map((numerator) => ({ numerator, denominator: served })));
    const [a, b] = [of([1, 2, 4], 0), of([2, 5, 3, 3], 1)];
    const [answer, plain] = [complierEffect(a, b), differenceOfMeans(a.y, b.y)];
    if (answer.kind !== 'estimate' || plain.kind !== 'estimate') throw new Error('no estimate');
    expect(answer.value).toBeCloseTo(plain.value, 12);
    expect(answer.standardError).toBeCloseTo(plain.standardError, 12);
  });

  it('holds the true effect in 95 % intervals though a third falls back', () => {
    const random = seeded(50);
    let held = 0;
    for (let run = 0; run < 1000; run++) {
      const answer = complierEffect(pairMomentsOf(controls(random, 300, 0.67)), pairMomentsOf(units(random, 300, 0.67)));
      if (answer.kind === 'estimate' && answer.low <= 0.2 && 0.2 <= answer.high) held++;
    }
    expect(held / 1000).toBeGreaterThan(0.93);
    expect(held / 1000).toBeLessThan(0.97);
  });

  it('says too few while assignment hardly changes who serves', () => {
    const random = seeded(51);
    const answer = complierEffect(pairMomentsOf(controls(random, 100, 0.02)), pairMomentsOf(units(random, 100, 0.02)));
    expect(answer).toMatchObject({ kind: 'too-few', have: 200 });
    expect(answer.kind === 'too-few' && answer.need).toBeGreaterThan(200);
    const never = pairMomentsOf(controls(random, 100, 0));
    expect(complierEffect(never, never)).toEqual({ kind: 'too-few', have: 200, need: 201 });
    expect(complierEffect(pairMomentsOf([]), never)).toMatchObject({ kind: 'too-few', have: 100 });
  });

  it('refuses variants in the wrong order', () => {
    const random = seeded(52);
    expect(() => complierEffect(pairMomentsOf(units(random, 50, 0.9)), pairMomentsOf(controls(random, 50, 0.9)))).toThrow(RangeError);
  });
});
