import { describe, expect, it } from '@jest/globals';

import { differenceOfMeans, meanInterval } from './mean-interval.ts';
import { momentsOf } from './moments.ts';

describe('the interval for a mean', () => {
  it('uses the t quantile for few values', () => {
    // t quantile .975 on 3 degrees of freedom, in 40-digit arithmetic (mpmath).
    const result = meanInterval(momentsOf([4, 7, 13, 16]));
    expect(result).toMatchObject({ kind: 'estimate', value: 10, units: 4 });
    if (result.kind !== 'estimate') return;
    expect(result.low).toBeCloseTo(1.2845118527357, 10);
    expect(result.high).toBeCloseTo(18.7154881472643, 10);
    expect(result.standardError).toBeCloseTo(Math.sqrt(30 / 4), 12);
  });

  it('says too few below two values and no spread when all are equal', () => {
    expect(meanInterval(momentsOf([]))).toEqual({ kind: 'too-few', have: 0, need: 2 });
    expect(meanInterval(momentsOf([5]))).toEqual({ kind: 'too-few', have: 1, need: 2 });
    expect(meanInterval(momentsOf([5, 5, 5]))).toEqual({ kind: 'no-spread', value: 5, units: 3 });
  });
});

describe('the difference of two means', () => {
  // Welch's and Satterthwaite's equations with an incomplete beta tail, in 40-digit arithmetic (mpmath).
  const control = momentsOf([27.5, 21, 19, 23.6, 17, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19, 21.7, 21.4]);
  const treatment = momentsOf([27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22, 24.8, 20.2, 21.9, 22.1, 22.9, 30.4]);

  it('matches the reference', () => {
    const result = differenceOfMeans(control, treatment);
    expect(result.kind).toBe('estimate');
    if (result.kind !== 'estimate') return;
    expect(result.value).toBeCloseTo(2.77285714285714, 11);
    expect(result.standardError).toBeCloseTo(1.02299769329233, 11);
    expect(result.low).toBeCloseTo(0.673720962059219, 10);
    expect(result.high).toBeCloseTo(4.87199332365507, 10);
    expect(result.pValue).toBeCloseTo(0.0115383676470276, 11);
    expect(result.units).toBe(29);
  });

  it('turns its sign when the sides change places', () => {
    const forth = differenceOfMeans(control, treatment);
    const back = differenceOfMeans(treatment, control);
    if (forth.kind !== 'estimate' || back.kind !== 'estimate') throw new Error('both are estimates');
    expect(back.low).toBeCloseTo(-forth.high, 12);
    expect(back.pValue).toBeCloseTo(forth.pValue, 14);
  });

  it('tests against one side without spread, but not against two', () => {
    const flat = momentsOf([20, 20, 20]);
    expect(differenceOfMeans(flat, treatment).kind).toBe('estimate');
    expect(differenceOfMeans(flat, momentsOf([21, 21]))).toEqual({ kind: 'no-spread', value: 1, units: 5 });
  });

  it('says too few when a side has less than two values', () => {
    expect(differenceOfMeans(control, momentsOf([1]))).toEqual({ kind: 'too-few', have: 1, need: 2 });
  });
});
