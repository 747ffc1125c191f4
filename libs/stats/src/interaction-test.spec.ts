import { describe, expect, it } from '@jest/globals';

import { interactionTest } from './interaction-test.ts';

const topics = [
  { value: 0.3, standardError: 0.1 },
  { value: -0.1, standardError: 0.15 },
  { value: 0.05, standardError: 0.05 },
  { value: 0.6, standardError: 0.3 },
];

describe('the test whether a treatment works the same in each segment', () => {
  it('matches the reference', () => {
    // Q = sum(w (y - m)^2), w = 1/se^2, m = sum(w y)/sum(w); p = mpmath.gammainc(3/2, Q/2, regularized=True).
    const answer = interactionTest(topics);
    if (answer.kind !== 'test') throw new Error(answer.kind);
    expect(answer.degreesOfFreedom).toBe(3);
    expect(answer.statistic).toBeCloseTo(9.535555555555556, 12);
    expect(answer.pValue).toBeCloseTo(0.02295610189064409, 12);
    expect(answer.common).toBeCloseTo(0.094, 12);
  });

  it('finds nothing where all effects are equal', () => {
    const same = topics.map(({ standardError }) => ({ value: 0.25, standardError }));
    expect(interactionTest(same)).toMatchObject({ statistic: 0, pValue: 1, common: 0.25 });
  });

  it('needs two segments', () => {
    expect(interactionTest(topics.slice(0, 1))).toEqual({ kind: 'too-few', have: 1, need: 2 });
  });

  it('refuses effects without an error of their own', () => {
    expect(() => interactionTest([...topics, { value: 1, standardError: 0 }])).toThrow(RangeError);
    expect(() => interactionTest([...topics, { value: NaN, standardError: 1 }])).toThrow(RangeError);
  });
});
