import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '#contracts';
import { breakEven } from '#stats';
import { measureNamed } from '../analysis/measures.ts';
import { between } from '../analysis/strata.ts';
import { evidenceOf } from '../analysis/evidence.fixture.ts';
import { sumsOf } from '../analysis/sums.ts';
import { paybackOf } from './payback.ts';

/** One conversation a visitor; every second one resolves, and each costs so many millionths of a dollar, give or take 100. */
const costs = (variantId: string, each: number, count: number, spread = 100) =>
  ({ variantId, epoch: 1, measure: 'cost_resolved' as const, sums: sumsOf(Array.from({ length: count }, (_, at) => [each + (at % 3 - 1) * spread, at % 2] as const)) });

/** A fortnight in which the control resolves 200 and the variant 200, of 400 each. */
const evidence = (each: number): Evidence => evidenceOf({ cells: [costs('a', 10_000, 400), costs('b', each, 400)] });
const wish = { variantId: 'b', trainingUsd: 2, hostingUsdPerHour: 0, withinDays: 90 };

describe('the payback of fine-tuning', () => {
  it('divides training by what all resolved conversations of a day save', () => {
    const { saving, resolvedPerDay, savedPerDayMicroUsd, breakEven: found, from } = paybackOf(evidence(6_000), wish);
    // 400 resolved in 14 days; 8,000 millionths saved on each, as two conversations are paid for one that resolves.
    expect(resolvedPerDay).toBeCloseTo(400 / 14, 12);
    expect(saving).toMatchObject({ kind: 'saving', units: 800 });
    expect((saving as { value: number }).value).toBeCloseTo(8_000, 6);
    expect(savedPerDayMicroUsd).toBeCloseTo((8_000 * 400) / 14, 6);
    expect(found?.days).toBeCloseTo(2_000_000 / ((8_000 * 400) / 14), 6);
    expect(Date.parse(found?.on ?? '') - Date.parse(from)).toBeCloseTo((found?.days ?? 0) * 24 * 3_600_000, -1);
    expect([found!.earliest! < found!.days!, found!.days! < found!.latest!]).toEqual([true, true]);
  });

  it('has the interval and the chance of the formula, fed with the difference of the comparison', () => {
    const difference = between(evidence(9_900), measureNamed('cost_resolved'), 'a', 'b').difference;
    if (difference.kind !== 'estimate') throw new Error('costs are compared');
    const expected = breakEven({ training: 2_000_000, hostingPerDay: 2_400, resolvedPerDay: 100, saving: { value: -difference.value, standardError: difference.standardError }, withinDays: 365 });
    const { breakEven: found, hostingPerDayMicroUsd } = paybackOf(evidence(9_900), { ...wish, hostingUsdPerHour: 0.0001, resolvedPerDay: 100, withinDays: 365 });
    expect(hostingPerDayMicroUsd).toBeCloseTo(2_400, 9);
    expect([found?.days, found?.earliest, found?.latest]).toEqual([expected.days, expected.earliest, expected.latest]);
    expect(found?.probability).toBeCloseTo(expected.probability, 12);
  });

  it('never comes where the variant costs more, or saves less than its hosting costs', () => {
    expect(paybackOf(evidence(12_000), wish).breakEven).toMatchObject({ days: null, on: null });
    expect(paybackOf(evidence(12_000), wish).breakEven!.probability).toBeLessThan(0.01);
    const { breakEven: hosted, savedPerDayMicroUsd, hostingPerDayMicroUsd } = paybackOf(evidence(6_000), { ...wish, hostingUsdPerHour: 1 });
    expect([hosted?.days, savedPerDayMicroUsd! < hostingPerDayMicroUsd]).toEqual([null, true]);
  });

  it('has days but no date where it lies more than fifty years away', () => {
    const { breakEven: far } = paybackOf(evidence(6_000), { ...wish, trainingUsd: 100_000 });
    expect([far!.days! > 18_250, far?.on]).toEqual([true, null]);
  });

  it('is not known without enough visitors, without a spread, or within the first day', () => {
    expect(paybackOf(evidenceOf({ cells: [costs('a', 10_000, 20), costs('b', 6_000, 20)] }), wish)).toMatchObject({ saving: { kind: 'too-few' }, savedPerDayMicroUsd: null, breakEven: null });
    const flat = (variantId: string, each: number) => ({ variantId, epoch: 1, measure: 'cost_resolved' as const, sums: sumsOf(Array.from({ length: 200 }, () => [each, 1] as const)) });
    expect(paybackOf(evidenceOf({ cells: [flat('a', 9), flat('b', 5)] }), wish)).toMatchObject({ saving: { kind: 'no-spread', value: 4 }, breakEven: null });
    const early = { ...evidence(6_000), takenAt: '2026-11-01T12:00:00.000Z' };
    expect(paybackOf(early, wish)).toMatchObject({ saving: { kind: 'saving' }, resolvedPerDay: null, savedPerDayMicroUsd: null, breakEven: null });
    expect(paybackOf(early, { ...wish, resolvedPerDay: 50 }).breakEven).not.toBeNull();
  });

  it('counts the pace of a stopped experiment up to its stop', () => {
    const all = evidence(6_000);
    expect(paybackOf({ ...all, experiment: { ...all.experiment, stoppedAt: '2026-11-08T00:00:00.000Z' } }, wish).resolvedPerDay).toBeCloseTo(400 / 7, 12);
  });

  it('leaves out of the pace the time in which the experiment rested, also before the phase began', () => {
    const pauses = [
      { from: '2026-10-30T00:00:00.000Z', until: '2026-11-02T00:00:00.000Z' }, { from: '2026-11-05T00:00:00.000Z', until: '2026-11-08T00:00:00.000Z' }, { from: '2026-11-13T00:00:00.000Z', until: null },
    ];
    // Of 14 days, one before it went on with the new phase, three, and the last two.
    expect(paybackOf({ ...evidence(6_000), pauses }, wish).resolvedPerDay).toBeCloseTo(400 / 8, 12);
    expect(paybackOf({ ...evidence(6_000), pauses: [{ from: '2026-11-01T12:00:00.000Z', until: null }] }, wish).resolvedPerDay).toBeNull();
  });

  it('is no question about the control', () => {
    expect(() => paybackOf(evidence(6_000), { ...wish, variantId: 'a' })).toThrow(RangeError);
  });
});
