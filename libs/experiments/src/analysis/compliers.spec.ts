import { describe, expect, it } from '@jest/globals';
import { Evidence, type ServedCell } from '#contracts';
import { complierEffect, pairMomentsOf } from '#stats';
import { analyse } from './analyse.ts';
import { complierEffects } from './compliers.ts';
import { evidenceOf } from './evidence.fixture.ts';
import { sumsOf } from './sums.ts';

type Unit = readonly [y: number, x: number, share: number];

function servedCell(variantId: string, units: readonly Unit[], epoch = 1): ServedCell {
  const rows = units.map(([y, x, share]) => [y, x, Math.round(x * share * 10_000)] as const);
  const sum = (of: (row: readonly [number, number, number]) => number): string => String(rows.reduce((all, row) => all + BigInt(of(row)), 0n));
  return {
    variantId, epoch,
    sums: { ...sumsOf(units.map(([y, x]) => [y, x])), w: sum(([, , w]) => w), ww: sum(([, , w]) => w * w), xw: sum(([, x, w]) => x * w), yw: sum(([y, , w]) => y * w) },
  };
}

const evidence = (control: readonly Unit[], treatment: readonly Unit[]) => evidenceOf({
  cells: [{ variantId: 'a', epoch: 1, measure: 'csat', sums: sumsOf(control.map(([y, x]) => [y, x])) }, { variantId: 'b', epoch: 1, measure: 'csat', sums: sumsOf(treatment.map(([y, x]) => [y, x])) }],
  served: [servedCell('b', treatment)],
});

const control = Array.from({ length: 300 }, (_, at): Unit => [2 + (at % 3), 1, 0]);
/** Answered by the variant itself, two of three: a point and a half higher there. */
const treatment = Array.from({ length: 300 }, (_, at): Unit => (at % 3 === 0 ? [2 + ((at / 3) % 3), 1, 0] : [3 + (at % 2), 1, 1]));

/** Park and Miller's generator: the same numbers each time. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('the effect of being answered by a variant', () => {
  const of = (one: Evidence) => complierEffects(one, one.served ?? [])[0]!;

  it('is the difference by assignment over the share that the variant answered itself', () => {
    const all = evidence(control, treatment);
    const { comparisons, compliers } = analyse(all);
    const byAssignment = comparisons.find(({ measure }) => measure === 'csat')?.difference;
    const [found] = compliers ?? [];
    if (byAssignment?.kind !== 'difference' || found?.effect.kind !== 'effect') throw new Error('both are known');
    expect(found).toMatchObject({ variantId: 'b', measure: 'csat', served: 2 / 3, effect: { units: 600 } });
    expect(found.effect.value).toBeCloseTo(byAssignment.value * 1.5, 12);
    expect([found.effect.low < found.effect.value, found.effect.high > found.effect.value, found.effect.low > byAssignment.low]).toEqual([true, true, true]);
  });

  it('is that of the formula on the units themselves where each counts once', () => {
    const pairs = (units: readonly Unit[]) => pairMomentsOf(units.map(([y, , share]) => ({ numerator: y, denominator: share })));
    const plain = complierEffect(pairs(control), pairs(treatment));
    const { effect } = of(evidence(control, treatment));
    if (plain.kind !== 'estimate' || effect.kind !== 'effect') throw new Error('both are known');
    expect([effect.value, effect.low, effect.high].map((one) => one.toFixed(9))).toEqual([plain.value, plain.low, plain.high].map((one) => one.toFixed(9)));
  });

  it('is found again where visitors rate several times and fallbacks answer more of some than of others', () => {
    const random = lehmer(7);
    const EFFECT = 0.8;
    let covered = 0;
    for (let run = 0; run < 200; run++) {
      const unit = (treated: boolean): Unit => {
        const x = 1 + Math.floor(random() * 4);
        const share = treated ? [0, 0.5, 1, 1][Math.floor(random() * 4)]! : 0;
        const own = random() - 0.5;
        let y = 0;
        for (let one = 0; one < x; one++) y += Math.round(1_000 * (3 + EFFECT * share + own + (random() - 0.5)));
        return [y, x, share];
      };
      const { effect } = of(evidence(Array.from({ length: 150 }, () => unit(false)), Array.from({ length: 150 }, () => unit(true))));
      if (effect.kind === 'effect' && effect.low <= EFFECT * 1_000 && effect.high >= EFFECT * 1_000) covered += 1;
    }
    // 95 % of 200 runs, less three standard errors of the simulation.
    expect(covered).toBeGreaterThanOrEqual(180);
  });

  it('is not told while fallbacks answer nearly everybody, or where nobody of the control was there', () => {
    const rare = treatment.map(([y, x], at): Unit => [y, x, at < 3 ? 1 : 0]);
    expect(of(evidence(control, rare)).effect.kind).toBe('too-few');
    expect(of({ ...evidence(control, treatment), cells: [] }).effect).toEqual({ kind: 'too-few', have: 0, need: 4 });
  });

  it('holds each epoch against the control of the same epoch, and leaves out one in which nobody of the control was there', () => {
    const raised = (units: readonly Unit[]) => units.map(([y, x, share]): Unit => [y + 10, x, share]);
    const once = evidence(control, treatment);
    const later = evidence(raised(control), raised(treatment)).cells.map((cell) => ({ ...cell, epoch: 2 }));
    const served = [...once.served!, servedCell('b', raised(treatment), 2)];
    const [single, both, alone] = [of(once), of({ ...once, cells: [...later, ...once.cells], served }), of({ ...once, served })].map(({ effect }) => effect);
    if (single?.kind !== 'effect' || both?.kind !== 'effect') throw new Error('both are known');
    expect(both.value).toBeCloseTo(single.value, 9);
    expect([both.units, alone]).toEqual([1_200, single]);
  });

  it('is no part of evidence in which nothing fell back, nor of what follows from it', () => {
    const { served: _, ...before } = evidence(control, treatment);
    expect(Evidence.parse(before)).not.toHaveProperty('served');
    expect(Object.keys(analyse(before))).not.toContain('compliers');
  });
});
