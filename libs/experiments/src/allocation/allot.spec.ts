import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { usualDecision, type AdaptiveAllocation, type Evidence, type EvidenceCell } from '#contracts';
import { evidenceOf, ratings, shares } from '../analysis/evidence.fixture.ts';
import { allot } from './allot.ts';

const START = '2026-11-01T00:00:00.000Z';
const after = (minutes: number): string => new Date(Date.parse(START) + minutes * 60_000).toISOString();
const topTwo: AdaptiveAllocation = { kind: 'adaptive', method: 'top_two', floor: 1_000, controlShare: 2_000 };
const trackAndStop: AdaptiveAllocation = { ...topTwo, method: 'track_and_stop' };

interface Given extends Partial<Evidence> {
  weights?: Record<string, number>;
  assigned?: Record<string, number>;
}

/** An experiment of three that began two hours ago, with the cells that are given; all of them closed unless said. */
function running(cells: EvidenceCell[], { weights = { a: 3_334, b: 3_333, c: 3_333 }, assigned = { a: 400, b: 400, c: 400 }, ...more }: Given = {}): Evidence {
  const base = evidenceOf({ assigned });
  return {
    ...base, takenAt: after(120), plan: { ...base.plan, decision: { ...usualDecision, secondary: [], guardrails: [] } },
    epochs: [{ number: 1, startedAt: START, reason: '', weights, assigned, answered: assigned }], cells, ...more,
  };
}
const rated = (a: number[], b: number[], c: number[], count = 300): EvidenceCell[] => [ratings('a', a, count), ratings('b', b, count), ratings('c', c, count)];
const [poor, fair, good] = [[2, 3, 3, 4], [3, 4, 3, 4], [4, 5, 3, 5]];
const step = (evidence: Evidence, allocation = topTwo, closed = evidence.cells.filter(({ measure }) => measure === evidence.plan.decision.primary)) => allot(evidence, allocation, closed);
const byId = ({ variants }: Evidence, next: readonly number[] | null): Record<string, number> => Object.fromEntries(variants.map(({ id }, at) => [id, next?.[at] ?? NaN]));

