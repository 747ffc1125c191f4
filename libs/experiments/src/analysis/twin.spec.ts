import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '#contracts';
import { seeded } from '../../../stats/src/seeded.ts';
import { lookAt } from '../evidence/looks.ts';
import { analyse } from './analyse.ts';
import { evidenceOf, ratings, shares } from './evidence.fixture.ts';
import { sumsOf, type Unit } from './sums.ts';
import { withoutTwin } from './twin.ts';

const asTwin = ({ variants, ...evidence }: Evidence): Evidence => ({ ...evidence, variants: variants.map((one) => (one.id === 't' ? { ...one, name: 'A/A check', isTwin: true } : one)) });

const plan: Evidence['plan'] = { units: 900, alpha: 0.05, decision: { primary: 'csat', secondary: [], guardrails: [{ measure: 'failure', margin: 0.02, marginIs: 'absolute' }], margin: null } };

/** Fine-tuned is clearly better; what the twin shows is given. */
const withTwinOf = (scores: readonly number[], count = 400): Evidence => asTwin(evidenceOf({
  assigned: { a: 500, b: 500, t: 500 }, plan,
  cells: [ratings('a', [3, 4, 5], 450), ratings('b', [5, 5, 4], 450), ratings('t', scores, count), shares('a', 'failure', 5, 500), shares('b', 'failure', 4, 500), shares('t', 'failure', 200, 500)],
}));

describe('an A/A check that finds nothing', () => {
  const evidence = withTwinOf([3, 4, 5]);
  const analysis = analyse(evidence);

  it('is passed, and stands apart from those that compete', () => {
    expect(analysis.twin).toMatchObject({ variantId: 't', measure: 'csat', result: 'alike', alpha: 0.01, difference: { kind: 'difference' } });
    expect(analysis.gates.find(({ kind }) => kind === 'twin')).toMatchObject({ state: 'ok', variantId: 't', sentence: expect.stringMatching(/^The control and A\/A check are alike in the mean rating/) });
    for (const found of [analysis.comparisons, analysis.guardrails, analysis.nonResponse, analysis.segments]) expect(found.map(({ variantId }) => variantId)).not.toContain('t');
  });

  it('takes nothing of the error of the others, whose numbers are those of an experiment without it', () => {
    const alone = analyse(evidenceOf({ plan, assigned: { a: 500, b: 500 }, cells: evidence.cells.filter(({ variantId }) => variantId !== 't') }));
    expect(analysis.comparisons).toEqual(alone.comparisons);
    expect(analysis.guardrails).toEqual(alone.guardrails);
    expect(analysis.verdict).toEqual(alone.verdict);
    expect(alone.verdict.conclusion).toBe('ship');
  });

  it('holds no verdict up while it has too few visitors', () => {
    const { twin, verdict } = analyse(withTwinOf([3, 4, 5], 12));
    expect(twin).toMatchObject({ result: 'too-few', difference: { kind: 'too-few', have: 12 } });
    expect(verdict.conclusion).toBe('ship');
  });
});

describe('an A/A check that differs', () => {
  it('breaks the verdict, however good a variant looks', () => {
    const { gates, verdict } = analyse(withTwinOf([1, 2, 3]));
    expect(gates[0]).toMatchObject({ kind: 'twin', state: 'alarm', variantId: 't' });
    expect(verdict).toMatchObject({ conclusion: 'broken', sentence: expect.stringMatching(/^Do not trust these numbers yet: the control and A\/A check differ in the mean rating, though both answer alike \(p < 0\.001\): the measurement itself is broken\.$/) });
  });

  it('stays on record: a fault at one look is not forgotten at the next', () => {
    const [faulty, sound] = [withTwinOf([1, 2, 3]), withTwinOf([3, 4, 5])];
    expect(analyse({ ...sound, looks: [lookAt(faulty)] }).twin).toMatchObject({ result: 'differs' });
  });

  it('needs no spread to be seen', () => {
    const differing = asTwin(evidenceOf({ assigned: { a: 500, b: 500, t: 500 }, plan, cells: [ratings('a', [5], 60), ratings('b', [5], 60), ratings('t', [4], 60)] }));
    expect(analyse(differing).twin).toMatchObject({ result: 'differs', difference: { kind: 'no-spread', value: -1 } });
    expect(analyse({ ...differing, cells: [ratings('a', [5], 60), ratings('b', [5], 60), ratings('t', [5], 60)] }).twin).toMatchObject({ result: 'alike' });
    expect(analyse({ ...differing, cells: [ratings('a', [5], 40), ratings('b', [5], 40), ratings('t', [4], 40)] }).twin).toMatchObject({ result: 'too-few' });
  });
});

describe('an experiment without an A/A check', () => {
  it('says nothing of one', () => {
    const evidence = evidenceOf();
    expect(analyse(evidence)).not.toHaveProperty('twin');
    expect(withoutTwin(evidence)).toBe(evidence);
  });
});

/** Whether the check fails at any of thirty looks; a fault loses this share of the twin's ratings below 3. */
function failsAtAnyLook(random: () => number, lost: number): boolean {
  const units: Record<'a' | 'b' | 't', Unit[]> = { a: [], b: [], t: [] };
  let evidence = asTwin(evidenceOf({ assigned: { a: 0, b: 0, t: 0 }, plan }));
  for (let look = 0; look < 30; look++) {
    for (let visitor = 0; visitor < 100; visitor++) {
      const id = (['a', 'b', 't'] as const)[Math.floor(random() * 3)]!;
      const score = 1 + Math.floor(5 * random());
      if (id === 't' && score < 3 && random() < lost) continue;
      units[id].push([score, 1]);
    }
    const cells = (['a', 'b', 't'] as const).map((variantId) => ({ variantId, epoch: 1, measure: 'csat' as const, sums: sumsOf(units[variantId]) }));
    evidence = { ...evidence, cells };
    evidence = { ...evidence, looks: [...evidence.looks, lookAt(evidence)] };
  }
  return analyse(evidence).twin?.result === 'differs';
}

describe('an A/A check that is looked at all along', () => {
  const RUNS = 300;
  const share = (seed: number, lost: number): number => {
    const random = seeded(seed);
    return Array.from({ length: RUNS }, () => failsAtAnyLook(random, lost)).filter(Boolean).length / RUNS;
  };

  it('fails in no more sound experiments than it promises', () => {
    expect(share(5, 0)).toBeLessThanOrEqual(0.01 + 3 * Math.sqrt((0.01 * 0.99) / RUNS));
  });

  it('fails where half of the twin’s bad ratings are lost', () => {
    expect(share(6, 0.5)).toBeGreaterThan(0.9);
  });
});
