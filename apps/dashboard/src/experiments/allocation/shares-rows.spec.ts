import { describe, expect, it } from '@jest/globals';
import type { Results } from '#contracts';
import { sharesOverTime } from './shares-rows.ts';

const at = (hour: number): string => `2026-11-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
const epoch = (number: number, hour: number, weight: number): Results['epochs'][number] => ({ number, startedAt: at(hour), reason: '', coverage: 10_000, variants: [{ variantId: 'a', weight, assigned: 1, answered: 1 }] });
const results = (stoppedAt: string | null): Parameters<typeof sharesOverTime>[0] => ({ epochs: [epoch(1, 8, 5_000), epoch(2, 10, 4_000)], computedAt: at(12), experiment: { stoppedAt } as Results['experiment'] });

describe('shares over time', () => {
  it('last from each step to the next one, and the last ones until now', () => {
    expect(sharesOverTime(results(null))).toEqual([
      { time: Date.parse(at(8)), shares: { a: 5_000 } }, { time: Date.parse(at(10)), shares: { a: 4_000 } }, { time: Date.parse(at(12)), shares: { a: 4_000 } },
    ]);
  });

  it('end with the experiment', () => {
    expect(sharesOverTime(results(at(11))).at(-1)).toEqual({ time: Date.parse(at(11)), shares: { a: 4_000 } });
  });
});
