import { describe, it, expect } from '@jest/globals';
import { readableInk } from './readable-ink.ts';

describe('ink on a colour', () => {
  it.each([['#3b4fc4', '#ffffff'], ['#000000', '#ffffff'], ['#ffd400', '#14151a'], ['#ffffff', '#14151a'], ['#0f6b4f', '#ffffff'], ['#7fb3ff', '#14151a']])('is on %s %s', (colour, ink) => {
    expect(readableInk(colour)).toBe(ink);
  });
});
