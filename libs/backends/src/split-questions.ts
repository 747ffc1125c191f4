import { splitSentences } from '#textmodels';
import { smallTalkOf } from './small-talk.ts';

const opening = 'how|where|when|what|why|who|which|whose|can|could|do|does|did|is|are|was|will|would|should|may|am';
/** Where one question ends and the next begins without a full stop between them. */
const joint = new RegExp(`(?:[,;]\\s*|\\s+)(?:and|also|plus|&|oh and|and also)\\s+(?=(?:also\\s+)?(?:${opening})\\b)`, 'iu');
const asks = new RegExp(`^(?:and |also |but |then |so |oh |ok |hi |hello |hey |please )*(?:${opening}|i (?:want|need|would like|wish)|i'd like|please|tell me|show me)\\b`, 'iu');
const numbering = /^\s*(?:\d{1,2}[.)]|[-*\u2022])\s+/u;

/**
 * The questions of a message that asks several, in its order; none when it asks one. What is told before a question goes
 * with it: "I ordered a helmet. Can I still change the size?" is one.
 */
export function splitQuestions(text: string): string[] {
  const pieces = splitSentences(text.replace(/(\?)(?=\p{L})/gu, '$1 '))
    .flatMap(({ text: sentence }) => sentence.replace(numbering, '').split(joint))
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}{2}/u.test(piece) && smallTalkOf(piece) === null);
  const questions: string[] = [];
  let told: string[] = [];
  for (const piece of pieces) {
    told.push(piece);
    if (!piece.endsWith('?') && !asks.test(piece)) continue;
    questions.push(told.join(' '));
    told = [];
  }
  return questions.length > 1 ? questions : [];
}

/** From so many words on, the question may be drowned by what is told around it. */
const long = 40;
const mostLooked = 6;

/** The sentences of a long message that may hold its question; none of a short one. */
export function gistOf(text: string): string[] {
  if (text.split(/\s+/u).length < long) return [];
  const told = splitSentences(text).map((one) => one.text).filter((sentence) => sentence.split(/\s+/u).length > 3);
  const asked = told.filter((sentence) => sentence.endsWith('?') || asks.test(sentence));
  return (asked.length > 0 ? asked : told).slice(-mostLooked);
}
