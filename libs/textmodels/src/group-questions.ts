import { averageLink, cutTree } from './average-link.ts';
import { nameGroups } from './name-groups.ts';
import { duplicateKey } from './normalise-text.ts';
import { ngramLikeness, textLikeness } from './text-likeness.ts';

/** Mean likeness within a group, at least: placed on CLINC150's validation part. */
const alikeOnAverage = { withEncoder: 0.38, ngramsAlone: 0.17 };
/** Fewer questions than this are no topic yet. */
const smallestGroup = 3;
/** From this likeness on two questions say the same in nearly the same words. */
const nearlySame = 0.75;

export interface GroupedQuestion {
  /** Position in the texts. */
  readonly item: number;
  /** Mean likeness to the others of the group. */
  readonly centrality: number;
  /** About the same words as one further up. */
  readonly alike: boolean;
}

export interface QuestionGroup {
  readonly name: string;
  /** Most central first. */
  readonly members: readonly GroupedQuestion[];
}

/**
 * Groups questions by what they are about, without labels. A question that is like no other stays out.
 *
 * Takes memory for two matrices of n x n numbers (72 MB for 3,000 questions); call it off the main thread.
 *
 * @param vectors unit vectors of the texts, one after the other; null without an encoder
 * @returns the largest group first
 */
export function groupQuestions(texts: readonly string[], vectors: Float32Array | null): QuestionGroup[] {
  const likeness = vectors === null ? ngramLikeness(texts) : textLikeness(texts, vectors);
  const threshold = vectors === null ? alikeOnAverage.ngramsAlone : alikeOnAverage.withEncoder;
  const numbers = cutTree(averageLink(likeness.slice(), texts.length), texts.length, threshold);
  const groups: number[][] = [];
  numbers.forEach((number, item) => (groups[number] ??= []).push(item));
  const large = groups.filter(({ length }) => length >= smallestGroup).sort((one, other) => other.length - one.length || one[0]! - other[0]!);
  const names = nameGroups(large.map((items) => items.map((item) => texts[item]!)));
  return large.map((items, at) => ({ name: names[at]!, members: inOrder(items, texts, (a, b) => likeness[a * texts.length + b]!) }));
}

function inOrder(items: readonly number[], texts: readonly string[], likeness: (a: number, b: number) => number): GroupedQuestion[] {
  const centralityOf = (item: number): number =>
    items.reduce((sum, other) => sum + (other === item ? 0 : likeness(item, other)), 0) / Math.max(1, items.length - 1);
  const ordered = items.map((item) => ({ item, centrality: centralityOf(item) })).sort((one, other) => other.centrality - one.centrality || one.item - other.item);
  const kept: number[] = [];
  return ordered.map(({ item, centrality }) => {
    const alike = kept.some((one) => likeness(one, item) >= nearlySame || duplicateKey(texts[one]!) === duplicateKey(texts[item]!));
    if (!alike) kept.push(item);
    return { item, centrality, alike };
  });
}
