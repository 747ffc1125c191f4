import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { batchesPerRound, miniBatch } from './mini-batch.ts';

describe('mini-batches', () => {
  it('give each case its turn in each round, and hold no case twice', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 6 }), fc.nat(1_000), fc.nat(5), (count, size, seed, round) => {
      const cases = Array.from({ length: count }, (_, at) => at);
      const perRound = batchesPerRound(count, size);
      const batches = Array.from({ length: perRound }, (_, at) => miniBatch(cases, { seed, step: round * perRound + at, size }));
      expect(new Set(batches.flat()).size).toBe(count);
      for (const batch of batches) expect([batch.length, new Set(batch).size]).toEqual([Math.min(size, count), Math.min(size, count)]);
    }));
  });

  it('are the same for the same seed and step, and in another order each round', () => {
    const cases = Array.from({ length: 20 }, (_, at) => at);
    const at = (seed: number, step: number): number[] => miniBatch(cases, { seed, step });
    expect(at(3, 7)).toEqual(at(3, 7));
    expect(at(3, 0)).not.toEqual(at(3, 5));
    expect(at(3, 0)).not.toEqual(at(4, 0));
  });
});
