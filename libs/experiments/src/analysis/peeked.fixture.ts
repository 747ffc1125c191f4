import { usualDecision, type Evidence, type EvidenceCell, type Look } from '#contracts';
import { confidenceSequence, type SequencePlan } from '#stats';
import { evidenceOf } from './evidence.fixture.ts';
import { comparedIn } from './plan.ts';

// Bound once: looked up in the test runner's proxied globals it would take most of the time.
const { floor, min, sqrt } = Math;

type Random = () => number;
/** A value by chance. */
type Draw = (random: Random) => number;

/** What the visitors of a variant do. */
export interface Truth {
  /** Their rating, 1..5, if they give one. */
  score: Draw;
  /** Share of those asked who rate. */
  rating: number;
  /** Share whose answer fails. */
  failing: number;
}

export interface Margins {
  /** Within which variants are the same; in points of the rating. */
  equivalent: number;
  /** Of failures, absolute. */
  failure: number;
}

/** A variant's value minus the control's. */
type Measured = Pick<Look['differences'][number], 'value' | 'standardError' | 'units' | 'smallerUnits'>;

export interface Peek {
  /** Of each variant but the control. */
  differences: { rating: Measured; failing: Measured }[];
  /** What the analysis is given; made only where it is wanted, because that takes longer than all the rest. */
  evidence: () => Evidence;
}

/** Visitors of each variant, on average: at the first look, from one to the next, at the last. */
const [FIRST, STEP, LAST] = [50, 10, 1_100];
export const LOOKS = (LAST - FIRST) / STEP + 1;

interface Arm {
  id: string;
  truth: Truth;
  assigned: number;
  failed: number;
  counts: [number, number, number, number, number];
}

/** One experiment, from its first look to its last; the first variant is the control. */
export function* peeksAt(random: Random, truths: readonly Truth[], margins: Margins): Generator<Peek> {
  const arms = truths.map((truth, at): Arm => ({ id: 'abc'.charAt(at), truth, assigned: 0, failed: 0, counts: [0, 0, 0, 0, 0] }));
  const plan = planOf(truths, margins);
  const { sequence } = comparedIn(evidenceAt(arms, plan, []));
  let looks: Look[] = [];
  for (let each = 1; each <= LAST; each++) {
    for (let visitor = 0; visitor < arms.length; visitor++) visit(random, arms[floor(random() * arms.length)]!);
    if (each < FIRST || each % STEP > 0) continue;
    const [control, ...others] = arms.map(measured);
    const differences = others.map((own) => ({ rating: between(control!.rating, own.rating), failing: between(control!.failing, own.failing) }));
    const earlier = looks;
    yield { differences, evidence: () => evidenceAt(arms, plan, earlier) };
    looks = innermost(looks, lookOf(differences, arms), sequence);
  }
}

function planOf(truths: readonly Truth[], { equivalent, failure }: Margins): Evidence['plan'] {
  const rated = LAST * truths.reduce((sum, { rating }) => sum + rating, 0);
  return { units: floor(rated), alpha: 0.05, decision: { ...usualDecision, primary: 'csat', secondary: [], guardrails: [{ measure: 'failure', margin: failure, marginIs: 'absolute' }], margin: equivalent } };
}

const lookOf = (differences: Peek['differences'], arms: readonly Arm[]): Look => ({
  at: '2026-11-14T00:00:00.000Z', units: 0, ratioP: 1, differences: differences.map(({ rating }, at) => ({ variantId: arms[at + 1]!.id, measure: 'csat', ...rating })),
});

/**
 * The looks whose intervals bound what all of them leave. The others change nothing, and with all of them each analysis
 * would take a hundred times as long.
 */
function innermost(looks: readonly Look[], latest: Look, sequence: SequencePlan): Look[] {
  const all = [...looks, latest];
  const kept = new Set<Look>();
  latest.differences.forEach((_, at) => {
    let [low, high] = [-Infinity, Infinity];
    let bounds: [Look, Look] = [latest, latest];
    for (const look of all) {
      const interval = confidenceSequence(look.differences[at]!, sequence);
      if (interval.kind !== 'sequence') continue;
      if (interval.low > low) [low, bounds] = [interval.low, [look, bounds[1]]];
      if (interval.high < high) [high, bounds] = [interval.high, [bounds[0], look]];
    }
    for (const look of bounds) kept.add(look);
  });
  return all.filter((look) => kept.has(look));
}

function visit(random: Random, arm: Arm): void {
  const { truth, counts } = arm;
  arm.assigned++;
  if (random() < truth.failing) arm.failed++;
  if (random() < truth.rating) counts[truth.score(random) - 1]!++;
}

interface Side {
  value: number;
  /** Of the value, squared standard error. */
  variance: number;
  units: number;
}

function measured({ assigned, failed, counts }: Arm): { rating: Side; failing: Side } {
  let [units, sum, squares] = [0, 0, 0];
  for (let at = 0; at < 5; at++) {
    const count = counts[at]!;
    units += count;
    sum += count * (at + 1);
    squares += count * (at + 1) ** 2;
  }
  return { rating: sideOf(units, sum, squares), failing: sideOf(assigned, failed, failed) };
}

const sideOf = (units: number, sum: number, squares: number): Side => ({ value: sum / units, variance: (squares - sum * (sum / units)) / (units - 1) / units, units });

const between = (a: Side, b: Side): Measured => ({ value: b.value - a.value, standardError: sqrt(a.variance + b.variance), units: a.units + b.units, smallerUnits: min(a.units, b.units) });

function evidenceAt(arms: readonly Arm[], plan: Evidence['plan'], looks: Look[]): Evidence {
  return evidenceOf({
    assigned: Object.fromEntries(arms.map(({ id, assigned }) => [id, assigned])), plan, looks, cells: arms.flatMap(cellsOf),
    ratings: arms.map(({ id, assigned, counts }) => ({ variantId: id, asked: assigned, counts: [...counts] })),
  });
}

/** As the database would add them up. */
function cellsOf({ id, assigned, failed, counts }: Arm): EvidenceCell[] {
  const sum = (of: (score: number) => number): string => String(counts.reduce((all, count, at) => all + count * of(at + 1), 0));
  const [rated, scores] = [sum(() => 1), sum((score) => score)];
  const [units, hits] = [String(assigned), String(failed)];
  return [
    { variantId: id, epoch: 1, measure: 'csat', sums: { units: rated, y: scores, x: rated, yy: sum((score) => score * score), xx: rated, xy: scores } },
    { variantId: id, epoch: 1, measure: 'failure', sums: { units, y: hits, x: units, yy: hits, xx: units, xy: hits } },
  ];
}
