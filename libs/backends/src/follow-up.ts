import { contentWords, normaliseText } from '#textmodels';
import { wordlessOf } from './plain-message.ts';
import { smallTalkOf } from './small-talk.ts';
import type { Turn } from './turn.ts';

const connected = /^(?:and|but|or|so|then|ok|okay|also|what about|how about|what if|same for|is it the same|and what|even|including|plus|y|und|et|e|en)\b/u;
const pointing = /\b(?:it|that|this|they|them|those|these|there|then|one|ones|same|so)\b/u;
const preposition = /^(?:to|in|for|from|with|without|on|at|by|within|after|before|if|nach|in|für|mit|a|para|en|pour|con)\b/u;
const pointingMost = 9;
const connectedMost = 9;
const bareMost = 4;

export interface FollowUp {
  /** What was asked before. */
  before: string;
  /** What was asked before, and this. */
  text: string;
  /** True: it says nothing without what was asked before. */
  dependent: boolean;
}

/** A question that leans on the one before: "and to Spain?", "how long does that take?". Null when it stands alone, or nothing was asked. */
export function followUpOf({ text, history }: Pick<Turn, 'text' | 'history'>): FollowUp | null {
  const lean = leaning(text);
  if (lean === null) return null;
  const asked = history.filter(({ role }) => role === 'visitor').map((message) => message.text).reverse();
  const before = asked.find((earlier) => smallTalkOf(earlier) === null && wordlessOf(earlier) === null && leaning(earlier) !== 'dependent') ?? null;
  if (before === null) return null;
  return { before, text: `${before.trim()} ${text.trim()}`, dependent: lean === 'dependent' };
}

/** `possible`: it names something of its own, and may be a new question. */
function leaning(text: string): 'dependent' | 'possible' | null {
  if (wordlessOf(text) === 'number') return 'dependent';
  const plain = normaliseText(text);
  const words = plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const named = contentWords(plain).length;
  const leans = (connected.test(plain) && words.length <= connectedMost) || (pointing.test(plain) && words.length <= pointingMost)
    || (preposition.test(plain) && words.length <= bareMost) || named === 0;
  if (!leans) return null;
  return named <= 1 ? 'dependent' : 'possible';
}
