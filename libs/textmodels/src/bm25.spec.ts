import { describe, expect, it } from '@jest/globals';
import { createBm25 } from './bm25.ts';

describe('BM25', () => {
  const documents = ['Returns are free within 30 days', 'Parcels arrive in two days', 'Gift cards never expire'];
  const index = createBm25(documents);

  it('scores documents that share words above those that do not', () => {
    const scores = index.scores('does my gift card expire?');
    expect(scores[2]).toBeGreaterThan(0);
    expect([scores[0], scores[1]]).toEqual([0, 0]);
  });

  it('follows the published formula', () => {
    const rarity = Math.log(1 + (3 - 1 + 0.5) / 1.5);
    const norm = 1.2 * (1 - 0.75 + (0.75 * 4) / ((6 + 5 + 4) / 3));
    expect(index.scores('expire')[2]).toBeCloseTo((rarity * 2.2) / (1 + norm), 5);
  });

  it('counts a rare word more than a common one', () => {
    const scores = index.scores('free days parcels');
    expect(index.scores('parcels')[1]).toBeGreaterThan(index.scores('days')[1]!);
    expect(scores[1]).toBeGreaterThan(0);
  });

  it('finds a word in another number or tense', () => {
    expect(index.scores('parcel')[1]).toBeGreaterThan(0);
    expect(index.scores('expired')[2]).toBe(0);
  });

  it('answers an empty index and an empty query', () => {
    expect(createBm25([]).scores('anything')).toHaveLength(0);
    expect([...index.scores('')]).toEqual([0, 0, 0]);
  });
});
