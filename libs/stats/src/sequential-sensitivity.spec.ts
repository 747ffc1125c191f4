import { describe, expect, it } from '@jest/globals';
import { detectableDifference } from './power.ts';
import { sequentialUnits } from './sequential-plan.ts';
import { sequentiallyDetectable } from './sequential-sensitivity.ts';

const plan = { controlVariance: 1, treatmentVariance: 1.5, treatmentPerControl: 0.5 };

describe('the smallest difference that a plan with looks at any time shows', () => {
  // scipy: se = sqrt(2/200); s = N rho^2 = -2 ln .05 + ln(-2 ln .05 + 1) = 7.93615;
  // se sqrt(2 (s + 1) / s ln(sqrt(s + 1) / .05)) + z(.8) se
  it('matches an independent computation', () => {
    expect(sequentiallyDetectable({ controlUnits: 200, controlVariance: 1, treatmentVariance: 1 })).toBeCloseTo(0.38768302239491675, 10);
  });

  it('is the difference that the units were computed for', () => {
    for (const difference of [0.05, 0.2, 0.4]) {
      const { control } = sequentialUnits({ ...plan, difference });
      expect(sequentiallyDetectable({ ...plan, controlUnits: control })).toBeLessThanOrEqual(difference);
      expect(sequentiallyDetectable({ ...plan, controlUnits: control - 1 })).toBeGreaterThan(difference);
    }
  });

  it('is larger than with one look, by the same factor at any size', () => {
    const factor = (controlUnits: number): number => sequentiallyDetectable({ ...plan, controlUnits }) / detectableDifference({ ...plan, controlUnits });
    expect(factor(100)).toBeGreaterThan(1.2);
    expect(factor(10_000)).toBeCloseTo(factor(100), 12);
  });

  it('is nothing where nothing varies, and is refused for impossible plans', () => {
    expect(sequentiallyDetectable({ controlUnits: 10, controlVariance: 0, treatmentVariance: 0 })).toBe(0);
    expect(() => sequentiallyDetectable({ ...plan, controlUnits: 0 })).toThrow(RangeError);
    expect(() => sequentiallyDetectable({ ...plan, controlUnits: 10, power: 0.2 })).toThrow(RangeError);
  });
});
