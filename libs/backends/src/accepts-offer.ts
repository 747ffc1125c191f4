import { normaliseText } from '#textmodels';
import type { Turn } from './turn.ts';

const yes = /^(?:yes|yeah|yep|yup|sure|ok|okay|please|yes please|please do|i would|i do|that would be (?:great|nice|good)|ja|s(?:í|i)|oui)(?: please| thanks| thank you)?$/u;
const offer = /talk to a person/iu;

export const saysYes = (text: string): boolean => yes.test(normaliseText(text).replace(/[.!,]+/g, '').trim());

/** A yes to the offer of a person at the end of the answer before. */
export function acceptsOffer({ text, history }: Pick<Turn, 'text' | 'history'>): boolean {
  const before = history.at(-1);
  if (before?.role !== 'assistant') return false;
  const question = before.text.trim().split(/(?<=[.!])\s/u).at(-1) ?? '';
  return question.endsWith('?') && offer.test(question) && saysYes(text);
}
