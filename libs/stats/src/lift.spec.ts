import { describe, expect, it } from '@jest/globals';

import { lift } from './lift.ts';

const side = (value: number, standardError: number) => ({ kind: 'estimate' as const, value, standardError, low: 0, high: 0, units: 100 });
const Z = 1.959963984540054;

describe('the lift', () => {
  it('has the delta interval far from 0', () => {
    // python3: from math import *; 1.959963984540054 * sqrt(.02**2/.5**2 + .01**2*.55**2/.5**4)
    const result = lift(side(0.5, 0.01), side(0.55, 0.02));
    if (result.kind !== 'estimate') throw new Error(result.kind);
    expect(result.method).toBe('delta');
    expect(result.value).toBeCloseTo(0.1, 12);
    expect(result.high - result.value).toBeCloseTo(Z * Math.sqrt(0.02 ** 2 / 0.5 ** 2 + (0.01 ** 2 * 0.55 ** 2) / 0.5 ** 4), 10);
  });

  it.each([
    [0.5, 0.2, 0.6, 0.2],
    [-0.5, 0.2, 0.6, 0.2],
  ])('holds exactly those lifts that a test keeps, for a control of %d +- %d and a treatment of %d +- %d', (a, aError, b, bError) => {
    const result = lift(side(a, aError), side(b, bError));
    if (result.kind !== 'estimate') throw new Error(result.kind);
    for (const end of [result.low, result.high]) {
      const ratio = 1 + Math.sign(a) * end;
      expect(Math.abs(b - ratio * a) / Math.hypot(bError, ratio * aError)).toBeCloseTo(Z, 8);
    }
    expect(result).toMatchObject({ method: 'fieller' });
    expect(result.value).toBeGreaterThan(result.low);
    expect(result.value).toBeLessThan(result.high);
  });

  it('rules out only what a test rules out with either sign of a control that may be 0', () => {
    const result = lift(side(0.3, 0.2), side(2, 0.1));
    if (result.kind !== 'beyond') throw new Error(result.kind);
    const distance = (ratio: number) => Math.abs(2 - ratio * 0.3) / Math.hypot(0.1, ratio * 0.2);
    expect(result.low).toBe(-result.high);
    // A lift of high is the ratio 1 + high over a control above 0, and 1 - high over one below.
    expect(Math.min(distance(1 + result.high), distance(1 - result.high))).toBeCloseTo(Z, 8);
    expect(Math.min(distance(1 + result.high / 2), distance(1 - result.high / 2))).toBeGreaterThan(Z);
  });

  it('turns from Fieller to the delta method at 10 standard errors, where they agree to a twentieth of their width', () => {
    const [near, far] = [lift(side(9.999, 1), side(11, 1)), lift(side(10, 1), side(11, 1))];
    if (near.kind !== 'estimate' || far.kind !== 'estimate') throw new Error(near.kind);
    expect([near.method, far.method]).toEqual(['fieller', 'delta']);
    expect((near.high - near.low) / (far.high - far.low)).toBeCloseTo(1, 1);
  });

  it('rules nothing out when both may be 0', () => {
    expect(lift(side(0.1, 0.2), side(0.1, 0.2))).toEqual({ kind: 'any-lift' });
    expect(lift(side(0, 0.2), side(0.1, 0.2))).toEqual({ kind: 'any-lift' });
    expect(lift(side(0, 0.1), side(0.3, 0.1))).toEqual({ kind: 'any-lift' });
  });

  it('keeps its sign with a negative control', () => {
    expect(lift(side(-10, 0.1), side(-9, 0.1))).toMatchObject({ value: 0.1 });
  });

  it('knows a lift without spread and refuses one over an exact 0', () => {
    const flat = (value: number) => ({ kind: 'no-spread' as const, value, units: 10 });
    expect(lift(flat(4), flat(5))).toEqual({ kind: 'no-spread', value: 0.25, units: 20 });
    expect(lift(flat(4), side(5, 1)).kind).toBe('estimate');
    expect(() => lift(flat(0), side(5, 1))).toThrow(RangeError);
  });
});
