import { describe, expect, it } from '@jest/globals';
import { tellAssigned, tellComplier } from './tell-complier.ts';

const about = { variantId: 'b', measure: 'csat' as const, served: 0.8 };
const effect = (low: number, high: number) => ({ ...about, effect: { kind: 'effect' as const, value: (low + high) / 2, low, high, units: 900 } });

describe('the effect without fallbacks', () => {
  it('is told with its interval, and claims only what leaves zero out, in the direction that is wished for', () => {
    expect(tellComplier(effect(0.1, 0.5), 'more')).toEqual({ told: '+0.30 (+0.10 to +0.50)', claim: 'better' });
    expect(tellComplier(effect(0.1, 0.5), 'less').claim).toBe('worse');
    expect(tellComplier(effect(-0.1, 0.5), 'more').claim).toBe('open');
  });

  it('says what is missing', () => {
    expect(tellComplier({ ...about, effect: { kind: 'too-few', have: 41, need: 1_200 } }, 'more')).toEqual({ told: 'too few yet (41 of 1,200 visitors)', claim: null });
    expect(tellComplier({ ...about, effect: { kind: 'no-spread', value: 0, units: 80 } }, 'more').told).toBe('0.00, the same for everybody');
    expect(tellAssigned(undefined)).toBe('not known yet');
  });
});
