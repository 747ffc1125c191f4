import { describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { withoutIds } from './without-ids.ts';

describe('a value without its ids', () => {
  it('tells apart what was told apart, wherever an id stands', () => {
    const [a, b] = [newId(), newId()];
    const hidden = withoutIds({ id: a, list: [b, a], sums: { [b]: 1 }, said: `of ${a.toUpperCase()}`, count: 3, none: null });
    expect(hidden.list[1]).toBe(hidden.id);
    expect(hidden.list[0]).not.toBe(hidden.id);
    expect(hidden).toEqual({ id: hidden.id, list: [hidden.list[0], hidden.id], sums: { [hidden.list[0]!]: 1 }, said: `of ${hidden.id}`, count: 3, none: null });
    expect(JSON.stringify(hidden).toLowerCase()).not.toMatch(new RegExp(`${a}|${b}`));
  });

  it('says nothing about another value: numbers begin anew', () => {
    expect(withoutIds([newId()])).toEqual(withoutIds([newId()]));
  });
});
