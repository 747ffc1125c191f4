import type { RankedPassage } from '#knowledge';
import { searchWords } from '#textmodels';

/** Cosine to a heading or an example question from which a passage counts as the answer: a near paraphrase. */
const closeEnough = 0.6;
/** Enough when most words of the question stand in the passage too. */
const closeWithWords = 0.42;
const mostWords = 0.6;
/** Without an encoder words must carry it alone, and one word proves nothing. */
const nearlyAllWords = 0.75;
const fewestWords = 2;

/** Is this passage good enough to quote when no intent was recognised? Scores of rankings cannot tell; these can. */
export function fitsWell({ passage, likeness }: RankedPassage, question: string): boolean {
  const asked = new Set(searchWords(question).filter((word) => word.length > 2));
  const told = new Set(searchWords(`${passage.title} ${passage.heading ?? ''} ${passage.cues.join(' ')} ${passage.text}`));
  const shared = [...asked].filter((word) => told.has(word)).length;
  const share = asked.size === 0 ? 0 : shared / asked.size;
  if (likeness === null) return shared >= fewestWords && share >= nearlyAllWords;
  return likeness >= closeEnough || (likeness >= closeWithWords && shared >= fewestWords && share >= mostWords);
}
