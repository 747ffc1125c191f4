import { describe, expect, it } from '@jest/globals';

import { equivalence, nonInferiority, sequentialHarm, sequentialPass } from './non-inferiority.ts';
import type { Guardrail } from './non-inferiority.ts';

const side = (value: number, standardError = 0.02) => ({ kind: 'estimate' as const, value, standardError, low: 0, high: 0, units: 500 });
const points: Guardrail = { better: 'higher', margin: 0.05, marginIs: 'absolute' };

describe('the test of a guardrail', () => {
  it('has the p-value of its formula for both kinds of margin', () => {
    // scipy.stats.norm.sf((-0.01 + 0.05) / hypot(.02, .02))
    expect(nonInferiority(side(0.6), side(0.59), points)).toMatchObject({ kind: 'inconclusive', pValue: expect.closeTo(0.07864960352514251, 12) });
    // scipy.stats.norm.sf((0.58 - 0.9 * 0.6) / hypot(.02, .9 * .02))
    const relative: Guardrail = { better: 'higher', margin: 0.1, marginIs: 'relative' };
    expect(nonInferiority(side(0.6), side(0.58), relative)).toMatchObject({ pValue: expect.closeTo(0.06856179089972173, 12) });
  });

  it('passes, fails or stays open, in the direction that is better', () => {
    expect(nonInferiority(side(0.6), side(0.65), points).kind).toBe('pass');
    expect(nonInferiority(side(0.6), side(0.45), points).kind).toBe('inferior');
    expect(nonInferiority(side(0.6), side(0.45), { ...points, better: 'lower' }).kind).toBe('pass');
    expect(nonInferiority(side(0.6), side(0.75), { ...points, better: 'lower' }).kind).toBe('inferior');
  });

  it('reads a relative margin against the size of a negative control', () => {
    const relative: Guardrail = { better: 'higher', margin: 0.1, marginIs: 'relative' };
    // From -10 a tenth may be lost: -10.9 is inside, -11.1 is not.
    const p = (value: number) => nonInferiority(side(-10), side(value), relative);
    expect(p(-10.9).kind).toBe('pass');
    expect(p(-11.1).kind).toBe('inferior');
  });

  it('has nothing to test without spread and refuses a margin of 0', () => {
    const flat = { kind: 'no-spread' as const, value: 1, units: 50 };
    expect(nonInferiority(flat, flat, points)).toEqual({ kind: 'no-spread', value: 0, units: 100 });
    expect(() => nonInferiority(side(1), side(1), { ...points, margin: 0 })).toThrow(RangeError);
    expect(() => nonInferiority(side(1), side(1), points, 0)).toThrow(RangeError);
  });
});

describe('equivalence', () => {
  it('needs both one-sided tests, so few data never show it', () => {
    const margin = { margin: 0.05, marginIs: 'absolute' as const };
    expect(equivalence(side(0.6, 0.01), side(0.6, 0.01), margin).kind).toBe('equivalent');
    expect(equivalence(side(0.6, 0.05), side(0.6, 0.05), margin).kind).toBe('not-shown');
    expect(equivalence(side(0.6, 0.001), side(0.7, 0.001), margin).kind).toBe('not-shown');
  });
});

describe('the sequential harm bound', () => {
  const plan = { plannedUnits: 1_000, alpha: 0.05 };

  it('alarms on a loss beyond the margin only', () => {
    expect(sequentialHarm(side(0.6), side(0.3), points, plan)).toEqual({ kind: 'harm' });
    expect(sequentialHarm(side(0.6), side(0.57), points, plan)).toEqual({ kind: 'no-harm-shown' });
    expect(sequentialPass(side(0.6), side(0.7), points, plan)).toEqual({ kind: 'pass' });
    expect(sequentialPass(side(0.6), side(0.57), points, plan)).toEqual({ kind: 'not-shown' });
    expect(sequentialHarm(side(0.6), side(0.9), { ...points, better: 'lower' }, plan)).toEqual({ kind: 'harm' });
  });

  it('does not alarm for a handful of units beside many, which may well be alike', () => {
    const few = { ...side(0.1, 0.001), units: 2 };
    expect(sequentialHarm({ ...side(0.6, 0.05), units: 98 }, few, points, plan)).toEqual({ kind: 'too-few', have: 2, need: 50 });
    expect(sequentialHarm({ ...side(0.6, 0.05), units: 98 }, { ...few, units: 50 }, points, plan)).toEqual({ kind: 'harm' });
  });

  it('asks for more than the single look does', () => {
    // Worse by 2.5 standard errors beyond the margin: enough for one look, not for looking all the time.
    const worse = side(0.6 - 0.05 - 2.5 * Math.hypot(0.02, 0.02));
    expect(nonInferiority(side(0.6), worse, points).kind).toBe('inferior');
    expect(sequentialHarm(side(0.6), worse, points, plan)).toEqual({ kind: 'no-harm-shown' });
  });
});
