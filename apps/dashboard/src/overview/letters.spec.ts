import { describe, expect, it } from '@jest/globals';
import { lettersOf } from './letters.ts';

describe('the letters above a chart', () => {
  it('are one for each point of time, however much happened in it', () => {
    expect(lettersOf([{ start: '2026-03-09' }, { start: '2026-03-09' }, { start: '2026-03-11' }]))
      .toEqual([{ start: '2026-03-09', letter: 'A' }, { start: '2026-03-11', letter: 'B' }]);
  });

  it('stay apart after the alphabet is used up', () => {
    const letters = lettersOf(Array.from({ length: 60 }, (_, at) => ({ start: String(at).padStart(2, '0') }))).map(({ letter }) => letter);
    expect(new Set(letters).size).toBe(60);
  });
});
