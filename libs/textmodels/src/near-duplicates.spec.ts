import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alikeAcross } from './alike-across.ts';
import { NEARLY_THE_SAME, NearDuplicates } from './near-duplicates.ts';
import { seededRandom } from './seeded-random.ts';
import { jaccard, wordShingles } from './word-shingles.ts';

const words = ['parcel', 'late', 'refund', 'bike', 'where', 'my', 'the', 'order', 'when', 'return', 'is', 'label'];
const sentence = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 14 }).map((some) => some.join(' '));
/** Sentences with a few words changed: near ones are common. */
const relatives = fc.tuple(fc.array(fc.constantFrom(...words), { minLength: 8, maxLength: 40 }), fc.array(fc.tuple(fc.nat(39), fc.constantFrom(...words)), { minLength: 1, maxLength: 12 }))
  .map(([base, changes]) => changes.map(([at, word]) => base.map((one, place) => (place === at ? word : one)).join(' ')));

describe('the likeness of two texts', () => {
  it('is the share of their runs of three words that is in both', () => {
    // "a b c", "b c d" against "a b c", "b c e"
    expect(jaccard(wordShingles('a b c d'), wordShingles('A, b c e!'))).toBeCloseTo(1 / 3, 12);
    expect(jaccard(wordShingles('Hello'), wordShingles('hello.'))).toBe(1);
    expect(jaccard(wordShingles('hello there'), wordShingles('hello'))).toBe(0);
  });

  it('is that of plain sets', () => {
    fc.assert(fc.property(fc.uint32Array({ max: 40 }), fc.uint32Array({ max: 40 }), (one, two) => {
      const [a, b] = [new Set(one), new Set(two)];
      fc.pre(a.size + b.size > 0);
      const both = [...a].filter((member) => b.has(member)).length;
      expect(jaccard(Uint32Array.from(a).sort(), Uint32Array.from(b).sort())).toBeCloseTo(both / (a.size + b.size - both), 12);
    }));
  });
});

describe('nearly the same texts', () => {
  const long = Array.from({ length: 60 }, (_, at) => `word${at}`);
  const changed = (at: number): string => long.map((word, place) => (place === at ? 'other' : word)).join(' ');

  it('are told with the number of the one that was first', () => {
    const seen = new NearDuplicates();
    expect([long.join(' '), 'Something else entirely, with words of its own', changed(0), changed(30), long.slice(0, 30).join(' ')].map((text) => seen.take(text))).toEqual([null, null, 0, 0, null]);
  });

  it('are never told of texts that are less alike', () => {
    fc.assert(fc.property(relatives, (texts) => {
      const seen = new NearDuplicates();
      texts.forEach((text) => {
        const first = seen.take(text);
        if (first !== null) expect(jaccard(wordShingles(texts[first]!), wordShingles(text))).toBeGreaterThanOrEqual(NEARLY_THE_SAME);
      });
    }));
  });

  it('are found in 300 of 300 pairs that have 89 % in common', () => {
    const random = seededRandom(3);
    let found = 0;
    for (let pair = 0; pair < 300; pair++) {
      const base = Array.from({ length: 70 }, () => `w${Math.floor(random() * 1e9)}`);
      const at = 3 + Math.floor(random() * 60);
      const near = base.map((word, place) => (place === at || place === at + 1 ? 'changed' : word)).join(' ');
      expect(jaccard(wordShingles(base.join(' ')), wordShingles(near))).toBeCloseTo(64 / 72, 12);
      const seen = new NearDuplicates();
      seen.take(base.join(' '));
      found += Number(seen.take(near) === 0);
    }
    expect(found).toBe(300);
  });

  it('take time that grows with their number and no faster', () => {
    const random = seededRandom(5);
    const texts = Array.from({ length: 8_000 }, () => Array.from({ length: 20 }, () => words[Math.floor(random() * words.length)]).join(' '));
    const seen = new NearDuplicates();
    const cpuMs = (some: readonly string[]): number => {
      const before = process.cpuUsage();
      some.forEach((text) => seen.take(text));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    };
    cpuMs(texts.slice(0, 500));
    const first = cpuMs(texts.slice(500, 1_500));
    cpuMs(texts.slice(1_500, 7_000));
    expect(cpuMs(texts.slice(7_000))).toBeLessThan(4 * first + 50);
  });
});

describe('nearly the same texts in different groups', () => {
  it('are all the pairs that comparing each with each finds', () => {
    fc.assert(fc.property(fc.array(fc.oneof(sentence.map((one) => [one]), relatives), { minLength: 1, maxLength: 8 }), fc.nat(4), (some, shift) => {
      const texts = [...new Map(some.flat().map((text) => [wordShingles(text).join(' '), text])).values()];
      const groups = texts.map((_, at) => (at * 7 + shift) % 3);
      const expected = texts.flatMap((text, a) => texts.flatMap((other, b) =>
        (a < b && groups[a] !== groups[b] && jaccard(wordShingles(text), wordShingles(other)) >= NEARLY_THE_SAME ? [[a, b] as [number, number]] : [])));
      expect(alikeAcross(texts, groups)).toEqual(expected);
    }), { numRuns: 500 });
  });

  it('count once however often a group repeats the same words', () => {
    expect(alikeAcross(['Where is it now?', 'where is it now', 'Where is it, now', 'elsewhere'], [0, 0, 1, 1])).toEqual([[0, 2]]);
  });
});
