import { describe, expect, it } from '@jest/globals';

import { runtimeDays } from './runtime-days.ts';

describe('the days that a plan takes', () => {
  it('count only units that are new', () => {
    expect(runtimeDays(1000, { exposures: 1400 })).toBe(10);
    expect(runtimeDays(1000, { exposures: 1400, returnRate: 0.5 })).toBe(20);
    expect(runtimeDays(1000, { exposures: 1400, days: 7 })).toBe(5);
  });

  it('cannot be told without traffic', () => {
    expect(runtimeDays(1000, { exposures: 0 })).toEqual({ kind: 'too-few', have: 0, need: 1 });
  });

  it('refuse impossible traffic', () => {
    expect(() => runtimeDays(-1, { exposures: 5 })).toThrow(RangeError);
    expect(() => runtimeDays(1, { exposures: 5, returnRate: 1 })).toThrow(RangeError);
    expect(() => runtimeDays(1, { exposures: 5, days: 0 })).toThrow(RangeError);
    expect(() => runtimeDays(1, { exposures: NaN })).toThrow(RangeError);
  });
});
