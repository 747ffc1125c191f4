import { describe, expect, it } from '@jest/globals';
import type { OperatingPoint } from '#contracts';
import { groupedPoints } from './grouped-points.ts';

const conduct = { answered: 0.5, accuracy: 0.9, askedBack: 0.3, offeredRight: 0.8, handedOver: 0.2 };
const point = (target: number, answer: number, reached = true): OperatingPoint => ({ target, reached, answer, clarify: 0.1, expected: conduct, tested: conduct });

describe('the table of targets', () => {
  it('shows each fifth target below 90 % and all from there, with one row for the same thresholds', () => {
    const groups = groupedPoints([point(0.84, 0.2), point(0.85, 0.25), point(0.9, 0.4), point(0.91, 0.4), point(0.92, 0.5), point(0.93, 0.5, false), point(0.94, 0.5, false)]);
    expect(groups.map(({ from, to, point: { reached } }) => [from, to, reached])).toEqual([[0.85, 0.85, true], [0.9, 0.91, true], [0.92, 0.92, true], [0.93, 0.94, false]]);
  });
});
