import { describe, expect, it } from '@jest/globals';
import { emptyDraft, requestOf, withVariant, withoutVariant } from './draft.ts';

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
