import { describe, expect, it } from '@jest/globals';
import type { ArrivalGroup, CovariateCell, Evidence } from '#contracts';
import { covariateMomentsOf } from '#stats';
import { adjustedDifference } from './adjusted.ts';
import { analyse } from './analyse.ts';
import { checkBalance } from './balance.ts';
import { evidenceOf, ratings } from './evidence.fixture.ts';
import { ratioGroups } from './ratio-groups.ts';
import { between } from './strata.ts';
import { measureNamed } from './measures.ts';
import { sumsOf } from './sums.ts';

const group = (kind: ArrivalGroup['kind'], key: string, [a, b]: readonly [number, number], epoch = 1): ArrivalGroup[] =>
  [['a', a] as const, ['b', b] as const].map(([variantId, units]) => ({ kind, key, name: key, variantId, epoch, units }));
const arrivals = (...groups: ArrivalGroup[][]): Pick<Evidence, 'arrivals'> => ({ arrivals: { groups: groups.flat(), unread: 0 } });
const balanceOf = (evidence: Evidence) => analyse(evidence).gates.filter(({ kind }) => kind === 'balance');

describe('the check whether variants met the same visitors', () => {
  it('is fine with the same mix, and says of what', () => {
    const even = evidenceOf(arrivals(group('topic', 'parcel', [260, 250]), group('topic', 'refund', [240, 250]), group('earlier', 'none', [480, 485]), group('earlier', 'happy', [20, 15])));
    expect(balanceOf(even)).toMatchObject([{ state: 'ok', sentence: expect.stringMatching(/^Variants met the same mix of first questions and earlier ratings, as far as chance goes \(p = /) }]);
  });

  it('alarms where the mix cannot be chance, names it, and keeps the verdict from a variant that seems better', () => {
    const rigged = evidenceOf({
      ...arrivals(group('topic', 'parcel', [300, 200]), group('topic', 'refund', [200, 300]), group('earlier', 'none', [480, 485]), group('earlier', 'happy', [20, 15])),
      cells: [ratings('a', [3, 4], 400), ratings('b', [5, 4], 400)],
    });
    expect(balanceOf(rigged)).toMatchObject([{ state: 'alarm', sentence: 'Variants did not meet the same visitors: they differ in their mix of first questions (p < 0.001), though nothing was answered yet.' }]);
    expect(analyse(rigged).verdict.conclusion).toBe('continue');
  });

  it('looks within epochs, and is not made where nothing is known', () => {
    const [first] = evidenceOf().epochs;
    const epochs = [first!, { ...first!, number: 2, weights: { a: 1_000, b: 9_000 } }];
    const moved = evidenceOf({ epochs, ...arrivals(group('topic', 'parcel', [200, 200]), group('topic', 'refund', [50, 50]), group('topic', 'parcel', [10, 90], 2), group('topic', 'refund', [60, 540], 2)) });
    expect(checkBalance(moved)).toMatchObject({ p: 1, differing: [] });
    expect(balanceOf(evidenceOf())).toEqual([]);
    expect(balanceOf(evidenceOf(arrivals(group('topic', 'parcel', [3, 2]), group('topic', 'refund', [2, 1]))))).toEqual([]);
  });

  it('shares the error out over what is tested together', () => {
    // p = 0.0008 for topics alone.
    const topics = [group('topic', 'parcel', [500, 575]), group('topic', 'refund', [500, 425])];
    const [alone, together] = [checkBalance(evidenceOf(arrivals(...topics))), checkBalance(evidenceOf(arrivals(...topics, group('earlier', 'none', [900, 900]), group('earlier', 'happy', [100, 100]))))];
    expect(alone).toMatchObject({ differing: ['first questions'] });
    expect(together).toMatchObject({ differing: [], p: expect.closeTo(2 * alone!.p, 10) });
  });
});

describe('how visitors were shared out, by what they came with', () => {
  it('puts the group first in which it goes wrong, adjusted for the number of groups', () => {
    const { groups = [] } = ratioGroups(evidenceOf(arrivals(group('topic', 'parcel', [250, 240]), group('topic', 'refund', [250, 120]), group('language', 'de', [2, 3]), group('hour', '8', [300, 310]))));
    expect(groups.map(({ key }) => key)).toEqual(['refund', 'parcel', '8', 'de']);
    expect(groups[0]).toMatchObject({ variants: [{ variantId: 'a', assigned: 250, expected: 185 }, { variantId: 'b', assigned: 120, expected: 185 }] });
    expect(groups[0]!.p).toBeLessThan(1e-10);
    expect(groups[0]!.adjustedP).toBeCloseTo(3 * groups[0]!.p!, 15);
    expect(groups.at(-1)).toMatchObject({ key: 'de', p: null, adjustedP: null });
  });

  it('expects by the weights of each epoch', () => {
    const [first] = evidenceOf().epochs;
    const epochs = [first!, { ...first!, number: 2, weights: { a: 1_000, b: 9_000 } }];
    expect(ratioGroups(evidenceOf({ epochs, ...arrivals(group('topic', 'parcel', [100, 100]), group('topic', 'parcel', [20, 180], 2)) })).groups)
      .toMatchObject([{ p: 1, variants: [{ assigned: 120, expected: 120 }, { assigned: 280, expected: 280 }] }]);
  });
});

describe('the difference with what was known before taken out', () => {
  /** Half of the visitors ask what gets bad ratings from everybody; the treatment is better by half a point. */
  const units = (better: number, count: number, constant = false) => Array.from({ length: count }, (_, at) => {
    const hard = constant ? 0 : at % 2;
    return { outcome: (hard === 1 ? 2 : 4) + ((at % 10) < 5 ? better : 0) + (at % 3 === 0 ? 1 : 0), covariates: [hard] };
  });
  const cell = (variantId: string, of: ReturnType<typeof units>, epoch = 1): CovariateCell => {
    const { count, means, coDeviations } = covariateMomentsOf(of);
    const withX = <T>(row: readonly T[], zero: T): T[] => [row[0]!, zero, ...row.slice(1, 2)];
    const padded = withX(coDeviations.map((row) => withX(row, 0)), [0, 0, 0]);
    return { variantId, epoch, count, means: withX(means, 1), coDeviations: padded };
  };
  const compared = (a: ReturnType<typeof units>, b: ReturnType<typeof units>) => {
    const sums = (of: ReturnType<typeof units>) => sumsOf(of.map(({ outcome }) => [outcome, 1] as const));
    const evidence = evidenceOf({ cells: [{ variantId: 'a', epoch: 1, measure: 'csat', sums: sums(a) }, { variantId: 'b', epoch: 1, measure: 'csat', sums: sums(b) }], covariates: [cell('a', a), cell('b', b)] });
    const plain = between(evidence, measureNamed('csat'), 'a', 'b').difference;
    return { plain, adjusted: adjustedDifference(evidence, { controlId: 'a', variantId: 'b' }, plain) };
  };

  it('is narrower, and about the same', () => {
    const { plain, adjusted } = compared(units(0, 200), units(1, 200));
    if (plain.kind !== 'estimate' || !adjusted) throw new Error('there is an estimate');
    expect(adjusted.high - adjusted.low).toBeLessThan(0.6 * (plain.high - plain.low));
    expect(adjusted.explained).toBeGreaterThan(0.6);
    expect(adjusted.value).toBeCloseTo(plain.value, 1);
  });

  it('does without what all visitors of one variant have in common, and is not made where nothing is left', () => {
    expect(compared(units(0, 200, true), units(1, 200)).adjusted).toBeNull();
  });

  it('takes an epoch with too few for a regression as it is', () => {
    const evidence = evidenceOf({
      cells: [ratings('a', [1, 5], 300), ratings('b', [2, 5], 300), ratings('a', [1, 5], 35, 2), ratings('b', [2, 5], 35, 2)],
      covariates: [cell('a', units(0, 300)), cell('b', units(1, 300)), cell('a', units(0, 35), 2), cell('b', units(1, 35), 2)],
    });
    const plain = between(evidence, measureNamed('csat'), 'a', 'b').difference;
    const all = adjustedDifference(evidence, { controlId: 'a', variantId: 'b' }, plain);
    const first = adjustedDifference({ covariates: evidence.covariates.filter(({ epoch }) => epoch === 1) }, { controlId: 'a', variantId: 'b' }, plain);
    expect(all?.value).not.toBe(first?.value);
    expect(all?.value).toBeCloseTo(0.5, 1);
  });
});

describe('evidence of before topics were read', () => {
  it('gives what it gave then: nothing is said of what was known before', () => {
    const { sampleRatio, gates } = analyse(evidenceOf());
    expect(Object.keys(sampleRatio)).toEqual(['p', 'sequentialP', 'alarm', 'variants']);
    expect(gates.map(({ kind }) => kind)).not.toContain('balance');
  });
});
