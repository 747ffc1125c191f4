import { describe, expect, it } from '@jest/globals';
import { agreement } from './cluster-agreement.ts';
import { groupQuestions, type QuestionGroup } from './group-questions.ts';
import { nameGroups } from './name-groups.ts';
import { seededRandom } from './seeded-random.ts';
import { supportQuestions } from './support-questions.fixture.ts';
import { ngramLikeness, textLikeness } from './text-likeness.ts';
import { dot, unit } from './vectors.ts';

/** Vectors that lie around one direction a label, as an encoder's would. */
function vectorsOf(labels: readonly string[], width = 64): Float32Array {
  const random = seededRandom(5);
  const around = (): Float32Array => unit(Float32Array.from({ length: width }, () => random() * 2 - 1));
  const centres = new Map([...new Set(labels)].map((label) => [label, around()]));
  const all = new Float32Array(labels.length * width);
  labels.forEach((label, at) => {
    const noise = around();
    all.set(unit(centres.get(label)!.map((value, i) => value + 0.5 * noise[i]!)), at * width);
  });
  return all;
}

const numbersOf = (groups: readonly QuestionGroup[], items: number): number[] => {
  const numbers = Array.from({ length: items }, (_, item) => -1 - item);
  groups.forEach(({ members }, number) => members.forEach(({ item }) => (numbers[item] = number)));
  return numbers;
};

describe('grouping questions', () => {
  const questions = supportQuestions(20, 7);
  const texts = questions.map(({ text }) => text);
  const labels = questions.map(({ label }) => label);
  const groups = groupQuestions(texts, vectorsOf(labels));

  it('finds what they are about without labels', () => {
    const { purity, adjustedRand } = agreement(numbersOf(groups, texts.length), labels);
    expect(purity).toBeGreaterThan(0.95);
    expect(adjustedRand).toBeGreaterThan(0.7);
  });

  it('puts each question into one group at most, the largest group first, the most central question on top', () => {
    const items = groups.flatMap(({ members }) => members.map(({ item }) => item));
    expect(new Set(items).size).toBe(items.length);
    groups.forEach(({ members }, at) => {
      expect(members.length).toBeLessThanOrEqual(groups[at - 1]?.members.length ?? Infinity);
      members.forEach(({ centrality }, place) => expect(centrality).toBeLessThanOrEqual(members[place - 1]?.centrality ?? 1));
    });
  });

  it('gives the same groups again', () => {
    expect(groupQuestions(texts, vectorsOf(labels))).toEqual(groups);
  });

  it('folds questions that say the same in nearly the same words, and keeps one of them', () => {
    const [group] = groupQuestions(['Where is my parcel?', 'where is my parcel', 'where is my parcel!!', 'where is my parcel please', 'can you tell me where the parcel is'], null);
    expect(group!.members.filter(({ alike }) => !alike).length).toBeLessThan(4);
    expect(group!.members[0]!.alike).toBe(false);
  });

  it('leaves out what nobody else asks, and works on words where there is no encoder', () => {
    const asked = ['do you sell gift cards', 'can I buy gift cards here', 'are gift cards sold online', 'my bike bell rattles', 'who founded this company'];
    const [group, ...others] = groupQuestions(asked, null);
    expect(group!.members.map(({ item }) => item).sort()).toEqual([0, 1, 2]);
    expect(others).toEqual([]);
    expect(group!.name).toBe('Gift cards');
    expect(groupQuestions([], null)).toEqual([]);
  });
});

describe('the likeness of texts', () => {
  it('is symmetric, 1 to itself, and half of each measure', () => {
    const texts = supportQuestions(3, 2).map(({ text }) => text);
    const vectors = vectorsOf(texts);
    const [mixed, words] = [textLikeness(texts, vectors), ngramLikeness(texts)];
    texts.forEach((_, a) => {
      expect(mixed[a * texts.length + a]).toBeCloseTo(1, 4);
      texts.forEach((__, b) => {
        expect(mixed[a * texts.length + b]).toBe(mixed[b * texts.length + a]);
        const cosine = dot(vectors.subarray(a * 64, a * 64 + 64), vectors.subarray(b * 64, b * 64 + 64));
        expect(mixed[a * texts.length + b]).toBeCloseTo(Math.max(0, cosine) / 2 + words[a * texts.length + b]! / 2, 4);
      });
    });
  });
});

describe('names of groups', () => {
  it('are made of words that set them apart, as a phrase where there is one', () => {
    const names = nameGroups([
      ['Why is the exchange rate so bad?', 'the exchange rate changed over the weekend', 'what exchange rate do you use on a weekend'],
      ['My card was declined', 'card declined at the shop', 'why did you decline my card payment'],
      ['How do I order a new card?', 'I want to order a card', 'can a card be ordered online'],
    ]);
    expect(names[0]).toBe('Exchange rate, weekend');
    expect(names[1]).toMatch(/declined/i);
    expect(new Set(names).size).toBe(3);
  });

  it('are empty where nothing tells', () => {
    expect(nameGroups([['what?', 'how do I', '???']])).toEqual(['']);
  });
});
