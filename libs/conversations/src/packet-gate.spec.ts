import { describe, expect, it } from '@jest/globals';
import { EventBudget } from './packet-gate.ts';
import { isOverfull } from './slow-consumers.ts';
import { addressOf } from './socket-address.ts';

describe('the budget of a socket', () => {
  it('lets a hundred events a minute through and tells the others how long to wait', () => {
    const budget = new EventBudget(0);
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

describe('the address that limits count by', () => {
  it('is the peer, unless the peer is a proxy of ours', () => {
    expect(addressOf({ address: '203.0.113.9', headers: { 'x-forwarded-for': '198.51.100.1' } })).toBe('203.0.113.9');
    expect(addressOf({ address: '10.0.0.2', headers: { 'x-forwarded-for': '6.6.6.6, 198.51.100.1' } })).toBe('198.51.100.1');
    expect(addressOf({ address: '::ffff:10.0.0.2', headers: {} })).toBe('::ffff:10.0.0.2');
  });

  it('is nobody\'s for this machine itself', () => {
    expect(addressOf({ address: '127.0.0.1', headers: {} })).toBeNull();
    expect(addressOf({ address: '::1', headers: {} })).toBeNull();
    expect(addressOf({ address: '127.0.0.1', headers: { 'x-forwarded-for': '198.51.100.1' } })).toBe('198.51.100.1');
  });
});
