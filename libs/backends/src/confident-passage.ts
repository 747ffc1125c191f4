import type { RankedPassage } from '#knowledge';
import { searchTokens } from '#textmodels';

/** Cosine to a heading or an example question from which a passage counts as the answer: a near paraphrase. */
const closeEnough = 0.6;
/** Enough when most words of the question stand in the passage too. */
const closeWithWords = 0.42;
const mostWords = 0.6;
/** Without an encoder words must carry it alone, and one word proves nothing. */
const nearlyAllWords = 0.75;
const fewestWords = 2;

/** Below both a passage speaks of something else, and a model is better told that nothing was found. */
const leastAlike = 0.3;
const someWords = 0.5;

/** Is this passage good enough to quote when no intent was recognised? Scores of rankings cannot tell; these can. */
export function fitsWell({ passage, likeness }: RankedPassage, question: string): boolean {
  const { shared, share } = sharedWords(passage, question);
  if (likeness === null) return shared >= fewestWords && share >= nearlyAllWords;
  return likeness >= closeEnough || (likeness >= closeWithWords && shared >= fewestWords && share >= mostWords);
}

/** Is it worth showing to a language model? Of a question that the encoder cannot read nobody can say: it may be. */
export const isAbout = ({ passage, likeness }: RankedPassage, question: string): boolean =>
  likeness === null || likeness >= leastAlike || sharedWords(passage, question).share >= someWords;

function sharedWords(passage: RankedPassage['passage'], question: string): { shared: number; share: number } {
  const asked = words(question);
  const told = new Set(searchTokens(`${passage.title} ${passage.heading ?? ''} ${passage.questions.join(' ')} ${passage.text}`));
  const shared = asked.filter((forms) => forms.some((form) => told.has(form))).length;
  return { shared, share: asked.length === 0 ? 0 : shared / asked.length };
}

/** Each word of a question once, in the forms that it may be met by. */
function words(question: string): string[][] {
  const forms = new Map<string, string[]>();
  for (const token of searchTokens(question)) {
    const last = [...forms.values()].at(-1);
    if (token.endsWith('~')) last?.push(token);
    else if (token.length > 2) forms.set(token, [token]);
  }
  return [...forms.values()];
}
