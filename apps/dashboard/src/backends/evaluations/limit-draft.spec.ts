import { describe, expect, it } from '@jest/globals';
import { GateLimits } from '#contracts';
import { limitShapes, shownLimit, usualLimits, withLimit } from './limit-draft.ts';

const shape = (name: keyof GateLimits) => limitShapes.find((one) => one.name === name)!;

describe('limits in their form', () => {
  it('are shown as points and times, each once', () => {
    expect(limitShapes.map((one) => shownLimit(usualLimits, one))).toEqual([2, 70, 1.5, 2, 3, 5, 40]);
    expect(limitShapes.map(({ name }) => name).sort()).toEqual(Object.keys(usualLimits).sort());
  });

  it('are kept within what can be saved, and asked or not', () => {
    expect(withLimit(usualLimits, shape('passLoss'), 5).passLoss).toBe(0.05);
    expect(withLimit(usualLimits, shape('passLoss'), 80).passLoss).toBe(0.5);
    expect(withLimit(usualLimits, shape('latencyRatio'), '').latencyRatio).toBeNull();
    expect(withLimit({ ...usualLimits, passLoss: 0.3 }, shape('passLoss'), '').passLoss).toBe(0.02);
    for (const one of limitShapes) for (const typed of [one.min, one.max]) expect(GateLimits.safeParse(withLimit(usualLimits, one, typed)).success).toBe(true);
  });
});
