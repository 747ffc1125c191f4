import { describe, expect, it } from '@jest/globals';

import type { AssignmentDraw, AssignmentSalts, WeightedVariant } from './assign.ts';
import { assertWeights, assign, drawBucket } from './assign.ts';

const halves: WeightedVariant[] = [
  { id: 'prompt', weight: 5000 },
  { id: 'tuned', weight: 5000 },
];

function saltsOf(experiment: string): AssignmentSalts {
  return { exposure: `${experiment}:exposure`, variant: `${experiment}:variant` };
}

function draw(unitId: string, change: Partial<AssignmentDraw> = {}) {
  return assign({ salts: saltsOf('one'), unitId, coverage: 10_000, variants: halves, ...change });
}

function variantOf(unitId: string, change: Partial<AssignmentDraw> = {}): string {
  const proposal = draw(unitId, change);
  if (proposal.kind !== 'variant') throw new Error(`${unitId} is not exposed`);
  return proposal.variantId;
}

describe('a visitor who is assigned', () => {
  it('gets the same answer whenever and wherever it is asked', () => {
    // floor(MurmurHash3(salt NUL id) x 10,000 / 2^32), computed apart from this code.
    expect(drawBucket('one:variant', 'visitor-1')).toBe(2510);
    expect(drawBucket('one:variant', 'gäst-😀')).toBe(286);
    expect(draw('visitor-1')).toEqual(draw('visitor-1'));
  });

  it('does not move when salt and id are cut elsewhere', () => {
    expect(drawBucket('a', 'bc')).not.toBe(drawBucket('ab', 'c'));
  });

  it('falls into the variant whose range holds its bucket', () => {
    const variants = [
      { id: 'a', weight: 1000 },
      { id: 'none', weight: 0 },
      { id: 'b', weight: 8999 },
      { id: 'last', weight: 1 },
    ];
    const seen = new Set<string>();
    for (let i = 0; i < 100_000; i++) {
      const proposal = draw(`v${i}`, { variants });
      if (proposal.kind !== 'variant') throw new Error('everyone takes part');
      const { bucket, variantId } = proposal;
      // 100,000 calls of `expect` would take most of the suite's time.
      const expected = bucket < 1000 ? 'a' : bucket < 9999 ? 'b' : 'last';
      if (variantId !== expected) throw new Error(`bucket ${bucket} falls into ${variantId}`);
      seen.add(variantId);
    }
    expect([...seen].sort()).toEqual(['a', 'b', 'last']);
  });

  it('always gets the one variant that has all the weight', () => {
    for (const weights of [
      [10_000, 0],
      [0, 10_000],
    ]) {
      const variants = weights.map((weight, i) => ({ id: `v${i}`, weight }));
      const winner = `v${weights.indexOf(10_000)}`;
      for (let i = 0; i < 2_000; i++) expect(variantOf(`u${i}`, { variants })).toBe(winner);
    }
  });
});

describe('coverage', () => {
  const ids = Array.from({ length: 50_000 }, (_, i) => `visitor-${i}`);

  it('lets nobody in at 0 and everybody at 10,000', () => {
    expect(ids.every((id) => draw(id, { coverage: 0 }).kind === 'not-exposed')).toBe(true);
    expect(ids.every((id) => draw(id, { coverage: 10_000 }).kind === 'variant')).toBe(true);
  });

  it('only adds visitors when it rises, and moves none of them', () => {
    for (const id of ids) {
      const before = draw(id, { coverage: 2000 });
      if (before.kind === 'variant') expect(draw(id, { coverage: 6000 })).toEqual(before);
    }
  });

  it('lets in the share that it names, half of it in each half', () => {
    const exposed = ids.map((id) => draw(id, { coverage: 3000 })).filter(({ kind }) => kind === 'variant');
    expect(Math.abs(exposed.length / ids.length - 0.3)).toBeLessThan(0.0075);
    const tuned = exposed.filter((proposal) => proposal.kind === 'variant' && proposal.variantId === 'tuned');
    expect(Math.abs(tuned.length / exposed.length - 0.5)).toBeLessThan(0.015);
  });
});

describe('a million visitors', () => {
  const MILLION = 1_000_000;

  it('spread evenly over 1,000 ranges of buckets', () => {
    const counts = new Float64Array(1000);
    for (let i = 0; i < MILLION; i++) {
      const range = Math.floor(drawBucket('uniform', `visitor-${i}`) / 10);
      counts[range] = (counts[range] ?? 0) + 1;
    }
    // 999 degrees of freedom: mean 999, and 1143.9 is passed once in a thousand (Wilson & Hilferty's approximation).
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(1143.9);
    expect(chiSquare).toBeGreaterThan(860);
  });

  it('are assigned independently by two experiments, and exposure does not lean on the variant', () => {
    const other = saltsOf('two');
    let both = 0;
    let first = 0;
    let second = 0;
    let exposedAndFirst = 0;
    let exposed = 0;
    for (let i = 0; i < MILLION; i++) {
      const a = Number(variantOf(`visitor-${i}`) === 'tuned');
      const b = Number(variantOf(`visitor-${i}`, { salts: other }) === 'tuned');
      const e = Number(drawBucket('one:exposure', `visitor-${i}`) < 5000);
      both += a * b;
      first += a;
      second += b;
      exposedAndFirst += a * e;
      exposed += e;
    }
    expect(Math.abs(correlation(both, first, second, MILLION))).toBeLessThan(0.005);
    expect(Math.abs(correlation(exposedAndFirst, first, exposed, MILLION))).toBeLessThan(0.005);
  });
});

/** Correlation of two yes-or-no draws from their counts. */
function correlation(both: number, a: number, b: number, n: number): number {
  const spread = Math.sqrt((a / n) * (1 - a / n) * (b / n) * (1 - b / n));
  return (both / n - (a / n) * (b / n)) / spread;
}

describe('weights', () => {
  const weighing = (...weights: number[]) => weights.map((weight, i) => ({ id: `v${i}`, weight }));

  it.each([
    ['sum to less', weighing(5000, 4999)],
    ['sum to more', weighing(5000, 5001)],
    ['are not whole', weighing(5000.5, 4999.5)],
    ['are negative', weighing(-1, 10_001)],
    ['are not numbers', weighing(NaN, 5000)],
    ['are for one variant', weighing(10_000)],
    ['are for eleven variants', weighing(...Array.from({ length: 10 }, () => 1000), 0)],
  ])('are refused when they %s', (_, variants) => {
    expect(() => assertWeights(variants)).toThrow(RangeError);
    expect(() => draw('someone', { variants })).toThrow(RangeError);
  });

  it('are fine for two and for ten variants', () => {
    assertWeights(weighing(1, 9999));
    assertWeights(weighing(...Array.from({ length: 10 }, () => 1000)));
  });

  it.each([-1, 10_001, 12.5, NaN])('do not save a coverage of %d', (coverage) => {
    expect(() => draw('someone', { coverage })).toThrow(RangeError);
  });
});
