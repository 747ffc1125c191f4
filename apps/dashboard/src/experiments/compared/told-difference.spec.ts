import { describe, expect, it } from '@jest/globals';
import type { Comparison } from '#contracts';
import { reachOf, tellDifference as tellAt } from './told-difference.ts';

const tellDifference = (one: Comparison, alpha = 0.05) => tellAt(one, alpha);

const known = (more: Partial<Extract<Comparison['difference'], { kind: 'difference' }>> = {}): Comparison['difference'] =>
  ({ kind: 'difference', value: 0.031, units: 1_204, standardError: 0.01, low: 0.012, high: 0.05, p: 0.002, running: null, lift: null, belief: { chanceToWin: 0.99, lossOfTreatment: 0, lossOfControl: 0.031 }, anytime: { low: 0.004, high: 0.058, p: 0.02 }, ...more });
const comparison = (more: Partial<Comparison> = {}): Comparison => ({ variantId: 'b', measure: 'resolved', better: 'more', role: 'primary', difference: known(), control: 0.6, treatment: 0.631, adjustedP: 0.02, selected: null, adjusted: null, epochsLeftOut: 0, ...more });

describe('a difference on the page', () => {
  it('stands with its interval at any time and what it rests on', () => {
    expect(tellDifference(comparison())).toEqual({ main: '+3.1 points', detail: '(+0.4 to +5.8) · 1,204 visitors', claim: 'better' });
    expect(tellDifference(comparison({ measure: 'csat' })).main).toBe('+0.03');
    expect(tellDifference(comparison({ measure: 'cost', difference: known({ value: -20_000 }) })).main).toMatch(/^−\$20\.00$/);
    expect(tellDifference(comparison({ measure: 'cost', difference: known({ value: 0.0001 }) })).main).toMatch(/^under 0\.001/);
    expect(tellDifference(comparison({ difference: known({ value: 0.0001 }) })).main).toBe('0.0 points');
  });

  it('is worse where less was wished for', () => {
    expect(tellDifference(comparison({ measure: 'hand_over', better: 'less' })).claim).toBe('worse');
    expect(tellDifference(comparison({ better: 'less', difference: known({ anytime: { low: -0.05, high: -0.01, p: 0.01 } }) })).claim).toBe('better');
  });

  it('claims nothing while zero is possible, or while only one look is covered', () => {
    expect(tellDifference(comparison({ difference: known({ anytime: { low: -0.01, high: 0.07, p: 0.3 } }) })).claim).toBe('open');
    expect(tellDifference(comparison({ difference: known({ anytime: null }) }))).toMatchObject({ claim: 'open', detail: expect.stringContaining('do not decide on it') });
  });

  it('claims nothing where the p-value, adjusted for all that is compared together, is too large', () => {
    expect(tellDifference(comparison({ adjustedP: 0.08 })).claim).toBe('open');
    expect(tellDifference(comparison({ adjustedP: 0.08 }), 0.1).claim).toBe('better');
    expect(tellDifference(comparison({ adjustedP: 0.02 }), 0.01).claim).toBe('open');
    expect(tellDifference(comparison({ adjustedP: null, role: 'guardrail' })).claim).toBe('better');
  });

  it('of times is told in the unit that is read', () => {
    const told = tellDifference(comparison({ measure: 'total_p95', better: 'less', difference: known({ value: -1_240, anytime: { low: -1_500, high: -400, p: 0.001 } }) }));
    expect([told.main, told.detail.split(' · ')[0], told.claim].map((one) => one?.replaceAll('\u00a0', ' '))).toEqual(['−1.2 s', '(−1.5 s to −400 ms)', 'better']);
  });

  it('says what is missing, and what was left out', () => {
    expect(tellDifference(comparison({ difference: { kind: 'too-few', have: 12, need: 30 } }))).toEqual({ main: 'too few yet (12 of 30 visitors in the smaller variant)', detail: '', claim: null });
    expect(tellDifference(comparison({ epochsLeftOut: 1 })).detail).toContain('one period between changes of weights left out');
    expect(tellDifference(comparison({ difference: { kind: 'no-spread', value: 0, units: 80 } })).detail).toBe('the same for everybody, 80 visitors');
  });

  it('is drawn on a scale that holds every interval of its measure', () => {
    expect(reachOf([comparison(), comparison({ difference: known({ anytime: { low: -0.2, high: 0.1, p: 1 } }) })])).toBe(0.2);
    expect(reachOf([comparison({ difference: { kind: 'too-few', have: 0, need: 30 } })])).toBeNull();
  });
});
