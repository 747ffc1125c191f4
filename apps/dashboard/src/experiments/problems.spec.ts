import { describe, expect, it } from '@jest/globals';
import { emptyDraft } from './draft.ts';
import { countOf, problemsOf } from './problems.ts';
import { emptyCondition } from './targeting/condition-draft.ts';

const filled = () => {
  const draft = emptyDraft((at) => `Variant ${at}`);
  return { ...draft, siteId: 'site', name: 'First', variants: draft.variants.map((one) => ({ ...one, backendVersionId: 'version' })) };
};

describe('the problems of a draft', () => {
  it('are none when everything is there', () => {
    expect(countOf(problemsOf(filled()))).toBe(0);
  });

  it('name a part of the visitors that ends before it begins', () => {
    expect(problemsOf({ ...filled(), slice: { from: 5_000, to: 5_000 } })).toMatchObject({ slice: 'The end must lie after the beginning.' });
  });

  it('name each step of coverage that does not rise, except for a replay, which has none', () => {
    const draft = { ...filled(), coverage: 5_000, ramp: [{ hours: 0, coverage: 5_000 }] };
    expect(countOf(problemsOf(draft))).toBe(2);
    expect(countOf(problemsOf({ ...draft, traffic: 'replay' }))).toBe(0);
  });

  it('count every field of a condition that is not complete', () => {
    const targeting = [emptyCondition(1), emptyCondition(2, 'attribute'), emptyCondition(3, 'signed_in')];
    const problems = problemsOf({ ...filled(), targeting });
    expect(Object.entries(problems.targeting ?? {}).map(([row, problem]) => [row, Object.keys(problem)])).toEqual([['1', ['value']], ['2', ['name', 'value']]]);
    expect(countOf(problems)).toBe(3);
  });

  it('stand beside each field that is missing', () => {
    const problems = problemsOf({ ...emptyDraft(() => ' '), plannedRatings: 0 });
    expect(Object.keys(problems).sort()).toEqual(['name', 'planned', 'rows', 'site']);
    expect(Object.values(problems.rows).map((row) => Object.keys(row))).toEqual([['name', 'version'], ['name', 'version']]);
    expect(countOf(problems)).toBe(7);
  });

  it('tell two variants of one name, shares that are not whole, and a comparison with nothing', () => {
    const draft = filled();
    const set = (changes: object[]) => ({ ...draft, variants: draft.variants.map((one, at) => ({ ...one, ...changes[at] })) });
    expect(Object.values(problemsOf(set([{ name: 'A' }, { name: 'A ' }])).rows)).toHaveLength(2);
    expect(problemsOf(set([{ weight: 5_000 }, { weight: 4_000 }])).shares).toMatch(/90/);
    expect(problemsOf(set([{ weight: 10_000 }, { weight: 0 }])).shares).toMatch(/two/);
  });
});
