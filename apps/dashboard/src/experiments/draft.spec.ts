import { describe, expect, it } from '@jest/globals';
import { usualDecision, type Experiment } from '#contracts';
import { changesOf, draftOf, emptyDraft, requestOf, withTwin, withTwinAlike, withVariant, withoutTwin, withoutVariant } from './draft.ts';

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
      { name: 'Variant 1', backendVersionId: 'v', weight: 5_000, isControl: true, isTwin: false },
      { name: 'Variant 2', backendVersionId: 'v', weight: 5_000, isControl: false, isTwin: false },
    ]);
  });
});

describe('an A/A check', () => {
  const base = emptyDraft(nameOf);
  const [control, treatment] = base.variants;
  const draft = withTwin({ ...base, variants: [{ ...control!, backendVersionId: 'v1' }, { ...treatment!, backendVersionId: 'v2' }] }, 'A/A check');
  const told = ({ variants }: typeof draft) => variants.map(({ backendVersionId, weight, isControl, isTwin }) => [backendVersionId, weight, isControl, isTwin]);

  it('gets a tenth of the visitors and the control’s own version', () => {
    expect(told(draft)).toEqual([['v1', 4_500, true, false], ['v2', 4_500, false, false], ['v1', 1_000, false, true]]);
  });

  it('keeps its share when variants come and go, and is no candidate for the control', () => {
    expect(withVariant(draft, nameOf).variants.map(({ weight }) => weight)).toEqual([3_000, 3_000, 1_000, 3_000]);
    expect(withoutVariant(draft, 1).variants.map(({ weight, isControl, isTwin }) => [weight, isControl, isTwin])).toEqual([[9_000, true, false], [1_000, false, true]]);
    expect(told(withoutTwin(draft))).toEqual([['v1', 5_000, true, false], ['v2', 5_000, false, false]]);
  });

  it('follows the control to another version', () => {
    const moved = withTwinAlike({ ...draft, variants: draft.variants.map((one) => ({ ...one, isControl: one.row === 2 })) });
    expect(told(moved)).toEqual([['v1', 4_500, false, false], ['v2', 4_500, true, false], ['v2', 1_000, false, true]]);
  });
});

describe('an experiment that is edited', () => {
  const variant = (id: string, weight: number, isControl: boolean) =>
    ({ id, name: `Variant ${id}`, backendVersionId: `version ${id}`, backendName: 'Prompt', backendKind: 'prompt', versionNumber: 1, weight, isControl, isTwin: false }) as const;
  const experiment: Experiment = {
    id: 'e', siteId: 's', siteName: 'Shop', name: 'First', hypothesis: '', state: 'draft', phase: 1, epoch: 1, unit: 'visitor', traffic: 'live', slice: { from: 0, to: 10_000 }, targeting: [], coverage: 10_000, ramp: [],
    crossEngineFallback: false, plannedRatings: 400, decision: usualDecision, growthbook: null, allocation: { kind: 'fixed' }, variants: [variant('a', 5_000, true), variant('b', 5_000, false)], createdAt: '', startedAt: null, stoppedAt: null, archivedAt: null,
  };
  const draft = draftOf(experiment);

  it('sends nothing that stayed as it was', () => {
    expect(changesOf(experiment, draft)).toEqual({});
    expect(changesOf(experiment, { ...draft, name: 'Second', coverage: 5_000 })).toEqual({ name: 'Second', coverage: 5_000 });
    const targeted: Experiment = { ...experiment, targeting: [{ kind: 'locale', values: ['de'] }] };
    expect(changesOf(targeted, draftOf(targeted))).toEqual({});
    expect(changesOf(targeted, draft)).toEqual({ targeting: [] });
    expect(changesOf(experiment, draftOf(targeted))).toEqual({ targeting: targeted.targeting });
    expect(changesOf(experiment, { ...draft, slice: { from: 0, to: 5_000 } })).toEqual({ slice: { from: 0, to: 5_000 } });
    expect(changesOf(experiment, { ...draft, unit: 'conversation', crossEngineFallback: true })).toEqual({ unit: 'conversation', crossEngineFallback: true });
    const decision = { ...usualDecision, margin: null };
    expect(changesOf(experiment, { ...draft, decision })).toEqual({ decision });
  });

  it('says what becomes of the steps of coverage whenever coverage changes', () => {
    const ramp = [{ hours: 24, coverage: 10_000 }];
    const ramped: Experiment = { ...experiment, coverage: 1_000, ramp };
    expect(changesOf(ramped, { ...draftOf(ramped), coverage: 2_000 })).toEqual({ coverage: 2_000, ramp });
    expect(changesOf(ramped, { ...draftOf(ramped), ramp: [] })).toEqual({ ramp: [] });
    expect(changesOf(ramped, { ...draftOf(ramped), name: 'Second' })).toEqual({ name: 'Second' });
  });

  it('sends bare weights when only shares changed, and the variants otherwise', () => {
    const shares = draft.variants.map((one, at) => ({ ...one, weight: at === 0 ? 9_000 : 1_000 }));
    expect(changesOf(experiment, { ...draft, variants: shares })).toEqual({ weights: { a: 9_000, b: 1_000 } });
    expect(changesOf(experiment, { ...draft, variants: shares.map((one) => ({ ...one, isControl: !one.isControl })) }).variants)
      .toEqual([{ name: 'Variant a', backendVersionId: 'version a', weight: 9_000, isControl: false, isTwin: false }, { name: 'Variant b', backendVersionId: 'version b', weight: 1_000, isControl: true, isTwin: false }]);
  });
});
