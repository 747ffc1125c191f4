import { describe, expect, it } from '@jest/globals';
import { pickOfTheDay } from './pick-of-the-day.ts';

const questions = Array.from({ length: 60 }, (_, at) => ({ text: `question ${at}`, intent: `intent ${at % 6}` }));
const pick = (day: string, count = 5) => pickOfTheDay(questions, count, day, ({ intent }) => intent);

describe('the example questions of a day', () => {
  it('are the same all day and others the next', () => {
    expect(pick('2026-03-09')).toEqual(pick('2026-03-09'));
    expect(pick('2026-03-10')).not.toEqual(pick('2026-03-09'));
  });

  it('are about different things, and none is named twice', () => {
    expect(new Set(pick('2026-03-09').map(({ intent }) => intent)).size).toBe(5);
    expect(new Set(pick('2026-03-09', 40).map(({ text }) => text)).size).toBe(40);
  });

  it('are all there are when there are few', () => {
    expect(pickOfTheDay(['a', 'b'], 5, '2026-03-09', () => 'same').sort()).toEqual(['a', 'b']);
    expect(pickOfTheDay([], 5, '2026-03-09', String)).toEqual([]);
  });
});
