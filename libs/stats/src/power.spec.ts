import { describe, expect, it } from '@jest/globals';

import { sequenceHalfWidth } from './confidence-sequence.ts';
import { normalQuantile } from './distributions.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { momentsOf } from './moments.ts';
import { detectableDifference, powerOf } from './power.ts';
import { requiredUnits } from './required-ratings.ts';
import { seeded } from './seeded.ts';
import { sequentialUnits } from './sequential-plan.ts';

const RUNS = 3000;
const plan = { controlVariance: 1, treatmentVariance: 1.5, difference: 0.4, treatmentPerControl: 0.5 };

function normals(random: () => number, count: number, mean: number, variance: number): number[] {
  return Array.from({ length: count }, () => {
    const draw = Math.min(1 - 1e-10, Math.max(1e-10, random()));
    return mean + Math.sqrt(variance) * normalQuantile(draw);
  });
}

const draws = (random: () => number, units: { control: number; treatment: number }) => ({
  control: normals(random, units.control, 3, plan.controlVariance),
  treatment: normals(random, units.treatment, 3 + plan.difference, plan.treatmentVariance),
});

function shareOfRuns(seed: number, holds: (random: () => number) => boolean): number {
  const random = seeded(seed);
  let held = 0;
  for (let run = 0; run < RUNS; run++) if (holds(random)) held++;
  return held / RUNS;
}

describe('a plan with one look', () => {
  // mpmath: ncdf(|d|/sqrt((vA + vB/r)/n) - 1.95996398454005) for n = 200.
  it('matches the reference power', () => {
    expect(powerOf({ ...plan, controlUnits: 200 })).toBeCloseTo(0.807429578813821, 12);
  });

  it('reaches its power at the required units and finds its difference again', () => {
    const { control } = requiredUnits(plan);
    expect(powerOf({ ...plan, controlUnits: control })).toBeGreaterThanOrEqual(0.8);
    expect(powerOf({ ...plan, controlUnits: control - 1 })).toBeLessThan(0.8);
    expect(detectableDifference({ ...plan, controlUnits: control })).toBeLessThanOrEqual(0.4);
    expect(detectableDifference({ ...plan, controlUnits: control - 1 })).toBeGreaterThan(0.4);
  });

  it('sees the planned difference in 80 % of simulated experiments', () => {
    const units = requiredUnits(plan);
    const seen = shareOfRuns(3, (random) => {
      const { control, treatment } = draws(random, units);
      const answer = differenceOfMeans(momentsOf(control), momentsOf(treatment));
      return answer.kind === 'estimate' && answer.pValue < 0.05;
    });
    expect(Math.abs(seen - 0.8)).toBeLessThan(0.03);
  });

  it('refuses impossible plans', () => {
    expect(() => powerOf({ ...plan, controlUnits: 0 })).toThrow(RangeError);
    expect(() => powerOf({ ...plan, controlUnits: 10, difference: 0 })).toThrow(RangeError);
    expect(() => detectableDifference({ ...plan, controlUnits: 10, power: 1 })).toThrow(RangeError);
    expect(() => detectableDifference({ ...plan, controlUnits: 10, controlVariance: -1 })).toThrow(RangeError);
  });
});

describe('a plan for looking at any time', () => {
  const units = sequentialUnits(plan);

  it('is the smallest that reaches its power at the last look', () => {
    // With the sequence tuned for its end the half-width is a fixed number of standard errors, so
    // n = ((k + z_power) / difference)^2 (vA + vB / r), k = 3.035209; mpmath gives the ceiling below.
    expect(units.control).toBe(376);
    expect(units.treatment).toBe(Math.ceil(units.control / 2));
  });

  it('says how many times the units of a single look it costs', () => {
    expect(units.perFixed).toBeCloseTo(units.total / requiredUnits(plan).total, 12);
    expect(units.perFixed).toBeGreaterThan(1.5);
    expect(units.perFixed).toBeLessThan(2.5);
  });

  it('sees the planned difference in 80 % of simulated experiments at the planned end', () => {
    const seen = shareOfRuns(4, (random) => {
      const { control, treatment } = draws(random, units);
      const answer = differenceOfMeans(momentsOf(control), momentsOf(treatment));
      if (answer.kind !== 'estimate') return false;
      const { standardError, value } = answer;
      return value > sequenceHalfWidth(standardError, units.total, { plannedUnits: units.total, alpha: 0.05 });
    });
    expect(Math.abs(seen - 0.8)).toBeLessThan(0.03);
  });

  it('refuses a difference that no experiment can show', () => {
    expect(() => sequentialUnits({ ...plan, difference: 1e-9 })).toThrow(RangeError);
  });
});
