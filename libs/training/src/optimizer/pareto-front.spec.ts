import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '#textmodels';
import { dominates, drawByWins, paretoFront } from './pareto-front.ts';

const tables = fc.integer({ min: 1, max: 6 }).chain((cases) =>
  fc.array(fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { minLength: cases, maxLength: cases }), { minLength: 1, maxLength: 8 }));

describe('the Pareto front over cases', () => {
  it('keeps whoever alone knows one answer, and drops whoever is beaten everywhere', () => {
    expect(paretoFront([[1, 1, 0], [0, 0, 1], [1, 0.5, 0], [0.5, 0.5, 0.5]])).toEqual({ members: [0, 1], wins: [2, 1, 0, 0] });
  });

  it('counts a case for each of those who are alike best on it', () => {
    expect(paretoFront([[1, 0], [1, 1], [0, 1]])).toEqual({ members: [1], wins: [0, 2, 0] });
    expect(paretoFront([[1, 0], [1, 0]])).toEqual({ members: [0, 1], wins: [2, 2] });
  });

  it('holds somebody best for each case, and nobody who is dominated', () => {
    fc.assert(fc.property(tables, (scores) => {
      const { members, wins } = paretoFront(scores);
      scores[0]!.forEach((_, at) => {
        const best = Math.max(...scores.map((row) => row[at]!));
        expect(members.some((number) => scores[number]![at] === best)).toBe(true);
      });
      for (const number of members) expect(scores.some((row) => dominates(row, scores[number]!))).toBe(false);
      expect(scores.map((_, number) => wins[number]! > 0)).toEqual(scores.map((_, number) => members.includes(number)));
    }));
  });

  it('is the same front when a dominated candidate joins', () => {
    fc.assert(fc.property(tables, (scores) => {
      const worse = scores[0]!.map((score) => score - 1);
      expect(paretoFront([...scores, worse]).members).toEqual(paretoFront(scores).members);
    }));
  });

  it('is drawn from as often as its members win', () => {
    const front = paretoFront([[1, 1, 1, 0], [0, 0, 0, 1]]);
    const random = seededRandom(1);
    const drawn = Array.from({ length: 10_000 }, () => drawByWins(front, random));
    // Three of four, give or take four standard errors.
    expect(Math.abs(drawn.filter((number) => number === 0).length - 7_500)).toBeLessThan(4 * Math.sqrt(10_000 * 0.75 * 0.25));
    expect(() => drawByWins({ members: [], wins: [] }, random)).toThrow(RangeError);
  });
});
