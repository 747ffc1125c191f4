import { describe, expect, it } from '@jest/globals';
import type { Experiment } from '#contracts';
import { changesOf, draftOf, emptyDraft, requestOf, withVariant, withoutVariant } from './draft.ts';

const nameOf = (at: number): string => `Variant ${at}`;

describe('the draft of an experiment', () => {
  it('starts with two even variants of which the first is the control', () => {
    expect(emptyDraft(nameOf).variants.map(({ weight, isControl }) => [weight, isControl])).toEqual([[5_000, true], [5_000, false]]);
  });

  it('keeps exactly one control and a whole sum when variants come and go', () => {
    const three = withVariant(emptyDraft(nameOf), nameOf);
    expect(three.variants.map(({ weight }) => weight)).toEqual([3_334, 3_333, 3_333]);
    const two = withoutVariant(three, 1);
    expect(two.variants.map(({ weight, isControl }) => [weight, isControl])).toEqual([[5_000, true], [5_000, false]]);
  });

  it('cannot be sent before each variant has a backend version', () => {
    const draft = { ...emptyDraft(nameOf), siteId: 'a', name: 'First' };
    expect(requestOf(draft)).toBeNull();
    const complete = { ...draft, variants: draft.variants.map((one) => ({ ...one, backendVersionId: 'v' })) };
    expect(requestOf(complete)?.variants).toEqual([
      { name: 'Variant 1', backendVersionId: 'v', weight: 5_000, isControl: true },
      { name: 'Variant 2', backendVersionId: 'v', weight: 5_000, isControl: false },
    ]);
  });
});

describe('an experiment that is edited', () => {
  const variant = (id: string, weight: number, isControl: boolean) =>
    ({ id, name: `Variant ${id}`, backendVersionId: `version ${id}`, backendName: 'Prompt', backendKind: 'prompt', versionNumber: 1, weight, isControl }) as const;
  const experiment: Experiment = {
    id: 'e', siteId: 's', siteName: 'Shop', name: 'First', hypothesis: '', state: 'draft', phase: 1, epoch: 1, unit: 'visitor', traffic: 'live', slice: { from: 0, to: 10_000 }, coverage: 10_000,
    crossEngineFallback: false, plannedRatings: 400, variants: [variant('a', 5_000, true), variant('b', 5_000, false)], createdAt: '', startedAt: null, stoppedAt: null, archivedAt: null,
  };
  const draft = draftOf(experiment);

  it('sends nothing that stayed as it was', () => {
    expect(changesOf(experiment, draft)).toEqual({});
    expect(changesOf(experiment, { ...draft, name: 'Second', coverage: 5_000 })).toEqual({ name: 'Second', coverage: 5_000 });
    expect(changesOf(experiment, { ...draft, slice: { from: 0, to: 5_000 } })).toEqual({ slice: { from: 0, to: 5_000 } });
  });

  it('sends bare weights when only shares changed, and the variants otherwise', () => {
    const shares = draft.variants.map((one, at) => ({ ...one, weight: at === 0 ? 9_000 : 1_000 }));
    expect(changesOf(experiment, { ...draft, variants: shares })).toEqual({ weights: { a: 9_000, b: 1_000 } });
    expect(changesOf(experiment, { ...draft, variants: shares.map((one) => ({ ...one, isControl: !one.isControl })) }).variants)
      .toEqual([{ name: 'Variant a', backendVersionId: 'version a', weight: 9_000, isControl: false }, { name: 'Variant b', backendVersionId: 'version b', weight: 1_000, isControl: true }]);
  });
});
