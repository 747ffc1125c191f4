import { describe, expect, it } from '@jest/globals';

import { seeded } from './seeded.ts';
import { sequentialSampleRatio } from './sequential-sample-ratio.ts';

function look(weights: number[], units: number[], earlier = 1) {
  const answer = sequentialSampleRatio([{ weights, units }], earlier);
  if (answer.kind !== 'test') throw new Error(answer.kind);
  return answer;
}

/** Whether any look (one each 20 units up to 4,000) raises the alarm. */
function everAlarms(random: () => number, share: number): boolean {
  const units = [0, 0];
  let earlier = 1;
  for (let n = 1; n <= 4000; n++) {
    const arm = random() < share ? 0 : 1;
    units[arm] = (units[arm] ?? 0) + 1;
    if (n % 20 !== 0) continue;
    const { pValue } = look([1, 1], units, earlier);
    earlier = pValue;
    // The looser level makes the bound visible in a few hundred runs.
    if (pValue < 0.05) return true;
  }
  return false;
}

function alarms(runs: number, share: number): number {
  const random = seeded(1);
  let count = 0;
  for (let run = 0; run < runs; run++) if (everAlarms(random, share)) count++;
  return count / runs;
}

describe('the sequential check of the sample ratio', () => {
  // With t = [...] weights/sum: loggamma(1e4)-loggamma(1e4+N)+sum(loggamma(1e4 t+n)-loggamma(1e4 t)-n log t), mpmath.
  it.each([
    [[5210, 4790], [5000, 5000], 4.06395865789878],
    [[821, 624, 555], [4000, 3000, 3000], 0.226574276735921],
    [[510000, 490000], [1, 1], 195.725356299283],
  ])('matches the reference for %j at %j', (units, weights, logBayesFactor) => {
    expect(look(weights, units).logBayesFactor).toBeCloseTo(logBayesFactor, 8);
  });

  it('multiplies the evidence of the epochs and keeps their best look', () => {
    const first = { weights: [9, 1], units: [8600, 1400] };
    const second = { weights: [1, 1], units: [500, 500] };
    const one = sequentialSampleRatio([first]);
    const both = sequentialSampleRatio([first, second]);
    const alone = sequentialSampleRatio([second]);
    if (one.kind !== 'test' || both.kind !== 'test' || alone.kind !== 'test') throw new Error('no test');
    expect(both.logBayesFactor).toBeCloseTo(one.logBayesFactor + alone.logBayesFactor, 10);
    expect(alone.logBayesFactor).toBeLessThan(0);
    expect(both.pValue).toBe(one.pValue);
    expect(both.mismatch).toBe(true);
  });

  it('never forgets an alarm', () => {
    const { pValue, mismatch } = look([1, 1], [500, 500], 1e-5);
    expect(pValue).toBeCloseTo(1e-5, 12);
    expect(mismatch).toBe(true);
  });

  it('ignores a variant without weight and reports units in it', () => {
    expect(look([1, 1, 0], [521, 479, 0])).toEqual(look([1, 1], [521, 479]));
    expect(sequentialSampleRatio([{ weights: [1, 1, 0], units: [5, 5, 2] }])).toEqual({ kind: 'outside-plan', units: 2 });
  });

  it('cannot say anything before the first unit', () => {
    expect(sequentialSampleRatio([{ weights: [1, 1], units: [0, 0] }])).toEqual({ kind: 'too-few', have: 0, need: 1 });
  });

  it('refuses one variant and impossible earlier looks', () => {
    expect(() => sequentialSampleRatio([{ weights: [1], units: [5] }])).toThrow(RangeError);
    expect(() => look([1, 1], [5, 5], 2)).toThrow(RangeError);
  });

  it('alarms in at most 5 % of sound experiments though it looks 200 times', () => {
    expect(alarms(300, 0.5)).toBeLessThanOrEqual(0.05);
  });

  it('finds a loss of a tenth of one variant in most experiments', () => {
    expect(alarms(100, 10 / 19 + 0.03)).toBeGreaterThan(0.8);
  });
});
