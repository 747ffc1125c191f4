import type { PromptPack } from '#contracts';
import { OUT_OF_SCOPE, type KnownExample } from '#knowledge';
import { seededRandom, shuffle } from '#textmodels';

export interface ChosenExample {
  /** Absent of what speaks for an intent without being an example. */
  id?: string;
  text: string;
  /** Key of the intent, or `oos`. */
  label: string;
}

export type ExamplePolicy = Pick<PromptPack, 'examplesPerIntent' | 'exampleSeed' | 'pinnedExamples'>;

/** The examples that a prompt pack shows: so many of each intent, pinned ones first and the rest drawn by its seed; all of them when it names no number. */
export function chooseExamples(examples: readonly KnownExample[], pack: ExamplePolicy): ChosenExample[] {
  const labelled = examples.map(({ id, text, intent }) => ({ id, text, label: intent ?? OUT_OF_SCOPE }));
  if (pack.examplesPerIntent === null) return labelled;
  const perIntent = pack.examplesPerIntent;
  const random = seededRandom(pack.exampleSeed);
  const taken = new Map<string, number>();
  // Sorted first: the draw must not depend on the order in which rows arrive.
  const sorted = labelled.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.text < b.text ? -1 : 1));
  const pinned = new Set(pack.pinnedExamples);
  const drawn = shuffle(sorted, random);
  return [...drawn.filter(({ text }) => pinned.has(text)), ...drawn.filter(({ text }) => !pinned.has(text))].filter(({ label }) => {
    const count = (taken.get(label) ?? 0) + 1;
    taken.set(label, count);
    return count <= perIntent;
  });
}

/** Named of each intent, of however many are chosen. */
const mostNamed = 50;

export interface IntentExamples {
  intent: string;
  known: number;
  chosen: number;
  examples: string[];
}

/** The same choice by intent, for whoever wants to see it. */
export function examplesByIntent(examples: readonly KnownExample[], pack: ExamplePolicy): IntentExamples[] {
  const known = new Map<string, IntentExamples>();
  for (const { intent } of examples) {
    const label = intent ?? OUT_OF_SCOPE;
    const group = known.get(label) ?? { intent: label, known: 0, chosen: 0, examples: [] };
    group.known += 1;
    known.set(label, group);
  }
  for (const { text, label } of chooseExamples(examples, pack)) {
    const group = known.get(label)!;
    group.chosen += 1;
    if (group.examples.length < mostNamed) group.examples.push(text);
  }
  return [...known.values()].sort((a, b) => (a.intent < b.intent ? -1 : 1));
}