describe('the next shares of an adaptive experiment', () => {
  it.each([['top two', topTwo], ['track and stop', trackAndStop]])('go to the better ones by %s, ten points at most, while the control comes to the share that it keeps', (_, allocation) => {
    const evidence = running(rated(fair, poor, good));
    const { next, waiting, chances } = step(evidence, allocation);
    const weights = byId(evidence, next);
    expect(waiting).toBeNull();
    expect(weights.c).toBeGreaterThan(3_333);
    expect(Math.max(...['a', 'b', 'c'].map((id) => Math.abs(weights[id]! - evidence.epochs[0]!.weights[id]!)))).toBeLessThanOrEqual(1_000);
    expect([weights.a! < 3_334, weights.a! >= 2_000]).toEqual([true, true]);
    expect(chances?.map((chance) => chance > 0.9)).toEqual([false, false, true]);
  });

  it('follow a cost downwards', () => {
    const cost = (id: string, each: number): EvidenceCell => ({ ...ratings(id, [each, each + 100], 300), measure: 'cost' });
    const evidence = running([cost('a', 900), cost('b', 500), cost('c', 900)], { plan: { units: 400, alpha: 0.05, decision: { ...usualDecision, primary: 'cost', secondary: [], guardrails: [] } } });
    expect(byId(evidence, step(evidence).next).b).toBeGreaterThan(4_000);
  });

  it('come to rest at the floor and the control’s share, and then stay', () => {
    let evidence = running(rated(fair, poor, good));
    for (let hour = 0; hour < 20; hour++) {
      const { next } = step(evidence, trackAndStop);
      if (next) evidence = running(evidence.cells, { weights: byId(evidence, next) });
    }
    const { weights } = evidence.epochs[0]!;
    expect(weights.a).toBe(2_000);
    expect(weights.b).toBeGreaterThanOrEqual(1_000);
    expect(step(evidence, trackAndStop)).toMatchObject({ next: null, waiting: { why: 'settled' } });
  });

  it('do not jump between two that are both far behind', () => {
    const shareOfC = (b: number[]): number => byId(running([]), step(running(rated(fair, b, [5, 5, 4, 5]), { weights: { a: 2_000, b: 3_000, c: 5_000 } })).next ?? [2_000, 3_000, 5_000]).c!;
    // The control is at 3.5: the challenger is the other one, or the control.
    const [above, below] = [shareOfC([3, 4, 4, 4]), shareOfC([3, 3, 3, 4])];
    expect(Math.abs(above - below)).toBeLessThan(100);
  });

  it('count nobody of whom something is still to come', () => {
    const evidence = running(rated(fair, poor, good));
    const closed = rated(fair, poor, good, 99);
    closed[0] = ratings('a', fair, 120);
    expect(step(evidence, topTwo, closed)).toMatchObject({ next: null, chances: null, waiting: { why: 'closed_units', variantId: 'b', have: 99, need: 100 } });
    expect(step(evidence, topTwo, []).waiting).toMatchObject({ why: 'closed_units', have: 0, need: 100 });
    expect(step(evidence, topTwo, [ratings('a', fair, 120), ratings('b', fair, 12), ratings('c', fair, 29)]).waiting).toMatchObject({ variantId: 'b', have: 12 });
  });

  it('weigh each epoch alike for all variants, so that a good day counts for nobody alone', () => {
    const twoDays = running([
      ratings('a', [2, 3], 300), ratings('b', [2, 3], 300), ratings('c', [2, 3], 60),
      ratings('a', [4, 5], 300, 2), ratings('b', [4, 5], 60, 2), ratings('c', [4, 5], 300, 2),
    ]);
    const { chances, estimates } = step(twoDays);
    expect(new Set(estimates?.map(({ value }) => value.toFixed(9)))).toEqual(new Set(['3.500000000']));
    expect(Math.max(...(chances ?? []))).toBeLessThan(0.4);
  });

  it('wait for an hour since the last step, and say until when', () => {
    const evidence = running(rated(fair, poor, good), { takenAt: after(59) });
    expect(step(evidence)).toMatchObject({ dueAt: after(60), waiting: { why: 'hour' } });
    expect(step({ ...evidence, takenAt: after(60) }).waiting).toBeNull();
  });

  it('wait until the present period can be compared on its own, in every measure that the verdict needs', () => {
    const guardrails = [{ measure: 'failure' as const, margin: 0.02, marginIs: 'absolute' as const }];
    const base = running(rated(fair, poor, good));
    const guarded = { ...base, plan: { ...base.plan, decision: { ...base.plan.decision, guardrails } } };
    expect(step(guarded).waiting).toMatchObject({ why: 'period', have: 0, need: 30 });
    expect(step({ ...guarded, cells: [...base.cells, ...['a', 'b', 'c'].map((id) => shares(id, 'failure', 4, 300))] }, topTwo, base.cells).waiting).toBeNull();
    const later = { ...base, epochs: [...base.epochs, { ...base.epochs[0]!, number: 2, assigned: { a: 20, b: 20, c: 22 } }] };
    expect(step(later, topTwo, base.cells).waiting).toMatchObject({ why: 'period', have: 62, need: 64 });
    expect(step({ ...later, epochs: [...base.epochs, { ...base.epochs[0]!, number: 2 }] }, topTwo, base.cells).waiting).toMatchObject({ why: 'period', have: 0, need: 30 });
  });

  it('stay while the experiment does not run, and where everybody shows the same', () => {
    const evidence = running(rated(fair, poor, good));
    expect(step({ ...evidence, experiment: { ...evidence.experiment, state: 'paused' } })).toMatchObject({ dueAt: null, waiting: { why: 'state' } });
    expect(step(running(rated([4], [4], [4]))).waiting).toMatchObject({ why: 'no_spread' });
  });

  it('do not take a few equal ratings for certainty', () => {
    const { chances } = step(running(rated([4], fair, good, 120)));
    expect(chances?.[0]).toBeGreaterThan(0);
    expect(chances?.every((chance) => chance < 1)).toBe(true);
  });
});

