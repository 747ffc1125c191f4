import { seeded } from './seeded.ts';
import type { Random } from './simulated.fixture.ts';

/** Simulated experiments behind each asserted share. */
export const RUNS = 2_000;

/** The share of runs of which `holds` says yes; the same series for the same seed. */
export function shareOfRuns(seed: number, holds: (random: Random) => boolean, runs = RUNS): number {
  const random = seeded(seed);
  let held = 0;
  for (let run = 0; run < runs; run++) if (holds(random)) held++;
  return held / runs;
}

/** Three standard errors of a share of so many runs whose true value is the given one. */
export const slack = (nominal: number, runs = RUNS): number => 3 * Math.sqrt((nominal * (1 - nominal)) / runs);

/** The highest share that a rule of that error rate may show in so many runs. */
export const bar = (nominal: number, runs = RUNS): number => nominal + slack(nominal, runs);

/** Whether an interval holds the truth. */
export function covers(interval: { kind?: string; low?: number; high?: number }, truth: number): boolean {
  if (interval.low === undefined || interval.high === undefined) throw new Error(`no interval: ${interval.kind}`);
  return interval.low <= truth && truth <= interval.high;
}
