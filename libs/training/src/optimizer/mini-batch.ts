import { seededRandom, shuffle } from '#textmodels';

/** Cases that a proposal is made from and first tried on. GEPA takes three; part credits of four tell a little more. */
export const MINI_BATCH = 4;

const GOLDEN = 0x9e3779b1;

/** The same stream of chance for the same step of the same run, whatever happened in between. */
export const randomOf = (seed: number, step: number): (() => number) => seededRandom((seed ^ Math.imul(step + 1, GOLDEN)) >>> 0);

/** How many mini-batches it takes until each case had its turn. */
export const batchesPerRound = (cases: number, size = MINI_BATCH): number => Math.ceil(cases / Math.min(size, cases));

/**
 * The mini-batch of a step: all cases in an order of their own each round, so that each has its turn once before any has it
 * again; a last batch that would be short is filled up from the beginning of the same order.
 *
 * @param step counts from 0
 */
export function miniBatch<T>(cases: readonly T[], { seed, step, size = MINI_BATCH }: { seed: number; step: number; size?: number }): T[] {
  const most = Math.min(size, cases.length);
  const perRound = batchesPerRound(cases.length, size);
  const round = Math.floor(step / perRound);
  // Apart from the streams of steps, which have numbers of their own.
  const order = shuffle([...cases], randomOf(~seed, round));
  const from = (step % perRound) * most;
  return Array.from({ length: most }, (_, at) => order[(from + at) % order.length]!);
}
