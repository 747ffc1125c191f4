import { describe, expect, it } from '@jest/globals';

import { confidenceSequence } from './confidence-sequence.ts';
import { lookAgain, mergeSequences, openSequence, readSequence } from './sequential-state.ts';
import type { Look } from './sequential-state.ts';

const plan = { plannedUnits: 2_000, alpha: 0.05 };
const look = (value: number, units: number): Look => ({
  difference: { value, standardError: 1 / Math.sqrt(units), units },
  unitsOfSmaller: units / 2,
});

describe('the state of a sequence', () => {
  it('keeps the intersection of all intervals and the smallest p-value', () => {
    const looks = [look(0.3, 200), look(0.1, 400), look(0.12, 800)];
    const state = looks.reduce(lookAgain, openSequence(plan));
    const seen = looks.map(({ difference }) => confidenceSequence({ ...difference, smallerUnits: 1_000 }, plan));
    const ends = seen.flatMap((one) => (one.kind === 'sequence' ? [one] : []));
    expect(readSequence(state)).toEqual({
      kind: 'running',
      looks: 3,
      low: Math.max(...ends.map(({ low }) => low)),
      high: Math.min(...ends.map(({ high }) => high)),
      alwaysValidP: Math.min(...ends.map(({ alwaysValidP }) => alwaysValidP)),
    });
  });

  it('never takes back what it has shown', () => {
    const shown = lookAgain(openSequence(plan), look(0.5, 400));
    const later = lookAgain(shown, look(0.2, 500));
    expect(shown.alwaysValidP).toBeLessThan(0.001);
    expect(later.alwaysValidP).toBe(shown.alwaysValidP);
    expect(later.low).toBe(shown.low);
  });

  it('starts to look at 50 units a variant', () => {
    const open = openSequence(plan);
    const uneven = { ...look(1, 1_000), unitsOfSmaller: 49 };
    expect(lookAgain(open, uneven)).toEqual(open);
    expect(readSequence(open)).toEqual({ kind: 'too-few', have: 0, need: 1 });
    expect(lookAgain(open, { ...uneven, unitsOfSmaller: 50 }).looks).toBe(1);
  });

  it('lives through JSON and merges with the looks of another reader, in either order', () => {
    const [a, b] = [lookAgain(openSequence(plan), look(0.3, 200)), lookAgain(openSequence(plan), look(0.1, 400))];
    const stored: unknown = JSON.parse(JSON.stringify(openSequence(plan)));
    expect(stored).toEqual(openSequence(plan));
    expect(mergeSequences(a, b)).toEqual(mergeSequences(b, a));
    expect(mergeSequences(a, openSequence(plan))).toEqual(a);
    expect(() => mergeSequences(a, openSequence({ ...plan, alpha: 0.01 }))).toThrow(RangeError);
  });

  it('says so when its intervals contradict each other', () => {
    const state = [look(1, 400), look(-1, 800)].reduce(lookAgain, openSequence(plan));
    expect(readSequence(state)).toEqual({ kind: 'contradiction', looks: 2 });
  });
});
