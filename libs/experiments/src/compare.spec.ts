import { describe, expect, it } from '@jest/globals';
import { pairMomentsOf } from '#stats';
import { compareVariants, type Cell } from './compare.ts';

/** Visitors who rate once each, half of them above and half below the mean. */
const ratings = (variantId: string, epoch: number, mean: number, count: number): Cell => ({
  variantId, epoch, metric: 'csat',
  moments: pairMomentsOf(Array.from({ length: count }, (_, at) => ({ numerator: mean + (at % 2 === 0 ? 0.5 : -0.5), denominator: 1 }))),
});
const csatOf = (cells: readonly Cell[], treatmentIds = ['b']) =>
  compareVariants({ controlId: 'a', treatmentIds, cells, plannedUnits: 400 }).filter(({ measure }) => measure === 'csat');

describe('a variant against the control', () => {
  it('is compared in every measure, each with the side that is better', () => {
    const all = compareVariants({ controlId: 'a', treatmentIds: ['b', 'c'], cells: [], plannedUnits: 400 });
    expect(all).toHaveLength(14);
    expect(all.find(({ measure }) => measure === 'hand_over')).toMatchObject({ better: 'less', difference: { kind: 'too-few' } });
  });

  it('differs by its mean, with an interval for one look inside the one that holds at any', () => {
    const [csat] = csatOf([ratings('a', 1, 4, 100), ratings('b', 1, 4.4, 100)]);
    const { difference } = csat!;
    if (difference.kind !== 'difference' || !difference.anytime) throw new Error(JSON.stringify(difference));
    expect(difference.value).toBeCloseTo(0.4, 9);
    expect(difference.units).toBe(200);
    expect(difference.anytime.low).toBeLessThan(difference.low);
    expect(difference.anytime.high).toBeGreaterThan(difference.high);
    expect(difference.anytime.low).toBeGreaterThan(0);
    expect(difference.anytime.p).toBeLessThan(0.05);
  });

  it('has a wider interval the more variants are looked at together', () => {
    const cells = [ratings('a', 1, 4, 100), ratings('b', 1, 4.4, 100), ratings('c', 1, 4, 100)];
    const reach = (found: ReturnType<typeof csatOf>): number => {
      const difference = found[0]!.difference;
      return difference.kind === 'difference' && difference.anytime ? difference.anytime.high - difference.anytime.low : NaN;
    };
    expect(reach(csatOf(cells, ['b', 'c']))).toBeGreaterThan(reach(csatOf(cells, ['b'])));
  });

  it('is compared within epochs: a change of weights on a better day is no effect', () => {
    const [csat] = csatOf([ratings('a', 1, 3, 900), ratings('b', 1, 3, 100), ratings('a', 2, 4, 100), ratings('b', 2, 4, 900)]);
    expect(csat).toMatchObject({ epochsLeftOut: 0, difference: { kind: 'difference', units: 2_000 } });
    expect(csat!.difference.kind === 'difference' && Math.abs(csat!.difference.value)).toBeLessThan(1e-9);
  });

  it('leaves out epochs in which one of the two is missing, and says so', () => {
    expect(csatOf([ratings('a', 1, 4, 100), ratings('b', 1, 4.4, 100), ratings('b', 2, 5, 500)])[0]).toMatchObject({ epochsLeftOut: 1, difference: { units: 200 } });
    expect(csatOf([ratings('a', 1, 4, 100), ratings('b', 2, 5, 500)])[0]).toMatchObject({ difference: { kind: 'too-few', have: 0, need: 30 } });
  });

  it('has no interval at any time below 50 visitors of the smaller variant, and none at all below 30', () => {
    expect(csatOf([ratings('a', 1, 4, 900), ratings('b', 1, 4.4, 49)])[0]).toMatchObject({ difference: { kind: 'difference', anytime: null } });
    expect(csatOf([ratings('a', 1, 4, 900), ratings('b', 1, 4.4, 50)])[0]).toMatchObject({ difference: { kind: 'difference', anytime: { p: expect.any(Number) } } });
    expect(csatOf([ratings('a', 1, 4, 40), ratings('b', 1, 4.4, 40)])[0]).toMatchObject({ difference: { kind: 'difference', anytime: null } });
    expect(csatOf([ratings('a', 1, 4, 29), ratings('b', 1, 4.4, 40)])[0]).toMatchObject({ difference: { kind: 'too-few', have: 29, need: 30 } });
  });

  it('that shows the same for every visitor is told apart from one that shows nothing', () => {
    const same = (variantId: string, mean: number): Cell => ({ variantId, epoch: 1, metric: 'csat', moments: pairMomentsOf(Array.from({ length: 50 }, () => ({ numerator: mean, denominator: 1 }))) });
    expect(csatOf([same('a', 5), same('b', 4)])[0]).toMatchObject({ difference: { kind: 'no-spread', value: -1, units: 100 } });
  });
});
