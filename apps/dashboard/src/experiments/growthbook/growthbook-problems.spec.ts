import { describe, expect, it } from '@jest/globals';
import { GrowthBookSplit } from '#contracts';
import { growthBookProblems } from './growthbook-problems.ts';

const split: GrowthBookSplit = { seed: 'chat-2026', hashVersion: 2, attribute: 'userId', namespace: { name: 'chat', start: 0, end: 0.5 } };

describe('a split of GrowthBook in the form', () => {
  it('is complete when the server would take it', () => {
    expect(growthBookProblems(split)).toEqual({});
    expect(growthBookProblems({ ...split, namespace: null })).toEqual({});
    expect(growthBookProblems(null)).toEqual({});
  });

  it('says beside each field what the server would refuse', () => {
    const wrong: [Partial<GrowthBookSplit>, string][] = [
      [{ seed: ' ' }, 'seed'], [{ attribute: '' }, 'attribute'], [{ namespace: { name: '', start: 0, end: 1 } }, 'namespace'], [{ namespace: { name: 'chat', start: 0.5, end: 0.5 } }, 'range'],
    ];
    for (const [changes, field] of wrong) {
      const one = { ...split, ...changes };
      expect(Object.keys(growthBookProblems(one))).toEqual([field]);
      expect(GrowthBookSplit.safeParse(one).success).toBe(false);
    }
  });
});
