import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alikeAcross } from '#textmodels';
import { splitTurns, type Splittable } from './split-turns.ts';

const day = (at: number): Date => new Date(Date.UTC(2026, 0, 1 + at));
const turn = (at: number, more: Partial<Splittable> = {}): Splittable => ({ person: `p${at}`, question: `question number ${at} about thing ${at * 7} and ${at * 13}`, at: day(at), ...more });
const sizes = (parts: readonly string[]) => ['train', 'validation', 'test'].map((part) => parts.filter((one) => one === part).length);

describe('a split', () => {
  it('gives 80, 10 and 10 %, and tests with the visitors who came last', async () => {
    const { parts, leaks, alike } = await splitTurns(Array.from({ length: 200 }, (_, at) => turn(at)), 1);
    expect([sizes(parts), leaks, alike]).toEqual([[160, 20, 20], 0, 0]);
    expect(parts.slice(180)).toEqual(Array.from({ length: 20 }, () => 'test'));
  });

  it('is the same for the same seed, and validates with others for another', async () => {
    const turns = Array.from({ length: 100 }, (_, at) => turn(at));
    expect(await splitTurns(turns, 7)).toEqual(await splitTurns(turns, 7));
    expect((await splitTurns(turns, 7)).parts).not.toEqual((await splitTurns(turns, 8)).parts);
  });

  it('trains with everything while there are fewer than 10', async () => {
    expect(sizes((await splitTurns(Array.from({ length: 9 }, (_, at) => turn(at)), 1)).parts)).toEqual([9, 0, 0]);
    expect(sizes((await splitTurns(Array.from({ length: 10 }, (_, at) => turn(at)), 1)).parts)).toEqual([8, 1, 1]);
  });

  it('keeps a question that everybody asks in training, rather than in a part that it would fill', async () => {
    const { parts, alike } = await splitTurns(Array.from({ length: 100 }, (_, at) => turn(at, at < 40 ? {} : { question: at % 2 ? 'Where is my parcel?' : 'where is my parcel' })), 1);
    expect(parts.slice(40)).toEqual(Array.from({ length: 60 }, () => 'train'));
    expect([alike, sizes(parts)]).toEqual([59, [80, 10, 10]]);
  });

  it('puts no visitor and no question into two parts, and counts as leaks what comparing all of them finds', async () => {
    const words = fc.constantFrom('parcel', 'late', 'refund', 'where', 'is', 'my', 'the', 'bike');
    const someTurn = fc.record({ person: fc.constantFrom(...'abcdefghijklmnop'), question: fc.array(words, { minLength: 1, maxLength: 6 }).map((some) => some.join(' ')), at: fc.nat(400).map(day) });
    await fc.assert(fc.asyncProperty(fc.array(someTurn, { maxLength: 60 }), fc.nat(), async (turns, seed) => {
      const { parts, leaks } = await splitTurns(turns, seed);
      const partOf = new Map<string, string>();
      turns.forEach(({ person }, at) => {
        expect(partOf.get(person) ?? parts[at]).toBe(parts[at]);
        partOf.set(person, parts[at]!);
      });
      expect(leaks).toBe(0);
      expect(alikeAcross(turns.map(({ question }) => question), parts.map((part) => part.length))).toEqual([]);
    }), { numRuns: 300 });
  });
});
