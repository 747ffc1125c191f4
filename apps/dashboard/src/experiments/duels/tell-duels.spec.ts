import { describe, expect, it } from '@jest/globals';
import type { DuelSummary, DuelVariant } from '#contracts';
import { caveatsOf, claimOf, isRanked, tellAgreement, tellBasis, tellPreference } from './tell-duels.ts';

const half = { share: 0.5, low: 0.4, high: 0.6 };
const variant = (name: string, overControl: DuelVariant['overControl']): DuelVariant => ({
  variantId: name, name, backendKind: 'prompt', isControl: overControl === null, won: 0, lost: 0, ties: 0, bothBad: 0, withoutDraft: 0, strength: null, overControl,
});
const strengths = { kind: 'strengths' as const, disconnected: false, separated: false, left: half, longer: half };
const summary = (ranking: DuelSummary['ranking'], ...others: DuelVariant[]): DuelSummary => ({
  experimentId: 'e', phase: 1, choices: 1_234, ties: 0, bothBad: 0, raters: 7, conversations: 1_200, withoutDraft: 0, ranking, variants: [variant('Plain', null), ...others], agreement: [],
});

describe('what is said of the choices of agents', () => {
  it('names who is preferred, with how often and how sure', () => {
    const told = tellPreference(summary(strengths, variant('Warm', { share: 0.624, low: 0.512, high: 0.724 }), variant('Cold', { share: 0.3, low: 0.2, high: 0.4 })));
    expect(told).toBe('Agents prefer Warm: it is chosen over Plain 62.4\u00a0% of the time (51.2 to 72.4\u00a0%). Agents prefer Plain to Cold, which is chosen over it 30.0\u00a0% of the time (20.0 to 40.0\u00a0%).');
  });

  it('claims nothing while half is among what is likely', () => {
    expect(claimOf({ share: 0.7, low: 0.5, high: 0.8 })).toBe('open');
    expect(tellPreference(summary(strengths, variant('Warm', half)))).toBe('No variant is shown to be preferred to Plain, or less liked, so far.');
  });

  it('says what there is too little of', () => {
    const few = summary({ kind: 'too-few', have: 1, need: 2, of: 'raters' }, variant('Warm', half));
    expect(tellPreference(few)).toContain('Too few people chose');
    expect([isRanked(few), caveatsOf(few)]).toEqual([false, []]);
  });

  it('ranks nothing that was never compared, and warns of what never lost and of few people', () => {
    const apart = summary({ ...strengths, disconnected: true, separated: true });
    expect([tellPreference(apart).includes('never compared'), isRanked(apart), caveatsOf(apart)]).toEqual([true, false, []]);
    expect(caveatsOf({ ...summary({ ...strengths, separated: true }), raters: 2 })).toEqual([expect.stringContaining('never lost'), expect.stringContaining('Only 2 people')]);
  });

  it('says what it rests on', () => {
    expect(tellBasis(summary(strengths))).toBe('1,234 choices by 7 people in 1,200 conversations');
    expect(tellBasis({ ...summary(strengths), raters: 1, conversations: 1 })).toBe('1,234 choices by 1 person in 1 conversation');
  });

  it('holds them against the ratings of visitors, with both intervals, and says when that cannot be done yet', () => {
    const duels = { share: 0.624, low: 0.512, high: 0.724 };
    const told = (verdict: 'agree' | 'disagree' | 'unknown', csat: DuelSummary['agreement'][number]['csat']) =>
      tellAgreement({ ...summary(strengths, variant('Warm', duels)), agreement: [{ variantId: 'Warm', verdict, duels, csat }] })[0];
    expect(told('disagree', { value: -0.2, low: -0.3, high: -0.1 })).toBe(
      'Agents and visitors disagree about Warm: chosen over the control 62.4\u00a0% of the time (51.2 to 72.4\u00a0%), mean rating \u22120.20 (\u22120.30 to \u22120.10). Read a few conversations of it before you decide.');
    expect(told('agree', { value: 0.2, low: 0.1, high: 0.3 })).toMatch(/^Agents and visitors agree about Warm: /);
    expect(told('unknown', null)).toMatch(/cannot be told yet: .*, mean rating not known yet\.$/);
  });
});
