import { describe, expect, it } from '@jest/globals';
import type { KnownMomentsRow } from '#analytics';
import { covariateMomentsOf } from '#stats';
import { seededRandom } from '#textmodels';
import { sumsOf, type Unit } from '../analysis/sums.ts';
import { covariatesOf } from './covariates.ts';

interface Known extends Pick<KnownMomentsRow, 'variantId' | 'epoch' | 'topic' | 'earlier'> {
  unit: Unit;
}

/** As the database groups them. */
function rowsOf(units: readonly Known[]): KnownMomentsRow[] {
  const groups = new Map<string, Known[]>();
  for (const one of units) {
    const key = JSON.stringify([one.variantId, one.epoch, one.topic, one.earlier]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((own) => {
    const { unit: _unit, ...known } = own[0]!;
    return { ...known, ...sumsOf(own.map(({ unit }) => unit)) };
  });
}

const topics = ['parcel', 'parcel', 'refund', 'address', 'oos', null];

function drawn(units: number, epochs = [1]): Known[] {
  const random = seededRandom(5);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  return epochs.flatMap((epoch) => ['a', 'b'].flatMap((variantId) => Array.from({ length: units }, (): Known => {
    const x = pick([1, 1, 2]);
    return { variantId, epoch, topic: pick(topics), earlier: pick(['none', 'none', 'happy', 'unhappy', null] as const), unit: [x * pick([1, 2, 3, 4, 5]), x] };
  })));
}

const names = new Map([['parcel', 'Where is my parcel?'], ['refund', 'Refunds']]);

describe('what was known of units before, as covariates', () => {
  it('has the moments that the units themselves have', () => {
    const units = drawn(400, [1, 2]);
    const { covariates, covariateNames } = covariatesOf(rowsOf(units), ['a', 'b'], names);
    expect(covariateNames).toEqual(expect.arrayContaining(['Where is my parcel?', 'Refunds', 'No known topic', 'Rated 4 or better before', 'Rated below 4 before']));
    expect(covariates.map(({ variantId, epoch }) => [variantId, epoch])).toEqual([['a', 1], ['b', 1], ['a', 2], ['b', 2]]);
    const is: Record<string, (one: Known) => boolean> = {
      'Where is my parcel?': ({ topic }) => topic === 'parcel', 'Refunds': ({ topic }) => topic === 'refund', 'address': ({ topic }) => topic === 'address', 'Other': ({ topic }) => topic === 'oos',
      'No known topic': ({ topic }) => topic === null, 'Rated 4 or better before': ({ earlier }) => earlier === 'happy', 'Rated below 4 before': ({ earlier }) => earlier === 'unhappy',
    };
    for (const cell of covariates) {
      const own = units.filter(({ variantId, epoch }) => variantId === cell.variantId && epoch === cell.epoch);
      const direct = covariateMomentsOf(own.map((one) => ({ outcome: one.unit[0], covariates: [one.unit[1], ...covariateNames.map((name) => Number(is[name]!(one)))] })));
      // A covariate that is always known has an indicator of its being known beside it, which is constant.
      expect(cell.count).toBe(direct.count);
      const places = direct.means.map((_, at) => at).filter((at) => at === 0 || direct.coDeviations[at]![at]! > 0);
      expect(places).toHaveLength(cell.means.length);
      cell.means.forEach((mean, i) => expect(mean).toBeCloseTo(direct.means[places[i]!]!, 12));
      cell.coDeviations.forEach((row, i) => row.forEach((sum, j) => expect(sum).toBeCloseTo(direct.coDeviations[places[i]!]![places[j]!]!, 8)));
    }
  });

  it('leaves the least of those out that add up to one', () => {
    const units = drawn(400).map((one) => ({ ...one, topic: one.topic ?? 'refund', earlier: 'none' as const }));
    const { covariateNames } = covariatesOf(rowsOf(units), ['a', 'b'], names);
    expect(new Set([...covariateNames, 'left out']).size).toBe(4);
    expect(covariateNames).toEqual(expect.arrayContaining(['Where is my parcel?', 'Refunds']));
  });

  it('takes no more than there are units for, those that tell most units apart first, and nothing that hardly anybody has', () => {
    expect(covariatesOf(rowsOf(drawn(39)), ['a', 'b'], names)).toEqual({ covariates: [], covariateNames: [] });
    expect(covariatesOf(rowsOf(drawn(80, [1, 2, 3, 4])), ['a', 'b'], names).covariateNames).toHaveLength(3);
    const rare = drawn(400).map((one, at) => ({ ...one, topic: at % 40 === 0 ? 'rare' : one.topic }));
    expect(covariatesOf(rowsOf(rare), ['a', 'b'], names).covariateNames).not.toContain('rare');
    const many = drawn(2_000).map((one, at) => ({ ...one, topic: `t${String(at % 20)}` }));
    const { covariateNames } = covariatesOf(rowsOf(many), ['a', 'b'], names);
    expect(covariateNames.filter((name) => name.startsWith('t'))).toHaveLength(8);
  });

  it('hangs on the number of units of each kind, not on how they fared', () => {
    const units = drawn(300);
    const other = units.map((one, at) => ({ ...one, unit: [(at * 7) % 5, 1] as const }));
    expect(covariatesOf(rowsOf(other), ['a', 'b'], names).covariateNames).toEqual(covariatesOf(rowsOf(units), ['a', 'b'], names).covariateNames);
  });

  it('is nothing where nothing is known, and where a variant has met nobody yet', () => {
    const unknown = drawn(300).map((one) => ({ ...one, topic: null, earlier: null }));
    expect(covariatesOf(rowsOf(unknown), ['a', 'b'], names).covariates).toEqual([]);
    expect(covariatesOf(rowsOf(drawn(300)), ['a', 'b', 'c'], names).covariates).toEqual([]);
    expect(covariatesOf([], ['a', 'b'], names).covariates).toEqual([]);
  });
});
