import type { PromptPack } from '#contracts';
import { OUT_OF_SCOPE, type KnownExample } from '#knowledge';
import { seededRandom, shuffle } from '#textmodels';

export interface ChosenExample {
  text: string;
  /** Key of the intent, or `oos`. */
  label: string;
}

/** The examples that a prompt pack shows: so many of each intent, drawn by its seed; all of them when it names no number. */
export function chooseExamples(examples: readonly KnownExample[], pack: Pick<PromptPack, 'examplesPerIntent' | 'exampleSeed'>): ChosenExample[] {
  const labelled = examples.map(({ text, intent }) => ({ text, label: intent ?? OUT_OF_SCOPE }));
  if (pack.examplesPerIntent === null) return labelled;
  const perIntent = pack.examplesPerIntent;
  const random = seededRandom(pack.exampleSeed);
  const taken = new Map<string, number>();
  // Sorted first: the draw must not depend on the order in which rows arrive.
  const sorted = labelled.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.text < b.text ? -1 : 1));
  return shuffle(sorted, random).filter(({ label }) => {
    const count = (taken.get(label) ?? 0) + 1;
    taken.set(label, count);
    return count <= perIntent;
  });
}
