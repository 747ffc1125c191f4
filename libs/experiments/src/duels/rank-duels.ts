import type { DuelSummary, DuelVariant, Variant } from '#contracts';
import { chosenShare, duelStrengths, strengthOver, type DuelStrengths, type LogOdds, type TooFew } from '#stats';
import type { DuelVote, MissingDraft } from './duels.sql.ts';

export type Ranking = Pick<DuelSummary, 'choices' | 'ties' | 'bothBad' | 'raters' | 'conversations' | 'ranking' | 'variants'>;

/** Log-odds of a draft of twice the length, from those of one unit of ln(length ratio). */
const twice = ({ value, standardError }: LogOdds): LogOdds => ({ value: value * Math.LN2, standardError: standardError * Math.LN2 });

/**
 * Which variants agents prefer: counts as they are, and strengths by Bradley-Terry with the control as zero.
 *
 * @param variants of the phase, at least two; the control's twin, of which no draft is ever asked, is left out
 */
export function rankDuels(variants: readonly Variant[], votes: readonly DuelVote[], missing: readonly MissingDraft[]): Ranking {
  const ordered = variants.filter(({ isTwin }) => !isTwin).sort((a, b) => Number(b.isControl) - Number(a.isControl));
  const judged = votes.filter(({ result }) => result !== 'both_bad');
  const clusters = { raters: distinct(judged.map(({ rater }) => rater)), conversations: distinct(judged.map(({ conversation }) => conversation)) };
  const fitted = strengthsOf(ordered, votes);
  const fewest = Math.min(clusters.raters, clusters.conversations);
  return {
    choices: votes.length, ties: counted(votes, 'tie'), bothBad: counted(votes, 'both_bad'),
    raters: distinct(votes.map(({ rater }) => rater)), conversations: distinct(votes.map(({ conversation }) => conversation)),
    ranking: fitted.kind === 'too-few' ? tellTooFew(fitted, clusters) : {
      kind: 'strengths', disconnected: fitted.disconnected, separated: fitted.separated,
      left: chosenShare(fitted.position, fewest), longer: chosenShare(twice(fitted.length), fewest),
    },
    variants: ordered.map((variant, place) => ({
      ...tallyOf(variant, votes), withoutDraft: missing.find(({ variantId }) => variantId === variant.id)?.pairs ?? 0, ...standingOf(variant, place, fitted, fewest),
    })),
  };
}

function strengthsOf(variants: readonly Variant[], votes: readonly DuelVote[]): DuelStrengths | TooFew {
  const placeOf = new Map(variants.map(({ id }, place) => [id, place]));
  return duelStrengths(variants.length, votes.flatMap(({ leftVariantId, rightVariantId, result, ...vote }) => {
    const [left, right] = [placeOf.get(leftVariantId), placeOf.get(rightVariantId)];
    return left === undefined || right === undefined ? [] : [{ ...vote, left, right, result: result === 'both_bad' ? 'both-bad' as const : result }];
  }));
}

/** What there is too little of: choices are counted first, and more than two of them are needed; then whoever is fewer. */
const tellTooFew = ({ have, need }: TooFew, { raters, conversations }: { raters: number; conversations: number }): DuelSummary['ranking'] =>
  ({ kind: 'too-few', have, need, of: need > 2 ? 'choices' : raters <= conversations ? 'raters' : 'conversations' });

function tallyOf({ id, name, backendKind, isControl }: Variant, votes: readonly DuelVote[]): Omit<DuelVariant, 'withoutDraft' | 'strength' | 'overControl'> {
  const on = { left: votes.filter(({ leftVariantId }) => leftVariantId === id), right: votes.filter(({ rightVariantId }) => rightVariantId === id) };
  return {
    variantId: id, name, backendKind, isControl,
    won: counted(on.left, 'left') + counted(on.right, 'right'), lost: counted(on.left, 'right') + counted(on.right, 'left'),
    ties: counted([...on.left, ...on.right], 'tie'), bothBad: counted([...on.left, ...on.right], 'both_bad'),
  };
}

function standingOf({ isControl }: Variant, place: number, fitted: DuelStrengths | TooFew, clusters: number): Pick<DuelVariant, 'strength' | 'overControl'> {
  if (fitted.kind === 'too-few') return { strength: null, overControl: null };
  const strength = strengthOver(fitted, place, 0);
  return { strength, overControl: isControl ? null : chosenShare(strength, clusters) };
}

const counted = (votes: readonly DuelVote[], result: DuelVote['result']): number => votes.filter((vote) => vote.result === result).length;
const distinct = (values: readonly string[]): number => new Set(values).size;
