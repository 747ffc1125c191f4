import { textKey } from '#knowledge';
import { alikeAcross } from '#textmodels';

/** An answer to a real visitor that names no topic, as those of language models do, and that is not disliked. Instants in milliseconds. */
export interface Untold {
  question: string;
  answer: string;
  visitorId: string;
  versionId: string;
  /** When the version was saved. */
  versionAt: number;
  at: number;
}

interface Asked {
  at: number;
  visitorId: string;
  question: string | null;
  /** What was disliked. */
  answer: string;
}

/**
 * What other visitors were told later, when they asked nearly the same, by versions that were saved after the thumb: that is
 * how an answer shows as improved whose topic nobody names. The same words again are no improvement.
 *
 * @returns for each of the disliked ones, in their order
 */
export function askedAgain(disliked: readonly Asked[], untold: readonly Untold[]): Untold[][] {
  const same = sameQuestions(disliked.flatMap(({ question }) => question ?? []), untold.map(({ question }) => question));
  const byKey = new Map<string, Untold[]>();
  for (const one of untold) byKey.set(textKey(one.question), [...byKey.get(textKey(one.question)) ?? [], one]);
  return disliked.map(({ at, visitorId, question, answer }) => {
    const answers = [...same.get(textKey(question ?? '')) ?? []].flatMap((key) => byKey.get(key) ?? []);
    return answers.filter((one) => one.visitorId !== visitorId && one.versionAt > at && textKey(one.answer) !== textKey(answer));
  });
}

/** Of each question, by its key, the keys of those among the others that ask the same or nearly the same. */
function sameQuestions(questions: readonly string[], others: readonly string[]): Map<string, Set<string>> {
  const [own, later] = [questions, others].map((texts) => [...new Map(texts.map((text) => [textKey(text), text]))]) as [[string, string][], [string, string][]];
  const present = new Set(later.map(([key]) => key));
  const same = new Map(own.map(([key]) => [key, new Set(present.has(key) ? [key] : [])]));
  const all = [...own, ...later];
  for (const [one, other] of alikeAcross(all.map(([, text]) => text), all.map((_, at) => (at < own.length ? 0 : 1)))) same.get(all[one]![0])?.add(all[other]![0]);
  return same;
}
