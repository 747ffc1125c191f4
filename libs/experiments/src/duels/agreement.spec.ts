import { describe, expect, it } from '@jest/globals';
import type { Comparison, DuelSummary, DuelVariant } from '#contracts';
import { compareVariants } from '../analysis/compare.ts';
import { evidenceOf, ratings } from '../analysis/evidence.fixture.ts';
import { agreementOf } from './agreement.ts';

const CONTROL = [3, 4, 3, 2, 4];
/** Two variants whose visitors rated, 400 each. */
const rated = (scores: readonly number[]): Comparison[] => compareVariants(evidenceOf({ cells: [ratings('a', CONTROL, 400), ratings('b', scores, 400)] }));
const [higher, lower, alike] = [rated([4, 5, 4, 3, 5]), rated([2, 3, 2, 1, 3]), rated(CONTROL)];

const variant = (variantId: string, overControl: DuelVariant['overControl']): DuelVariant =>
  ({ variantId, name: variantId, backendKind: 'prompt', isControl: variantId === 'a', won: 0, lost: 0, ties: 0, bothBad: 0, withoutDraft: 0, strength: null, overControl });
const even = { share: 0.5, low: 0.4, high: 0.6 };
const ranked = (share: number, disconnected = false): Pick<DuelSummary, 'ranking' | 'variants'> => ({
  ranking: { kind: 'strengths', disconnected, separated: false, left: even, longer: even },
  variants: [variant('a', null), variant('b', { share, low: share - 0.1, high: share + 0.1 })],
});

describe('agents and visitors', () => {
  it.each([
    ['agree when both like a variant more', 0.7, higher, 'agree'], ['agree when both like it less', 0.3, lower, 'agree'],
    ['disagree when agents like what visitors rate lower', 0.7, lower, 'disagree'], ['disagree when agents dislike what visitors rate higher', 0.3, higher, 'disagree'],
    ['cannot be told apart while agents are undecided', 0.55, higher, 'unknown'], ['cannot be told apart while ratings are undecided', 0.7, alike, 'unknown'],
  ] as const)('%s', (_name, share, comparisons, verdict) => {
    const [found, ...others] = agreementOf(ranked(share), comparisons);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ variantId: 'b', verdict, duels: { share } });
    expect(found?.csat!.low).toBeLessThan(found!.csat!.high);
  });

  it('are held against each other by the interval that is right at any look, not by that of one', () => {
    const difference = higher.find(({ measure }) => measure === 'csat')?.difference;
    if (difference?.kind !== 'difference') throw new Error('ratings are compared');
    expect(agreementOf(ranked(0.7), higher)[0]?.csat).toEqual({ value: difference.value, low: difference.running!.low, high: difference.running!.high });
  });

  it('cannot be held against each other without a ranking, or without ratings', () => {
    expect(agreementOf(ranked(0.7, true), higher)[0]).toMatchObject({ verdict: 'unknown', duels: null });
    expect(agreementOf({ ...ranked(0.7), ranking: { kind: 'too-few', have: 1, need: 2, of: 'raters' } }, higher)[0]).toMatchObject({ verdict: 'unknown', duels: null });
    expect(agreementOf(ranked(0.7), compareVariants(evidenceOf()))[0]).toMatchObject({ verdict: 'unknown', csat: null });
  });
});