describe('a variant that breaks a guardrail', () => {
  const guardrails = [{ measure: 'failure' as const, margin: 0.02, marginIs: 'absolute' as const }];
  const failing = (b: number, c: number): EvidenceCell[] => [shares('a', 'failure', 4, 400), shares('b', 'failure', b, 400), shares('c', 'failure', c, 400)];
  const guarded = (cells: EvidenceCell[], given: Given = {}): Evidence => {
    const base = running(cells, given);
    return { ...base, plan: { ...base.plan, decision: { ...base.plan.decision, guardrails } } };
  };

  it('goes down to its floor without waiting for evidence, however well it is rated', () => {
    let evidence = guarded([...failing(8, 200), ...rated(fair, poor, good)]);
    const path: number[] = [];
    for (let hour = 0; hour < 12; hour++) {
      const { next, harmed } = step(evidence);
      expect([...harmed]).toEqual(['c']);
      if (!next) break;
      path.push(byId(evidence, next).c!);
      evidence = guarded(evidence.cells, { weights: byId(evidence, next) });
    }
    expect(path.every((weight, at) => weight < (path[at - 1] ?? 3_333) || weight === 1_000)).toBe(true);
    expect(path.at(-1)).toBe(1_000);
    const unrated = step(guarded(failing(8, 200)));
    expect(unrated.waiting).toBeNull();
    expect(byId(evidence, unrated.next).c).toBeLessThan(3_333);
    expect(step(guarded(failing(8, 200), { takenAt: after(30) })).waiting).toMatchObject({ why: 'hour' });
  });

  it('leaves what it had to the control where all others do harm too', () => {
    let evidence = guarded([...failing(200, 200), ...rated(fair, good, good)]);
    for (let hour = 0; hour < 8; hour++) evidence = guarded(evidence.cells, { weights: byId(evidence, step(evidence).next ?? [8_000, 1_000, 1_000]) });
    expect(evidence.epochs[0]!.weights).toEqual({ a: 8_000, b: 1_000, c: 1_000 });
  });
});

describe('shares after any step', () => {
  const scores = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 });
  const start = fc.tuple(fc.integer({ min: 1_000, max: 4_000 }), fc.integer({ min: 1_000, max: 4_000 })).map(([a, b]) => ({ a, b, c: 10_000 - a - b }));

  it('are whole, sum to all, keep the floor, and moved by ten points at most', () => {
    fc.assert(fc.property(scores, scores, scores, start, fc.boolean(), fc.constantFrom(topTwo, trackAndStop), (a, b, c, weights, harms, allocation) => {
      const base = running([...rated(a, b, c, 150), ...['a', 'b', 'c'].map((id) => shares(id, 'failure', harms && id === 'c' ? 200 : 2, 400))], { weights });
      const evidence = { ...base, plan: { ...base.plan, decision: { ...base.plan.decision, guardrails: [{ measure: 'failure' as const, margin: 0.02, marginIs: 'absolute' as const }] } } };
      const { next } = step(evidence, allocation);
      if (!next) return;
      expect(next.reduce((sum, one) => sum + one, 0)).toBe(10_000);
      next.forEach((weight, at) => {
        const before = Object.values(weights)[at]!;
        expect(Number.isInteger(weight) && weight >= Math.min(before, allocation.floor)).toBe(true);
        expect(Math.abs(weight - before)).toBeLessThanOrEqual(1_001);
      });
      if (harms) expect(next[2]).toBeLessThanOrEqual(Math.max(weights.c, allocation.floor));
    }), { numRuns: 150 });
  });
});
