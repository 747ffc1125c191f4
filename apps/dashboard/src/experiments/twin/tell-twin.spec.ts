import { describe, expect, it } from '@jest/globals';
import type { Difference } from '#contracts';
import { tellTwin } from './tell-twin.ts';

const known: Extract<Difference, { kind: 'difference' }> = {
  kind: 'difference', value: -0.02, units: 400, standardError: 0.05, low: -0.12, high: 0.08, p: 0.7, anytime: { low: -0.2, high: 0.16, p: 1 },
  running: { low: -0.15, high: 0.1, p: 0.9, looks: 3, contradiction: false }, lift: null, belief: { chanceToWin: 0.5, lossOfTreatment: 0, lossOfControl: 0 },
};
const told = (difference: Difference): string => tellTwin({ measure: 'csat', difference });

describe('the difference between the control and its twin', () => {
  it('is told with what all looks leave, or with the present interval where they exclude each other', () => {
    expect(told(known)).toBe('−0.02 (−0.15 to +0.10)');
    expect(told({ ...known, running: { low: 0.3, high: 0.1, p: 0.001, looks: 3, contradiction: true } })).toBe('−0.02 (−0.20 to +0.16)');
    expect(told({ ...known, running: null, anytime: null })).toBe('−0.02 (an interval follows from 50 visitors of each on)');
  });

  it('says why there is none', () => {
    expect(told({ kind: 'too-few', have: 12, need: 30 })).toBe('too few yet (12 of 30 visitors)');
    expect(told({ kind: 'unknown', why: 'censored' })).toBe('too many answers never came in time');
    expect(told({ kind: 'no-spread', value: 0, units: 90 })).toBe('0.00, the same for everybody');
  });
});
