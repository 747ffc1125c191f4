import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { emptyDraft } from './draft.ts';
import { keepDraft } from './kept-draft.ts';
import { openedDraft } from './planned-draft.ts';

const nameOf = (at: number): string => `Variant ${at}`;
const begin = emptyDraft(nameOf);
const opened = (query: string, of = 'new') => openedDraft(begin, { address: new URLSearchParams(query), owner: 'w', of, nameOf });

describe('a draft that comes from the power page', () => {
  const store = new Map<string, string>();
  beforeEach(() => {
    Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, value: { getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => store.set(key, value) } });
  });
  afterEach(() => {
    store.clear();
    Reflect.deleteProperty(globalThis, 'sessionStorage');
  });

  it('is as it was left, with the planned sample', () => {
    const left = { ...begin, name: 'Better?', hypothesis: 'Yes.', siteId: 's1' };
    keepDraft('w', 'new', left);
    expect(opened('draft=kept&plannedRatings=1234')).toEqual({ ...left, plannedRatings: 1_234 });
    expect(opened('draft=kept')).toEqual(left);
    expect(opened('')).toEqual(begin);
    expect(opened('draft=kept', 'another')).toEqual(begin);
  });

  it('is a new one with the site, the variants and the share of the plan', () => {
    const draft = opened('plannedRatings=900&siteId=s2&traffic=replay&variants=3&coverage=2500');
    expect(draft).toMatchObject({ plannedRatings: 900, siteId: 's2', traffic: 'replay', coverage: 2_500 });
    expect(draft.variants.map(({ name, weight }) => [name, weight])).toEqual([['Variant 1', 3_334], ['Variant 2', 3_333], ['Variant 3', 3_333]]);
  });

  it('decides by the measure that was planned for, which is then no secondary one', () => {
    expect(opened('plannedRatings=900&primary=resolved').decision).toEqual({ ...begin.decision, primary: 'resolved', secondary: begin.decision.secondary.filter((one) => one !== 'resolved'), margin: null });
    expect(opened('plannedRatings=900&primary=csat').decision).toEqual(begin.decision);
    expect(opened('plannedRatings=900&primary=csat&design=hybrid&alpha=0.01').decision).toEqual({ ...begin.decision, design: 'hybrid', alpha: 0.01 });
    expect(opened('plannedRatings=900&primary=csat&alpha=7').decision).toEqual(begin.decision);
    expect(opened('primary=never').decision).toEqual(begin.decision);
  });

  it('begins anew where nothing readable was kept', () => {
    for (const kept of ['{', '[]', '{"name":1}', JSON.stringify({ ...begin, variants: undefined })]) {
      store.set('duet.draft.w.new', kept);
      expect(opened('draft=kept')).toEqual(begin);
    }
    expect(opened('plannedRatings=1e99&coverage=0&variants=40&traffic=preview')).toEqual(begin);
  });
});
