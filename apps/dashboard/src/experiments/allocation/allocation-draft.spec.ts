import { describe, expect, it } from '@jest/globals';
import { Allocation, usualDecision, type GrowthBookSplit } from '#contracts';
import { emptyDraft, withVariant, type Draft } from '../draft.ts';
import { allocationProblems, tellAllocation, usualAdaptive } from './allocation-draft.ts';

const nameOf = (at: number): string => `Variant ${at}`;
const of = (variants: number): Draft => {
  let draft = emptyDraft(nameOf);
  while (draft.variants.length < variants) draft = withVariant(draft, nameOf);
  return { ...draft, allocation: usualAdaptive(variants) };
};
const split: GrowthBookSplit = { seed: 's', hashVersion: 2, attribute: 'id', namespace: null };

describe('shares that follow what is measured, in the form', () => {
  it('begin with values that the server takes, for three to ten variants', () => {
    for (let variants = 3; variants <= 10; variants++) {
      expect(allocationProblems(of(variants))).toEqual({});
      expect(Allocation.safeParse(usualAdaptive(variants)).success).toBe(true);
    }
    expect(usualAdaptive(3)).toEqual({ kind: 'adaptive', method: 'top_two', floor: 1_000, controlShare: 3_300 });
  });

  it.each<[string, 'kind' | 'floor' | 'control', (draft: Draft) => Partial<Draft>]>([
    ['two variants', 'kind', ({ variants }) => ({ variants: variants.slice(0, 2) })],
    ['a split of GrowthBook', 'kind', () => ({ growthbook: split })],
    ['a replay', 'kind', () => ({ traffic: 'replay' })],
    ['a response time that decides', 'kind', () => ({ decision: { ...usualDecision, primary: 'total_p50' } })],
    ['a least share of 4 %', 'floor', () => ({ allocation: { ...usualAdaptive(3), floor: 400 } })],
    ['nothing left to move', 'floor', () => ({ allocation: { ...usualAdaptive(3), controlShare: 8_000 } })],
    ['a variant that begins below the least share', 'floor', ({ variants }) => ({ variants: variants.map((one, at) => ({ ...one, weight: [6_000, 3_500, 500][at]! })) })],
    ['a control that keeps less than the others', 'control', () => ({ allocation: { ...usualAdaptive(3), controlShare: 900 } })],
  ])('say what is wrong with %s', (_, field, changed) => {
    const draft = of(3);
    expect(Object.keys(allocationProblems({ ...draft, ...changed(draft) }))).toEqual([field]);
    expect(allocationProblems({ ...draft, ...changed(draft), allocation: { kind: 'fixed' } })).toEqual({});
  });

  it('are told in one line', () => {
    expect(tellAllocation({ kind: 'fixed' })).toBe('Shares stay as set');
    expect(tellAllocation(usualAdaptive(4))).toBe('Shares follow what is measured (top two), at least 10\u00a0% each, the control keeps 25\u00a0%');
  });
});
