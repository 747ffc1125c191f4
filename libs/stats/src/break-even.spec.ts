import { describe, expect, it } from '@jest/globals';

import { breakEven } from './break-even.ts';
import { normalQuantile } from './distributions.ts';
import { seeded } from './seeded.ts';

const costs = { training: 900, hostingPerDay: 10, resolvedPerDay: 200, saving: { value: 0.2, standardError: 0.05 } };

describe('the break-even of fine-tuning', () => {
  it('is training over what a day saves beyond hosting', () => {
    // 200 x 0.2 - 10 = 30 a day.
    expect(breakEven(costs).days).toBeCloseTo(30, 12);
  });

  it('has its ends where the saving has its ends', () => {
    // mpmath: 900/(200 (0.2 +- 1.95996398454005 x 0.05) - 10).
    const { earliest, latest } = breakEven(costs);
    expect(earliest).toBeCloseTo(18.1452930465877, 10);
    expect(latest).toBeCloseTo(86.5354647936864, 10);
  });

  it('gives the probability of the day asked about', () => {
    // mpmath: ncdf((0.2 - (900/90 + 10)/200)/0.05) = ncdf(2).
    expect(breakEven(costs).probability).toBeCloseTo(0.977249868051821, 12);
    // At the best guess of the day it is a coin's toss.
    expect(breakEven({ ...costs, withinDays: 30 }).probability).toBeCloseTo(0.5, 12);
  });

  it('counts as simulated savings do', () => {
    const random = seeded(60);
    let paid = 0;
    for (let run = 0; run < 20_000; run++) {
      const saving = 0.2 + 0.05 * normalQuantile(Math.min(1 - 1e-10, Math.max(1e-10, random())));
      if (40 * (saving * 200 - 10) >= 900) paid++;
    }
    expect(Math.abs(breakEven({ ...costs, withinDays: 40 }).probability - paid / 20_000)).toBeLessThan(0.01);
  });

  it('says never where the saving does not even pay the hosting', () => {
    const dear = breakEven({ ...costs, hostingPerDay: 45 });
    expect(dear.days).toBeNull();
    expect(dear.latest).toBeNull();
    expect(dear.earliest).toBeGreaterThan(0);
    expect(dear.probability).toBeLessThan(0.5);
  });

  it('refuses impossible costs', () => {
    expect(() => breakEven({ ...costs, training: -1 })).toThrow(RangeError);
    expect(() => breakEven({ ...costs, resolvedPerDay: 0 })).toThrow(RangeError);
    expect(() => breakEven({ ...costs, saving: { value: 1, standardError: 0 } })).toThrow(RangeError);
    expect(() => breakEven({ ...costs, withinDays: NaN })).toThrow(RangeError);
    expect(() => breakEven({ ...costs, confidence: 1 })).toThrow(RangeError);
  });
});
