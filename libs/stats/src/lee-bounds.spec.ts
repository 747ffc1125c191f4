import { describe, expect, it } from '@jest/globals';

import { leeBounds } from './lee-bounds.ts';

describe('trimming bounds for the difference of mean ratings', () => {
  it('trim the extra raters of the variant that is answered more often', () => {
    // Response rates 20/100 and 25/100: 5 of the treatment's 25 are extra. Without its 5 best it is
    // (5*1 + 15*3)/20 = 2.5, without its 5 worst (15*3 + 5*5)/20 = 3.5; the control's mean is 3.
    const answer = leeBounds({ counts: [0, 0, 20, 0, 0], asked: 100 }, { counts: [5, 0, 15, 0, 5], asked: 100 });
    expect(answer).toEqual({ kind: 'bounds', low: -0.5, high: 0.5, trimmed: 'treatment', trimmedShare: expect.closeTo(0.2, 12) });
  });

  it('split a rating where the trimmed share falls inside it', () => {
    // 3/10 against 2/8: 2.5 of the control's 3 raters are kept; lowest (1 + 3 + 5/2)/2.5, highest (1/2 + 3 + 5)/2.5.
    const answer = leeBounds({ counts: [1, 0, 1, 0, 1], asked: 10 }, { counts: [0, 0, 0, 2, 0], asked: 8 });
    if (answer.kind !== 'bounds') throw new Error(answer.kind);
    expect(answer.trimmed).toBe('control');
    expect(answer.trimmedShare).toBeCloseTo(1 / 6, 12);
    expect(answer.low).toBeCloseTo(4 - 8.5 / 2.5, 12);
    expect(answer.high).toBeCloseTo(4 - 6.5 / 2.5, 12);
  });

  it('close on the plain difference when both are answered equally often', () => {
    const answer = leeBounds({ counts: [1, 0, 0, 0, 0], asked: 3 }, { counts: [0, 0, 0, 1, 1], asked: 6 });
    expect(answer).toEqual({ kind: 'bounds', low: 3.5, high: 3.5, trimmed: 'neither', trimmedShare: 0 });
  });

  it('hold the truth where silence would hide it', () => {
    // Both variants please alike (100 each of 1, 3, 5), but the treatment's unhappy third stays silent.
    const answer = leeBounds({ counts: [100, 0, 100, 0, 100], asked: 300 }, { counts: [0, 0, 100, 0, 100], asked: 300 });
    if (answer.kind !== 'bounds') throw new Error(answer.kind);
    expect(answer.low).toBeCloseTo(0, 12);
    expect(answer.high).toBeCloseTo(2, 12);
  });

  it('cannot be told while a variant has no rating', () => {
    const none = { counts: [0, 0, 0, 0, 0], asked: 9 } as const;
    expect(leeBounds(none, { counts: [1, 1, 1, 1, 1], asked: 9 })).toEqual({ kind: 'too-few', have: 0, need: 1 });
  });

  it('refuse impossible counts', () => {
    expect(() => leeBounds({ counts: [1, 0, 0, 0, 0], asked: 0 }, { counts: [1, 0, 0, 0, 0], asked: 1 })).toThrow(RangeError);
  });
});
