import { describe, expect, it } from '@jest/globals';
import type { Targeting } from '#contracts';
import { conditionDraftsOf, conditionOf, emptyCondition, problemOf, targetingOf, withCondition, type ConditionDraft } from './condition-draft.ts';
import { sayTargeting } from './told-targeting.ts';

const all: Targeting = [
  { kind: 'page', operator: 'starts_with', value: '/help' }, { kind: 'locale', values: ['de', 'fr'] }, { kind: 'signed_in', value: false },
  { kind: 'attribute', name: 'plan', operator: 'is_not', value: 'free' }, { kind: 'attribute', name: 'plan', operator: 'one_of', values: ['pro', 'team'] },
  { kind: 'attribute', name: 'seats', operator: 'at_least', value: 10 },
];
const typed = (changes: Partial<ConditionDraft>): ConditionDraft => ({ ...emptyCondition(1), ...changes });

describe('a condition in the form', () => {
  it('is sent as it was read', () => {
    expect(targetingOf(conditionDraftsOf(all))).toEqual(all);
    expect(conditionDraftsOf(all).map(problemOf)).toEqual(all.map(() => ({})));
  });

  it('has a row of its own, also after another one went', () => {
    const [first, second] = withCondition(withCondition([]));
    expect(withCondition([second as ConditionDraft]).map(({ row }) => row)).toEqual([2, 3]);
    expect(first?.row).toBe(1);
  });

  it('takes several values with commas between', () => {
    expect(conditionOf(typed({ kind: 'locale', operator: 'one_of', value: ' de, ,fr ' }))).toEqual({ kind: 'locale', values: ['de', 'fr'] });
  });

  it.each<[Partial<ConditionDraft>, object]>([
    [{ kind: 'page', value: '' }, { value: 'Give a value.' }],
    [{ kind: 'page', value: 'help' }, { value: 'Begin with a /.' }],
    [{ kind: 'page', operator: 'contains', value: 'help' }, {}],
    [{ kind: 'locale', operator: 'one_of', value: ' , ' }, { value: 'Give a value.' }],
    [{ kind: 'attribute', operator: 'is', value: 'pro' }, { name: 'Give the name of the attribute.' }],
    [{ kind: 'attribute', operator: 'at_least', name: 'seats', value: 'many' }, { value: 'Give a number.' }],
    [{ kind: 'attribute', operator: 'at_most', name: 'seats', value: '' }, { value: 'Give a number.' }],
    [{ kind: 'attribute', operator: 'is', name: 'plan', value: 'x'.repeat(201) }, { value: 'Shorten it: 200 characters at most, 20 values.' }],
  ])('says what is wrong with %j', (changes, problem) => {
    expect(problemOf(typed(changes))).toEqual(problem);
    expect(conditionOf(typed(changes)) === null).toBe(Object.keys(problem).length > 0 && changes.value !== 'help');
  });

  it('is told in a sentence with the others', () => {
    expect(sayTargeting([])).toBe('All visitors, whatever is known of them');
    expect(sayTargeting(all)).toBe('Only where the page starts with “/help”, the language is de or fr, not signed in, plan is not “free”, plan is “pro” or “team”, seats is at least 10');
  });
});
