import { describe, expect, it } from '@jest/globals';
import { usualDecision, type Evidence, type Look } from '#contracts';
import { lookAt } from '../evidence/looks.ts';
import { gauss } from '../../../stats/src/simulated.fixture.ts';
import { seeded } from '../../../stats/src/seeded.ts';
import { analyse } from './analyse.ts';
import { compareVariants } from './compare.ts';
import { evidenceOf, shares } from './evidence.fixture.ts';
import { runningOf } from './looks.ts';
import { comparedIn } from './plan.ts';
import { endsWith, hybridP, plannedEndOf } from './planned-end.ts';

const plan: Evidence['plan'] = { units: 400, alpha: 0.05, decision: { ...usualDecision, primary: 'resolved', secondary: [], guardrails: [], margin: null, design: 'hybrid' } };
const at = (day: number): string => new Date(Date.UTC(2026, 10, day)).toISOString();
/** So many of each variant were seen, so many of them resolved alone. */
const seenOn = (day: number, [control, treatment]: readonly [number, number], of: number, looks: readonly Look[] = []): Evidence =>
  evidenceOf({ plan, takenAt: at(day), assigned: { a: of, b: of }, cells: [shares('a', 'resolved', control, of), shares('b', 'resolved', treatment, of)], looks: [...looks] });
const deciding = (evidence: Evidence) => compareVariants(evidence).find(({ role }) => role === 'primary')!;

describe('the one test at the planned end', () => {
  it('spends a fifth of the error on the way and the rest at the end, shared out over the variants', () => {
    const { deciding: two } = comparedIn(seenOn(3, [50, 60], 100));
    expect(two).toMatchObject({ sequence: { alpha: 0.01, plannedUnits: 400 }, endAlpha: 0.04 });
    const { deciding: three } = comparedIn({ ...evidenceOf({ assigned: { a: 1, b: 1, c: 1 } }), plan });
    expect(three.sequence.alpha).toBeCloseTo(0.005, 12);
    expect(three.endAlpha).toBeCloseTo(0.02, 12);
  });

  it('is read by a look that is kept, never by who happens to look', () => {
    const now = seenOn(9, [100, 122], 200);
    expect(deciding(now)).toMatchObject({ plannedEnd: null });
    expect(analyse(now).verdict).toMatchObject({ conclusion: 'continue', sentence: expect.stringMatching(/^400 are there: the one test at the planned end is read with the next look/) });
    expect(endsWith(now, lookAt(now))).toBe(true);
    expect(endsWith({ ...now, looks: [lookAt(now)] }, lookAt(now))).toBe(false);
    expect(endsWith(seenOn(5, [50, 60], 100), lookAt(seenOn(5, [50, 60], 100)))).toBe(false);
  });

  it('decides what the looks on the way could not, and says when it was read', () => {
    const end = lookAt(seenOn(9, [100, 122], 200));
    const { verdict, comparisons } = analyse(seenOn(9, [100, 122], 200, [end]));
    const [found] = comparisons.filter(({ role }) => role === 'primary');
    expect(found!.difference).toMatchObject({ running: { low: expect.any(Number) } });
    expect(found!.difference.kind === 'difference' && found!.difference.running!.low).toBeLessThan(0);
    // z = (0.61 - 0.5) / sqrt((0.61 * 0.39 + 0.5 * 0.5) / 199) = 2.2215.
    expect(found!.plannedEnd).toMatchObject({ at: at(9), units: 400, alpha: 0.04 });
    expect(found!.plannedEnd!.p).toBeCloseTo(0.02632, 4);
    expect(found!.plannedEnd!.low).toBeGreaterThan(0);
    expect(found!.adjustedP).toBeCloseTo(found!.plannedEnd!.p * 1.25, 12);
    expect(verdict).toMatchObject({ variantId: 'b', sentence: expect.stringMatching(/^Fine-tuned resolves/), evidence: expect.stringMatching(/read on 2026-11-09 at 400 and never again: Fine-tuned 0\.0\d+, which decides from 0\.0400 down/) });
  });

  it('stands, whatever later looks show', () => {
    const end = lookAt(seenOn(9, [100, 112], 200));
    const later = seenOn(12, [150, 186], 300, [end]);
    // By itself the later look would decide at 0.04.
    expect(deciding({ ...later, looks: [] }).difference).toMatchObject({ p: expect.any(Number) });
    expect(plannedEndOf([lookAt(later)], { variantId: 'b', measure: 'resolved' }, comparedIn(later).deciding)!.p).toBeLessThan(0.04);
    expect(deciding(later).plannedEnd!.p).toBeGreaterThan(0.04);
    expect(analyse(later).verdict).toMatchObject({ conclusion: 'nothing_shown' });
    expect(deciding({ ...later, looks: [end, lookAt(later)] }).plannedEnd).toEqual(deciding(later).plannedEnd);
  });

  it('is no part of a design that decides at any look', () => {
    const sequential = seenOn(9, [100, 122], 200, [lookAt(seenOn(9, [100, 122], 200))]);
    expect(deciding({ ...sequential, plan: { ...plan, decision: { ...plan.decision, design: undefined } } })).not.toHaveProperty('plannedEnd');
  });
});

const RUNS = 2_000;
const STEP = 20;
/** Looks go on to five times the planned number. */
const LOOKS = 50;

/** Looks at two equal variants of unit spread, every 20 units of each. */
function looksAtNothing(random: () => number): Look[] {
  let sum = 0;
  return Array.from({ length: LOOKS }, (_, place) => {
    sum += Math.sqrt(2 * STEP) * gauss(random);
    const of = STEP * (place + 1);
    return { at: new Date(Date.UTC(2026, 10, 1, place)).toISOString(), units: 2 * of, ratioP: 1, differences: [{ variantId: 'b', measure: 'resolved', value: sum / of, standardError: Math.sqrt(2 / of), units: 2 * of, smallerUnits: of }] };
  });
}

describe('two equal variants, looked at 50 times, long past the planned end', () => {
  const { deciding: rule } = comparedIn(seenOn(1, [1, 1], 100));
  const about = { variantId: 'b', measure: 'resolved' } as const;
  const random = seeded(405);
  const claims = { kept: 0, again: 0 };
  for (let run = 0; run < RUNS; run++) {
    const looks = looksAtNothing(random);
    const seen = looks.map(({ differences }) => differences[0]!);
    const sequenceP = runningOf(seen.slice(0, -1), seen.at(-1)!, rule.sequence)!.p;
    if (hybridP(sequenceP, plannedEndOf(looks, about, rule)!, rule)! <= 0.05) claims.kept++;
    if (sequenceP <= rule.sequence.alpha || looks.some((look) => (plannedEndOf([look], about, rule)?.p ?? 1) <= rule.endAlpha!)) claims.again++;
  }

  it('are told apart in at most 5 of 100 experiments where the test is read once', () => {
    expect(claims.kept / RUNS).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS));
    expect(claims.kept).toBeGreaterThan(0);
  });

  it('are told apart far more often where it is read again at every look', () => {
    expect(claims.again / RUNS).toBeGreaterThan(0.08);
  });
});
