import { describe, expect, it } from '@jest/globals';
import { EventBudget } from './packet-gate.ts';
import { isOverfull } from './slow-consumers.ts';

describe('the budget of a socket', () => {
  it('lets a hundred events a minute through and tells the others how long to wait', () => {
    const budget = new EventBudget(0, 100);
    expect(Array.from({ length: 100 }, () => budget.take(10)).every((wait) => wait === 0)).toBe(true);
    expect(budget.take(20_000)).toBe(40_000);
    expect(budget.strikes).toBe(1);
    expect(budget.take(60_000)).toBe(0);
  });
});

describe('a socket whose peer does not read', () => {
  it('is overfull beyond 256 packets or 512 KB', () => {
    const packets = (count: number, size: number) => ({ writeBuffer: Array.from({ length: count }, () => ({ data: 'x'.repeat(size) })) });
    expect(isOverfull(packets(256, 10))).toBe(false);
    expect(isOverfull(packets(257, 10))).toBe(true);
    expect(isOverfull(packets(8, 64 * 1_024))).toBe(false);
    expect(isOverfull(packets(9, 64 * 1_024))).toBe(true);
  });
});
