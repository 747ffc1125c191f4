import { describe, expect, it } from '@jest/globals';
import type { Gate } from '#contracts';
import { keyOf, sortGates, tellWait } from './sort-gates.ts';

const gate = (kind: Gate['kind'], state: Gate['state'], more: Partial<Gate> = {}): Gate =>
  ({ kind, state, variantId: null, measure: null, have: null, need: null, p: null, daysLeft: null, sentence: kind, ...more });

describe('the gates of an experiment', () => {
  it('are read with alarms first, then what waits, and apart from these what is fine', () => {
    const { inTheWay, fine } = sortGates([gate('full_week', 'waiting'), gate('enough_units', 'ok'), gate('sample_ratio', 'alarm')]);
    expect(inTheWay.map(({ kind }) => kind)).toEqual(['sample_ratio', 'full_week']);
    expect(fine.map(({ kind }) => kind)).toEqual(['enough_units']);
  });

  it('say how long they still take, if they wait and if it is known', () => {
    expect(tellWait(gate('full_week', 'waiting', { daysLeft: 3.2 }))).toBe('about 4 days left');
    expect(tellWait(gate('full_week', 'waiting', { daysLeft: 1 }))).toBe('about a day left');
    expect(tellWait(gate('full_week', 'waiting'))).toBeNull();
    expect(tellWait(gate('full_week', 'ok', { daysLeft: 3 }))).toBeNull();
  });

  it('of one kind are told apart by variant and measure', () => {
    expect(keyOf(gate('guardrail', 'ok', { variantId: 'b', measure: 'failure' }))).toBe('guardrail b failure');
  });
});
