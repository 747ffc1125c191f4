import { saltedHash } from './murmur-hash.ts';

const { floor } = Math;
const { isInteger } = Number;

/** Weights, coverage and buckets are counted in ten-thousandths. */
const BUCKETS = 10_000;
const FEWEST_VARIANTS = 2;
const MOST_VARIANTS = 10;

/**
 * What an experiment's phase draws with. One salt for each decision: one draw for two decisions would tie the decisions
 * to each other, and the same salt in two experiments would tie the experiments.
 */
export interface AssignmentSalts {
  exposure: string;
  variant: string;
}

export interface WeightedVariant {
  id: string;
  /** Whole number 0..10,000; an experiment's weights sum to 10,000. */
  weight: number;
}

export interface AssignmentDraw {
  salts: AssignmentSalts;
  /** The visitor's id (or the conversation's, when that is the experiment's unit). */
  unitId: string;
  /** Units out of 10,000 that take part. Raising it only adds units. */
  coverage: number;
  /** 2 to 10, in a fixed order: the order is part of the draw. */
  variants: readonly WeightedVariant[];
}

export type Proposal = { kind: 'variant'; variantId: string; bucket: number } | { kind: 'not-exposed' };

/**
 * The variant that a unit draws: a pure function of its arguments, so every server proposes the same one.
 *
 * A proposal only; the truth is the unit's first stored assignment, which later weights do not move.
 *
 * @throws RangeError when weights, coverage or the number of variants are out of range
 */
export function assign({ salts, unitId, coverage, variants }: AssignmentDraw): Proposal {
  assertWhole('coverage', coverage);
  assertWeights(variants);
  if (drawBucket(salts.exposure, unitId) >= coverage) return { kind: 'not-exposed' };
  const bucket = drawBucket(salts.variant, unitId);
  return { kind: 'variant', variantId: variantAt(variants, bucket), bucket };
}

/**
 * The unit's place, 0..9,999, in the draw of one salt: floor(hash x 10,000 / 2^32).
 *
 * The NUL between them keeps salt "a" with unit "bc" apart from salt "ab" with unit "c".
 */
export function drawBucket(salt: string, unitId: string): number {
  return floor((saltedHash(salt, unitId) * BUCKETS) / 2 ** 32);
}

/**
 * Checks what every saved set of variants must hold.
 *
 * @throws RangeError unless there are 2 to 10 variants with whole weights that sum to 10,000
 */
export function assertWeights(variants: readonly WeightedVariant[]): void {
  if (variants.length < FEWEST_VARIANTS || variants.length > MOST_VARIANTS) {
    throw new RangeError(`an experiment has 2 to 10 variants, not ${variants.length}`);
  }
  let sum = 0;
  for (const { weight } of variants) {
    assertWhole('weight', weight);
    sum += weight;
  }
  if (sum !== BUCKETS) throw new RangeError(`weights must sum to ${BUCKETS}, not ${sum}`);
}

/** The first variant whose range of buckets, start <= bucket < end, holds the bucket; the last range takes the rest. */
function variantAt(variants: readonly WeightedVariant[], bucket: number): string {
  let end = 0;
  for (const { id, weight } of variants) {
    end += weight;
    if (bucket < end) return id;
  }
  throw new RangeError(`bucket ${bucket} lies in no variant`);
}

function assertWhole(name: string, value: number): void {
  if (!isInteger(value) || value < 0 || value > BUCKETS) {
    throw new RangeError(`${name} must be a whole number 0..${BUCKETS}: ${value}`);
  }
}
