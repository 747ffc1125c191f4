import { seededRandom } from './seeded-random.ts';
import { jaccard, wordShingles } from './word-shingles.ts';

/** From so much in common on, two texts say the same. */
export const NEARLY_THE_SAME = 0.85;

const BANDS = 20;
const ROWS = 5;
/** Of one band: a bucket that is fuller holds what many texts share, such as a greeting. */
const MOST_LOOKED_AT = 64;

const random = seededRandom(20_260);
const word = (): number => (random() * 0x1_0000_0000) >>> 0;
const factors = Uint32Array.from({ length: BANDS * ROWS }, () => word() | 1);
const shifts = Uint32Array.from({ length: BANDS * ROWS }, word);

/**
 * Finds texts that nearly repeat an earlier one, by MinHash signatures in 20 bands of 5: two texts that have 85 % of their
 * shingles in common meet in some band but for one time in 100,000, and are then compared in full. The time for a text
 * does not grow with the number of texts before it.
 *
 * @see A. Z. Broder (1997), On the resemblance and containment of documents
 */
export class NearDuplicates {
  private readonly kept: Uint32Array[] = [];
  private readonly numbers: number[] = [];
  private readonly buckets = new Map<number, number[]>();
  private taken = 0;

  /** @returns the number of the kept text that this one repeats, or null: then it is kept. Texts are numbered from 0 as they come. */
  take(text: string): number | null {
    const number = this.taken++;
    const shingles = wordShingles(text);
    const keys = bandsOf(shingles);
    const known = this.firstAlike(shingles, keys);
    if (known !== null) return this.numbers[known]!;
    for (const key of keys) this.bucket(key).push(this.kept.length);
    this.kept.push(shingles);
    this.numbers.push(number);
    return null;
  }

  /** Whether a text repeats a kept one; it is not kept itself. */
  has(text: string): boolean {
    const shingles = wordShingles(text);
    return this.firstAlike(shingles, bandsOf(shingles)) !== null;
  }

  private firstAlike(shingles: Uint32Array, keys: readonly number[]): number | null {
    for (const key of keys) {
      for (const candidate of (this.buckets.get(key) ?? []).slice(0, MOST_LOOKED_AT)) {
        if (jaccard(this.kept[candidate]!, shingles) >= NEARLY_THE_SAME) return candidate;
      }
    }
    return null;
  }

  private bucket(key: number): number[] {
    const known = this.buckets.get(key);
    if (known) return known;
    const fresh: number[] = [];
    this.buckets.set(key, fresh);
    return fresh;
  }
}

/** One key per band: texts that share one may be alike. */
function bandsOf(shingles: Uint32Array): number[] {
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let row = 0; row < least.length; row++) {
      const hash = (Math.imul(shingle ^ (shingle >>> 16), factors[row]!) + shifts[row]!) >>> 0;
      if (hash < least[row]!) least[row] = hash;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = 0;
    for (let row = band * ROWS; row < (band + 1) * ROWS; row++) hash = Math.imul(hash ^ least[row]!, 0x9e3779b1) ^ (hash >>> 15);
    return band * 0x1_0000_0000 + (hash >>> 0);
  });
}
