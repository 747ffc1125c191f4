import { createSpelling, type Spelling } from '#textmodels';

/** What a company wrote, and what was labelled for it. */
interface CompanyTexts {
  readonly articles: readonly { title: string; body: string; questions: readonly string[] }[];
  readonly intents: readonly { label: string; answer: string | null }[];
  readonly examples: readonly { text: string }[];
}

/** Words of articles, labels and approved answers were read by somebody; a visitor's word counts once it was written often. */
const written = 2;
const often = 3;

/**
 * Mends slips in questions by the words that a company uses, and leaves alone what is right elsewhere.
 *
 * @param isWord right words of the language although this company never wrote them
 */
export function spellingOf({ articles, intents, examples }: CompanyTexts, isWord: (word: string) => boolean): Spelling {
  const counts = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}]+(?:['\u2019]\p{L}+)?/gu)) counts.set(word, (counts.get(word) ?? 0) + weight);
  };
  for (const { title, body, questions } of articles) add([title, body, ...questions].join('\n'), written);
  for (const { label, answer } of intents) add(`${label}\n${answer ?? ''}`, written);
  for (const { text } of examples) add(text, 1);
  return createSpelling(new Map([...counts].filter(([, count]) => count >= often)), isWord);
}
