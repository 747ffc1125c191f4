import { usualDecision, type AdaptiveAllocation, type Evidence, type EvidenceCell, type Look } from '#contracts';
import { evidenceOf } from '../analysis/evidence.fixture.ts';
import { lookAt } from '../evidence/looks.ts';
import { allot } from './allot.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-11-01T00:00:00.000Z');
const { floor, min, max } = Math;

/** A shop whose visitors rate once each. */
export interface Shop {
  /** Of the variants `a` (the control), `b` and `c`, above what the hour gives. */
  effects: readonly [number, number, number];
  hours: number;
  visitorsAnHour: number;
  /** Mean rating of the hour, of all variants. */
  moodAt: (hour: number) => number;
  /** Null: the shares stay. */
  allocation: AdaptiveAllocation | null;
  /** Whether looks are taken at all visitors thrown together, too; they take their time. */
  alsoPooled?: boolean;
}

interface Counts {
  units: number;
  y: number;
  yy: number;
}

/** One variant and epoch each; everybody rates once. */
type Cells = Map<string, Counts>;
const IDS = ['a', 'b', 'c'] as const;

interface Ran {
  /** At the end, with all looks: one an hour. */
  evidence: Evidence;
  /** The same visitors as if the weights had never changed, with the looks that somebody would have taken who thinks so. */
  pooled: Evidence;
  /** Of all visitors, by variant. */
  assigned: Record<string, number>;
}

/**
 * An experiment hour by hour: visitors are drawn by the present weights and rate in the next hour; the real step moves the
 * weights, by the real evidence.
 */
export function runExperiment(random: () => number, { effects, hours, visitorsAnHour, moodAt, allocation, alsoPooled = false }: Shop): Ran {
  const epochs: Evidence['epochs'] = [epochOf(1, START_MS, { a: 3_334, b: 3_333, c: 3_333 })];
  const cells: Cells = new Map();
  const whole: Cells = new Map();
  const looks: Look[] = [];
  const pooledLooks: Look[] = [];
  const at = (now: number): Evidence => evidenceAt(now, { epochs, cells, looks });
  const pooledAt = (now: number): Evidence => evidenceAt(now, { epochs: [merged(epochs)], cells: whole, looks: pooledLooks });
  for (let hour = 1; hour <= hours; hour++) {
    const [present, now] = [epochs.at(-1)!, START_MS + hour * HOUR_MS];
    const closed = told(cells);
    for (let visitor = 0; visitor < visitorsAnHour; visitor++) {
      const id = drawn(random, present.weights);
      const score = ratingOf(random, moodAt(hour) + effects[IDS.indexOf(id)]!);
      present.assigned[id]!++;
      add(cells, `${id} ${present.number}`, score);
      add(whole, `${id} 1`, score);
    }
    looks.push(lookAt(at(now)));
    if (alsoPooled) pooledLooks.push(lookAt(pooledAt(now)));
    const step = allocation && mayStep(present) ? allot(at(now), allocation, closed) : null;
    if (step?.next && !step.waiting) epochs.push(epochOf(present.number + 1, now, Object.fromEntries(IDS.map((id, place) => [id, step.next![place]!]))));
  }
  const end = START_MS + hours * HOUR_MS;
  return { evidence: at(end), pooled: pooledAt(end), assigned: merged(epochs).assigned };
}

/** Spares the step where its answer is known: too short a period. */
const mayStep = ({ assigned }: Evidence['epochs'][number]): boolean => IDS.every((id) => assigned[id]! >= 30);

const epochOf = (number: number, startMs: number, weights: Record<string, number>): Evidence['epochs'][number] =>
  ({ number, startedAt: new Date(startMs).toISOString(), reason: '', weights, assigned: { a: 0, b: 0, c: 0 }, answered: {} });

function evidenceAt(nowMs: number, { epochs, cells, looks }: { epochs: Evidence['epochs']; cells: Cells; looks: Look[] }): Evidence {
  const base = evidenceOf({ assigned: { a: 0, b: 0, c: 0 } });
  return {
    ...base, takenAt: new Date(nowMs).toISOString(), experiment: { ...base.experiment, startedAt: new Date(START_MS).toISOString() },
    plan: { units: 3_000, alpha: 0.05, decision: { ...usualDecision, secondary: [], guardrails: [] } }, epochs, cells: told(cells), looks,
  };
}

/** As if all had been assigned under the weights of the first epoch. */
const merged = (epochs: Evidence['epochs']): Evidence['epochs'][number] =>
  ({ ...epochs[0]!, assigned: Object.fromEntries(IDS.map((id) => [id, epochs.reduce((sum, { assigned }) => sum + assigned[id]!, 0)])) });

function drawn(random: () => number, weights: Record<string, number>): (typeof IDS)[number] {
  const place = random() * 10_000;
  return place < weights.a! ? 'a' : place < weights.a! + weights.b! ? 'b' : 'c';
}

/** 1..5, about the mean. */
const ratingOf = (random: () => number, mean: number): number => min(5, max(1, floor(mean + 0.5 + 2 * (random() + random() - 1))));

function add(cells: Cells, key: string, score: number): void {
  const cell = cells.get(key) ?? { units: 0, y: 0, yy: 0 };
  cell.units += 1;
  cell.y += score;
  cell.yy += score * score;
  cells.set(key, cell);
}

const told = (cells: Cells): EvidenceCell[] => [...cells].map(([key, { units, y, yy }]) => {
  const [variantId = '', epoch] = key.split(' ');
  return { variantId, epoch: Number(epoch), measure: 'csat' as const, sums: { units: String(units), y: String(y), x: String(units), yy: String(yy), xx: String(units), xy: String(y) } };
});
