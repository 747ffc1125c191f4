import { describe, expect, it } from '@jest/globals';
import { evenWeights, sumOf, weightOf } from './weights.ts';

describe('weights of variants', () => {
  it('are spread so that they always sum to 10,000', () => {
    expect(evenWeights(3)).toEqual([3_334, 3_333, 3_333]);
    for (let variants = 2; variants <= 10; variants++) expect(sumOf(evenWeights(variants))).toBe(10_000);
  });

  it('are read from percentages with two decimals, never outside 0 to 100 %', () => {
    expect([weightOf('33.33'), weightOf(50), weightOf('abc'), weightOf(-3), weightOf(120)]).toEqual([3_333, 5_000, 0, 0, 10_000]);
  });
});
