import type { Duel, DuelDraft, DuelResult, DuelVersion } from '#contracts';
import { answersCost, duration } from '../../format.ts';
import { words } from './strings.ts';

/** Why there is no draft, as a sentence. */
export const tellMissing = ({ errorCode }: DuelDraft): string => words.missing(words.errors[errorCode ?? ''] ?? words.otherError);

type Drafts = Pick<Duel, 'left' | 'right' | 'alike'>;

/** The choices that there are between these drafts, in the order of their keys. */
export function choicesOf({ left, right, alike }: Drafts): DuelResult[] {
  if (alike) return ['tie', 'both_bad'];
  const [hasLeft, hasRight] = [left.text !== '', right.text !== ''];
  return [...(hasLeft ? ['left' as const] : []), ...(hasRight ? ['right' as const] : []), ...(hasLeft && hasRight ? ['tie' as const] : []), ...(hasLeft || hasRight ? ['both_bad' as const] : [])];
}

/** Outside of fields. Of two drafts that say the same the first key takes the one that is shown. */
export const keyOf = ({ alike }: Drafts, result: DuelResult): string => (alike && result === 'tie' ? '1' : { left: '1', right: '2', tie: '3', both_bad: '4' }[result]);

export const chosenLine = ({ alike }: Drafts, result: DuelResult): string => (alike && result === 'tie' ? words.chosenAlike : words.chosen[result]);

/** What a choice puts into the reply; of two equally good ones the left, which stands there by chance. */
export const textOf = ({ left, right }: Drafts, result: DuelResult): string =>
  result === 'both_bad' ? '' : result === 'right' ? right.text : left.text;

export function headlineOf(duel: Drafts): string {
  if (duel.alike) return words.alikeReady;
  const there = [duel.left, duel.right].filter(({ text }) => text !== '').length;
  return there === 2 ? words.ready : there === 1 ? words.oneReady : words.noneReady;
}

/** What was hidden: version, time, cost. A variant's name stands before them. */
export function factsOf({ backendName, versionNumber, variantName, totalMs, costMicroUsd }: DuelVersion): string[] {
  return [...(variantName === null ? [] : [words.version(backendName, versionNumber)]), duration(totalMs), ...(costMicroUsd === null ? [] : [words.perThousand(answersCost(costMicroUsd))])];
}

export const nameOf = ({ variantName, backendName, versionNumber }: DuelVersion): string => variantName ?? words.version(backendName, versionNumber);
