import { describe, expect, it } from '@jest/globals';
import { continueGroups } from './continue-groups.ts';

describe('a group of questions', () => {
  it('stays the same group when questions come and go', () => {
    expect(continueGroups([['a', 'b', 'c'], ['x', 'y', 'z']], [['x', 'y', 'new'], ['b', 'c', 'd', 'e', 'f']])).toEqual([1, 0]);
  });

  it('is a new one when it shares little', () => {
    expect(continueGroups([['a', 'b', 'c', 'd', 'e']], [['a', 'p', 'q', 'r'], ['b', 'c', 'd', 'e']])).toEqual([null, 0]);
  });

  it('goes on in its larger part when it falls apart, and in one group when two grow together', () => {
    expect(continueGroups([['a', 'b', 'c', 'd', 'e']], [['a', 'b'], ['c', 'd', 'e']])).toEqual([null, 0]);
    expect(continueGroups([['a', 'b'], ['c', 'd', 'e']], [['a', 'b', 'c', 'd', 'e']])).toEqual([1]);
  });

  it('is not held back by members that are too old to be there', () => {
    expect(continueGroups([['old1', 'old2', 'old3', 'old4', 'a']], [['a', 'b', 'c']])).toEqual([0]);
  });
});
