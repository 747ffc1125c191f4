import { describe, expect, it } from '@jest/globals';
import { duplicateKey, normaliseText } from './normalise-text.ts';
import { seededRandom, shuffle } from './seeded-random.ts';

describe('text normalisation', () => {
  it('folds case, width and white space', () => {
    expect(normaliseText('  \uff37here\u00a0is\n my PARCEL ')).toBe('where is my parcel');
  });

  it('gives duplicates one key', () => {
    expect(duplicateKey('Where is my parcel?!')).toBe(duplicateKey('where is  my parcel'));
    expect(duplicateKey('Where is my card')).not.toBe(duplicateKey('where is my parcel'));
    expect(duplicateKey('???')).not.toBe(duplicateKey('!'));
  });
});

describe('seeded randomness', () => {
  it('repeats itself for the same seed only', () => {
    const draw = (seed: number): number[] => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  it('shuffles without losing anything', () => {
    const shuffled = shuffle([1, 2, 3, 4, 5, 6], seededRandom(1));
    expect([...shuffled].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
