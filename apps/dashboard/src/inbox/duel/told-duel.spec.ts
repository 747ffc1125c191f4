import { describe, expect, it } from '@jest/globals';
import type { DuelDraft } from '#contracts';
import { choicesOf, headlineOf, keyOf, tellMissing, textOf } from './told-duel.ts';

const draft = (text: string, errorCode: string | null = null): DuelDraft => ({ text, outcome: text === '' ? 'failed' : 'answered', options: [], errorCode });
const both = { left: draft('L'), right: draft('R'), alike: false };

describe('a pair of drafts', () => {
  it('offers every choice, and puts the chosen text into the reply', () => {
    expect(choicesOf(both).map((result) => [result, textOf(both, result)])).toEqual([['left', 'L'], ['right', 'R'], ['tie', 'L'], ['both_bad', '']]);
    expect(headlineOf(both)).toContain('Which is better?');
  });

  it('that say the same offers no side, and the first key takes the words', () => {
    const alike = { left: draft('S'), right: draft('S'), alike: true };
    expect(choicesOf(alike).map((result) => [result, keyOf(alike, result), textOf(alike, result)])).toEqual([['tie', '1', 'S'], ['both_bad', '4', '']]);
    expect(headlineOf(alike)).toBe('Both versions say the same.');
  });

  it('offers the one that is there, and that it is bad, when the other is missing', () => {
    const one = { left: draft('', 'timeout'), right: draft('R'), alike: false };
    expect(choicesOf(one)).toEqual(['right', 'both_bad']);
    expect(tellMissing(one.left)).toBe('No draft: this version was too slow.');
    expect(headlineOf(one)).toContain('gave none');
  });

  it('offers nothing when both are missing, for any reason', () => {
    const none = { left: draft('', 'never_heard_of'), right: draft('', null), alike: false };
    expect(choicesOf(none)).toEqual([]);
    expect(tellMissing(none.left)).toBe('No draft: this version failed.');
  });
});
