import { duplicateKey } from './normalise-text.ts';
import { seededRandom, shuffle } from './seeded-random.ts';

export type Part = 'train' | 'validation' | 'test';

export interface SplittableExample {
  readonly text: string;
  readonly label: string;
  /** Fixed beforehand; drawn otherwise. */
  readonly part?: Part;
}

export interface SplitExamples<Example> {
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
  readonly test: readonly Example[];
  readonly duplicates: number;
  readonly contradictions: number;
  readonly leaked: number;
}

/** How much a part holds back a text from the others: a test text must not be trained on. */
const priority: Record<Part, number> = { test: 3, validation: 2, train: 1 };

/**
 * Removes repeated texts and divides the rest 80/10/10 within each label, by seed.
 * A label with at least 3 examples has one in each part; with fewer it trains only.
 * A part that is fixed for any example takes no others.
 *
 * @param drawTest false: no test part is drawn
 */
export function splitExamples<Example extends SplittableExample>(
  examples: readonly Example[], seed: number, drawTest = true,
): SplitExamples<Example> {
  const { kept, duplicates, contradictions, leaked } = withoutRepeats(examples);
  const parts: Record<Part, Example[]> = { train: [], validation: [], test: [] };
  for (const example of kept) if (example.part) parts[example.part].push(example);
  const free = groupByLabel(kept.filter(({ part }) => !part));
  const drawn = (['test', 'validation'] as const).filter((part) => parts[part].length === 0 && (part !== 'test' || drawTest));
  const random = seededRandom(seed);
  for (const label of [...free.keys()].sort()) {
    const group = shuffle([...free.get(label)!], random);
    const tenth = group.length < 3 ? 0 : Math.max(1, Math.round(group.length / 10));
    for (const part of drawn) parts[part].push(...group.splice(0, tenth));
    parts.train.push(...group);
  }
  return { ...parts, duplicates, contradictions, leaked };
}

/** Keeps one example of each text: of the most protected part first, then the earliest. */
function withoutRepeats<Example extends SplittableExample>(examples: readonly Example[]) {
  const winners = new Map<string, Example>();
  const rankOf = (example: Example): number => (example.part ? priority[example.part] : 0);
  for (const example of examples) {
    const key = duplicateKey(example.text);
    const winner = winners.get(key);
    if (!winner || rankOf(example) > rankOf(winner)) winners.set(key, example);
  }
  const counts = { duplicates: 0, contradictions: 0, leaked: 0 };
  for (const example of examples) {
    const winner = winners.get(duplicateKey(example.text))!;
    if (winner === example) continue;
    if (winner.part && winner.part !== 'train' && rankOf(example) < rankOf(winner)) counts.leaked++;
    else if (winner.label !== example.label) counts.contradictions++;
    else counts.duplicates++;
  }
  const kept = new Set(winners.values());
  return { kept: examples.filter((example) => kept.has(example)), ...counts };
}

function groupByLabel<Example extends SplittableExample>(examples: readonly Example[]): Map<string, Example[]> {
  const groups = new Map<string, Example[]>();
  for (const example of examples) {
    const group = groups.get(example.label);
    if (group) group.push(example);
    else groups.set(example.label, [example]);
  }
  return groups;
}
