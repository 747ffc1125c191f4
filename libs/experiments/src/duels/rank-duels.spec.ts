import { describe, expect, it } from '@jest/globals';
import type { Variant } from '#contracts';
import type { DuelVote } from './duels.sql.ts';
import { rankDuels } from './rank-duels.ts';

const variant = (id: string, isControl = false): Variant =>
  ({ id, name: id.toUpperCase(), backendVersionId: id, backendName: id, backendKind: 'prompt', versionNumber: 1, weight: 5_000, isControl, isTwin: false });
const variants = [variant('b'), variant('a', true)];

/** Votes with sides that change from one to the next; `by` raters take turns, each vote in a conversation of its own. */
const votes = (winners: string, by: number): DuelVote[] => [...winners].map((winner, at) => {
  const [leftVariantId, rightVariantId] = at % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
  const result = winner === '=' ? 'tie' : winner === '-' ? 'both_bad' : winner === leftVariantId ? 'left' : 'right';
  return { leftVariantId: leftVariantId ?? '', rightVariantId: rightVariantId ?? '', leftLength: 90 + (at * 3) % 11, rightLength: 100, result, rater: `r${at % by}`, conversation: `c${at}` };
});

describe('what agents prefer', () => {
  it('is counted for each variant, the control first', () => {
    const ranked = rankDuels(variants, votes('abb=-b', 2), [{ variantId: 'b', pairs: 3 }]);
    expect(ranked).toMatchObject({ choices: 6, ties: 1, bothBad: 1, raters: 2, conversations: 6 });
    expect(ranked.variants).toMatchObject([
      { variantId: 'a', won: 1, lost: 3, ties: 1, bothBad: 1, withoutDraft: 0 }, { variantId: 'b', won: 3, lost: 1, ties: 1, bothBad: 1, withoutDraft: 3 },
    ]);
  });

  it.each([
    ['no choice', '', 1, { have: 0, need: 4, of: 'choices' }],
    ['choices that say nothing', '-----', 3, { have: 0, need: 4, of: 'choices' }],
    ['one person', 'abbabb', 1, { have: 1, need: 2, of: 'raters' }],
  ] as const)('is not ranked after %s', (_, winners, by, expected) => {
    const ranked = rankDuels(variants, votes(winners, by), []);
    expect(ranked.ranking).toEqual({ kind: 'too-few', ...expected });
    expect(ranked.variants.map(({ strength, overControl }) => [strength, overControl])).toEqual([[null, null], [null, null]]);
  });

  it('leaves the control’s twin out, which would be connected to nobody', () => {
    const all = votes('abbabb'.repeat(6), 6);
    const twin = { ...variant('t'), isTwin: true };
    expect(rankDuels([...variants, twin], all, [])).toEqual(rankDuels(variants, all, []));
    expect(rankDuels([...variants, variant('t')], all, []).ranking).toMatchObject({ kind: 'strengths', disconnected: true });
  });

  it('is not ranked after one conversation', () => {
    const one = votes('abbabb', 3).map((vote) => ({ ...vote, conversation: 'c' }));
    expect(rankDuels(variants, one, []).ranking).toEqual({ kind: 'too-few', have: 1, need: 2, of: 'conversations' });
  });

  it('is ranked against the control, with the pull of the sides told apart', () => {
    // 30 of 42 for b, as often from the left as from the right; a half pseudo-win each way gives 30.5 of 43.
    const { ranking, variants: [control, treatment] } = rankDuels(variants, votes('bbabbba'.repeat(6), 8), []);
    expect(control).toMatchObject({ strength: { value: 0, standardError: 0 }, overControl: null });
    expect(treatment?.overControl?.share).toBeCloseTo(30.5 / 43, 1);
    expect(treatment?.overControl?.low).toBeGreaterThan(0.5);
    expect(ranking).toMatchObject({ kind: 'strengths', separated: false, disconnected: false });
    if (ranking.kind === 'strengths') expect([ranking.left.low < 0.5, ranking.left.high > 0.5]).toEqual([true, true]);
  });

  it('says when a variant never lost, and when two never met', () => {
    expect(rankDuels(variants, votes('bbbbbbbb', 4), []).ranking).toMatchObject({ separated: true, disconnected: false });
    expect(rankDuels([...variants, variant('c')], votes('abababab', 4), []).ranking).toMatchObject({ disconnected: true });
  });
});
