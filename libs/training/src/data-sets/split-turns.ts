import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DataSetPart } from '#contracts';
import { alikeAcross, duplicateKey, NearDuplicates, seededRandom, shuffle } from '#textmodels';

export interface Splittable {
  person: string;
  question: string;
  at: Date;
}

export interface SplitTurns {
  /** The part of each turn, in the order given. */
  parts: DataSetPart[];
  /** Pairs of nearly the same question in different parts. */
  leaks: number;
  /** Questions nearly the same as one further up. */
  alike: number;
}

/** Of the turns, in the test part and in the validation part. */
const SHARE = 0.1;
/** A group that would make a part so many times as large as it should be stays in training. */
const TOO_MUCH = 1.5;
/** Questions between two breaths. */
const AT_ONCE = 100;
/** Fewer turns all train. */
const FEWEST = 10;

/**
 * Splits turns so that all of one visitor, and all that ask nearly the same, are in one part; the visitors who came last
 * test. Leaks are counted by comparing all questions, by other means than those that grouped them; what is found is joined
 * and split again.
 */
export async function splitTurns(turns: readonly Splittable[], seed: number): Promise<SplitTurns> {
  const questions = turns.map(({ question }) => question);
  const groups = new Groups(turns.length);
  joinVisitors(groups, turns);
  const alike = await joinAlike(groups, questions);
  for (let tries = 0; ; tries++) {
    const parts = partsOf(turns, groups, seed);
    const leaks = alikeAcross(questions, parts.map((part) => order.indexOf(part)));
    if (leaks.length === 0 || tries === 3) return { parts, leaks: leaks.length, alike };
    for (const [a, b] of leaks) groups.join(a, b);
  }
}

const order: readonly DataSetPart[] = ['train', 'validation', 'test'];

/** Sets of turns that stay together. */
class Groups {
  private readonly above: number[];
  constructor(size: number) {
    this.above = Array.from({ length: size }, (_, at) => at);
  }
  of(item: number): number {
    let top = item;
    while (this.above[top] !== top) top = this.above[top] = this.above[this.above[top]!]!;
    return top;
  }
  join(a: number, b: number): void {
    const [one, other] = [this.of(a), this.of(b)];
    this.above[Math.max(one, other)] = Math.min(one, other);
  }
}

function joinVisitors(groups: Groups, turns: readonly Splittable[]): void {
  const first = new Map<string, number>();
  turns.forEach(({ person }, at) => {
    const known = first.get(person);
    if (known === undefined) first.set(person, at);
    else groups.join(known, at);
  });
}

async function joinAlike(groups: Groups, questions: readonly string[]): Promise<number> {
  const [near, exact, places] = [new NearDuplicates(), new Map<string, number>(), [] as number[]];
  let alike = 0;
  for (const [at, question] of questions.entries()) {
    if (at % AT_ONCE === 0) await nextTurn();
    const key = duplicateKey(question);
    const same = exact.get(key);
    if (same === undefined) {
      exact.set(key, at);
      places.push(at);
    }
    const taken = same === undefined ? near.take(question) : null;
    const known = same ?? (taken === null ? undefined : places[taken]);
    if (known === undefined) continue;
    alike++;
    groups.join(known, at);
  }
  return alike;
}

interface Group {
  items: number[];
  since: number;
}

function partsOf(turns: readonly Splittable[], groups: Groups, seed: number): DataSetPart[] {
  const parts = turns.map((): DataSetPart => 'train');
  if (turns.length < FEWEST) return parts;
  const byTop = new Map<number, Group>();
  turns.forEach(({ at }, item) => {
    const group = byTop.get(groups.of(item)) ?? { items: [], since: at.getTime() };
    group.items.push(item);
    group.since = Math.min(group.since, at.getTime());
    byTop.set(groups.of(item), group);
  });
  const newestFirst = [...byTop.values()].sort((a, b) => b.since - a.since || a.items[0]! - b.items[0]!);
  const fill = (part: DataSetPart, among: readonly Group[]): void => {
    const wanted = Math.max(1, Math.round(turns.length * SHARE));
    let size = 0;
    for (const { items } of among) {
      if (size >= wanted || size + items.length > wanted * TOO_MUCH) continue;
      size += items.length;
      for (const item of items) parts[item] = part;
    }
  };
  fill('test', newestFirst);
  fill('validation', shuffle(newestFirst.filter(({ items }) => parts[items[0]!] === 'train'), seededRandom(seed)));
  return parts;
}
