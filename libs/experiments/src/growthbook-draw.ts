import { assertWeights } from './assign.ts';
import type { Proposal, WeightedVariant } from './assign.ts';

const { imul, floor } = Math;
const ALL = 10_000;

/** A part of a namespace: experiments of one namespace whose parts do not meet share no visitor. */
export interface NamespacePart {
  name: string;
  /** Ends of the part in 0..1, start <= place < end. */
  start: number;
  end: number;
}

/** A split that runs in GrowthBook, with what its settings show. */
export interface GrowthBookDraw {
  /** The experiment's seed; its tracking key when none was set. */
  seed: string;
  /** Value of its hash attribute for this unit. */
  unitId: string;
  /** 2 draws from 10,000 places, 1 (older, the SDKs' default) from 1,000. */
  hashVersion: 1 | 2;
  /** Units out of 10,000 that take part. */
  coverage: number;
  /** In GrowthBook's order. */
  variants: readonly WeightedVariant[];
  namespace?: NamespacePart;
}

/**
 * The variant that GrowthBook gives to a unit, so that a running split moves over without moving its visitors.
 *
 * Weights that do not sum to 1 are refused here, where GrowthBook silently makes them equal. Ids outside ASCII are read
 * as its JavaScript SDK reads them; SDKs that hash UTF-8 bytes draw otherwise.
 *
 * @returns `bucket` is the place out of 10,000
 * @throws RangeError when weights, coverage, the number of variants or the namespace are out of range
 * @see https://docs.growthbook.io/lib/build-your-own (spec 0.7.1): hash, getBucketRanges, chooseVariation, inNamespace
 */
export function growthBookAssign({ seed, unitId, hashVersion, coverage, variants, namespace }: GrowthBookDraw): Proposal {
  assertWeights(variants);
  if (!Number.isInteger(coverage) || coverage < 0 || coverage > ALL) {
    throw new RangeError(`coverage must be a whole number 0..${ALL}: ${coverage}`);
  }
  if (namespace && !inNamespace(unitId, namespace)) return { kind: 'not-exposed' };
  const place = growthBookHash({ seed, value: unitId, version: hashVersion });
  const ranges = bucketRanges(variants.map(({ weight }) => weight / ALL), coverage / ALL);
  const found = variants[ranges.findIndex(([start, end]) => place >= start && place < end)];
  return found ? { kind: 'variant', variantId: found.id, bucket: floor(place * ALL + 0.5) } : { kind: 'not-exposed' };
}

/**
 * Where each variant's part of the line 0..1 starts and ends. Coverage shortens each part from its end, so raising it
 * moves nobody.
 *
 * @param weights at least 0 each, summing to 1
 * @param coverage 0..1
 */
export function bucketRanges(weights: readonly number[], coverage: number): [start: number, end: number][] {
  // The same additions in the same order as GrowthBook's: a boundary may differ in its last digit otherwise.
  let next = 0;
  return weights.map((weight) => {
    const start = next;
    next += weight;
    return [start, start + coverage * weight];
  });
}

/**
 * Whether a unit falls into a part of a namespace.
 *
 * @throws RangeError unless 0 <= start <= end <= 1
 */
export function inNamespace(unitId: string, { name, start, end }: NamespacePart): boolean {
  if (!(start >= 0 && start <= end && end <= 1)) throw new RangeError(`impossible part of a namespace: ${start}..${end}`);
  const place = growthBookHash({ seed: `__${name}`, value: unitId, version: 1 });
  return place >= start && place < end;
}

/**
 * GrowthBook's place of a value on the line 0..1.
 *
 * Version 1 puts the seed behind the value and keeps three digits, so that seeds of one ending draw alike; version 2
 * puts it in front and hashes the decimal digits of the hash once more.
 *
 * @returns at least 0, below 1; three digits (version 1) or four (version 2)
 */
export function growthBookHash({ seed, value, version }: { seed: string; value: string; version: 1 | 2 }): number {
  if (version === 1) return (fnv1a(value + seed) % 1000) / 1000;
  return (fnv1a(String(fnv1a(seed + value))) % ALL) / ALL;
}

/** FNV-1a, 32 bits, over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
