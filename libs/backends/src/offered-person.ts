import { acceptsOffer } from './accepts-offer.ts';
import type { AnswerText } from './answer-text.ts';
import { wordlessOf } from './plain-message.ts';
import { smallTalkOf } from './small-talk.ts';
import type { TurnTools } from './tools/turn-tools.ts';
import type { HandOverReason, Turn } from './turn.ts';

/** In so many words, or by a yes to the offer of one. */
export const wantsPerson = (turn: Pick<Turn, 'text' | 'history'>): boolean => smallTalkOf(turn.text) === 'person' || acceptsOffer(turn);

export interface OfferMaterial {
  turn: Pick<Turn, 'text' | 'history'>;
  /** Something is written down, and neither the help centre nor the approved answers hold anything on the question. */
  foundNothing: boolean;
  text: Pick<AnswerText, 'offersPerson'>;
  tools: Pick<TurnTools, 'inTrouble'> | null;
}

/** Why a person is offered with an answer of a language model, whatever its words are; null: none is. As the built-in engine does. */
export function personOffered({ turn, foundNothing, text, tools }: OfferMaterial): HandOverReason | null {
  const talk = smallTalkOf(turn.text);
  if (tools?.inTrouble) return 'failure';
  if (wantsPerson(turn)) return 'asked';
  if (talk === 'cross') return 'low_confidence';
  const isQuestion = talk === null && wordlessOf(turn.text) === null;
  // What a tool knows is written nowhere else, and what it needs is asked for first: there the model alone can tell.
  return text.offersPerson || (foundNothing && isQuestion && tools === null) ? 'no_answer' : null;
}
