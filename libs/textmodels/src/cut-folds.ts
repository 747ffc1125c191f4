import { seededRandom, shuffle } from './seeded-random.ts';

/**
 * Deals examples out to `folds` parts of nearly equal size, each label spread over all of them.
 * A label with a single example stays out (-1): held out, nothing would be left to learn it from.
 *
 * @param truths the class of each example
 * @returns the part of each example, 0..folds-1, or -1
 */
export function cutFolds(truths: readonly number[], folds: number, seed: number): Int32Array {
  const random = seededRandom(seed);
  const members = new Map<number, number[]>();
  truths.forEach((truth, index) => members.set(truth, [...(members.get(truth) ?? []), index]));
  const foldOf = new Int32Array(truths.length).fill(-1);
  let next = 0;
  for (const label of [...members.keys()].sort((a, b) => a - b)) {
    const group = members.get(label)!;
    if (group.length < 2) continue;
    // Where the last label stopped: small labels would otherwise all fill the first parts.
    for (const index of shuffle(group, random)) foldOf[index] = next++ % folds;
  }
  return foldOf;
}
