import { describe, expect, it } from '@jest/globals';
import type { Payback } from '#contracts';
import { tellPayback } from './tell-payback.ts';

const payback: Payback = {
  variantId: 'b', saving: { kind: 'saving', value: 8_000, low: 5_000, high: 11_000, units: 800 }, resolvedPerDay: 30, savedPerDayMicroUsd: 240_000, hostingPerDayMicroUsd: 0, from: '2026-11-01T09:00:00.000Z', withinDays: 90,
  breakEven: { days: 8.2, earliest: 6.1, latest: 13.3, on: '2026-11-09T13:48:00.000Z', earliestOn: '2026-11-07T11:24:00.000Z', latestOn: '2026-11-14T16:12:00.000Z', probability: 0.998 },
};
const told = (more: Partial<Payback>) => tellPayback({ ...payback, ...more }, 'Tuned', 'UTC');
const never = { days: null, earliest: null, latest: null, on: null, earliestOn: null, latestOn: null, probability: 0 };

describe('what is said of a payback', () => {
  it('is a day with its interval, the chance of 90 days and the saving', () => {
    expect(told({})).toEqual({
      answer: 'Tuned pays back on 9 Nov 2026, 9 days from now.',
      rest: ['Between 7 Nov 2026 and 14 Nov 2026, by the 95 % interval of what it saves.', '100\u00a0% likely to have paid back within 90 days.', 'On 1,000 resolved conversations it saves $8.00 ($5.00 to $11.00).'],
    });
  });

  it('says in words when it never does, and why', () => {
    const dear = told({ saving: { kind: 'saving', value: -2_000, low: -4_000, high: 100, units: 800 }, savedPerDayMicroUsd: -60_000, breakEven: never });
    expect(dear.answer).toBe('Tuned never pays back: a resolved conversation costs no less with it than with the control.');
    expect(dear.rest.at(-1)).toBe('On 1,000 resolved conversations it costs $2.00 more (\u221210.00\u00a0ct to $4.00).');
    expect(told({ hostingPerDayMicroUsd: 24_000_000, breakEven: never }).answer).toBe('Tuned never pays back: it saves 24.00\u00a0ct a day, and its hosting costs $24.00 a day.');
    expect(told({ breakEven: never }).rest[0]).toBe('Not at any saving within its 95 % interval.');
  });

  it('keeps "maybe never" and "far away" apart from a date', () => {
    expect(told({ breakEven: { ...payback.breakEven!, latest: null, latestOn: null } }).rest[0]).toMatch(/^On 7 Nov 2026 at the earliest, and maybe never/);
    expect(told({ breakEven: { ...payback.breakEven!, days: 30_000, on: null, latest: 90_000, latestOn: null } }).answer).toBe('Tuned pays back, but not within fifty years.');
    expect(told({ breakEven: { ...payback.breakEven!, days: 0.4 } }).answer).toContain('less than a day from now');
    expect(told({ breakEven: { ...payback.breakEven!, days: 0 } })).toMatchObject({ answer: 'Tuned has paid back at once: there is nothing to pay for.', rest: [expect.stringContaining('likely'), expect.stringContaining('saves')] });
  });

  it('says what is not known yet', () => {
    expect(told({ saving: { kind: 'too-few', have: 12, need: 30 } }).answer).toContain('(12 of 30 visitors');
    expect(told({ saving: { kind: 'no-spread', value: 3, units: 90 } }).answer).toContain('costs the same');
    expect(told({ resolvedPerDay: null, breakEven: null }).answer).toContain('not known yet');
  });
});
