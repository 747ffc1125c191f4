import { describe, expect, it } from '@jest/globals';
import { drawBucket } from './assign.ts';
import { WHOLE, freeOf, holds, overlap, sayRange } from './slices.ts';

const visitors = Array.from({ length: 20_000 }, (_, at) => `visitor-${at}`);

describe('a slice of a site\'s visitors', () => {
  it('holds each visitor in exactly one of the slices that make up the whole', () => {
    const slices = [{ from: 0, to: 2_500 }, { from: 2_500, to: 9_999 }, { from: 9_999, to: 10_000 }];
    for (const visitor of visitors) expect(slices.filter((slice) => holds(slice, 'salt', visitor))).toHaveLength(1);
  });

  it('holds about its share, and the whole holds everybody', () => {
    const held = visitors.filter((visitor) => holds({ from: 1_000, to: 4_000 }, 'salt', visitor)).length;
    // Five standard errors of a share of 30 %.
    expect(Math.abs(held / visitors.length - 0.3)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / visitors.length));
    expect(visitors.every((visitor) => holds(WHOLE, 'salt', visitor))).toBe(true);
  });

  it('says nothing about the variant that is drawn inside it', () => {
    const inside = visitors.filter((visitor) => holds({ from: 0, to: 5_000 }, 'layer salt', visitor));
    const low = inside.filter((visitor) => drawBucket('variant salt', visitor) < 5_000).length;
    expect(Math.abs(low / inside.length - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / inside.length));
  });

  it('meets another one that shares a place with it, and not one that only touches it', () => {
    expect(overlap({ from: 0, to: 5_000 }, { from: 4_999, to: 10_000 })).toBe(true);
    expect(overlap({ from: 0, to: 5_000 }, { from: 5_000, to: 10_000 })).toBe(false);
  });

  it('leaves free what no other takes', () => {
    expect(freeOf([])).toEqual([WHOLE]);
    expect(freeOf([{ from: 5_000, to: 7_000 }, { from: 0, to: 2_000 }])).toEqual([{ from: 2_000, to: 5_000 }, { from: 7_000, to: 10_000 }]);
    expect(freeOf([{ from: 0, to: 6_000 }, { from: 5_000, to: 10_000 }])).toEqual([]);
    expect(sayRange({ from: 1_250, to: 5_000 })).toBe('12.5 to 50 %');
  });
});
