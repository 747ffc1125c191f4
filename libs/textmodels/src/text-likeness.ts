import type { NgramShape } from './intent-recipe.ts';
import { learnNgrams, ngramReader, type SparseVector } from './ngram-features.ts';
import { rowMultiplier } from './row-products.ts';

/** Share of the encoder in the likeness of two texts; words and letters have the rest. */
const encoderShare = 0.5;
/** Of the n-grams that the shares were measured with. */
const shape: NgramShape = { words: 2, shortest: 3, longest: 5 };

/**
 * How alike each two texts are, 0 to about 1: half the cosine of the encoder's vectors, half that of their n-grams. On
 * questions of customers both together group far better than either alone (`npm run bench -- topics`).
 *
 * @param vectors unit vectors of the texts, one after the other; null without an encoder: n-grams alone
 * @returns symmetric, row-major
 */
export function textLikeness(texts: readonly string[], vectors: Float32Array | null): Float32Array {
  const likeness = ngramLikeness(texts);
  if (vectors === null || texts.length === 0) return likeness;
  const width = vectors.length / texts.length;
  const against = rowMultiplier(vectors, texts.length);
  texts.forEach((_, row) => {
    const cosines = against(vectors.subarray(row * width, (row + 1) * width));
    const start = row * texts.length;
    for (let i = 0; i < cosines.length; i++) likeness[start + i] = encoderShare * Math.max(0, cosines[i]!) + (1 - encoderShare) * likeness[start + i]!;
  });
  return mirrored(likeness, texts.length);
}

/** Cosines of n-gram vectors, by way of the texts that share each n-gram. */
export function ngramLikeness(texts: readonly string[]): Float32Array {
  const read = ngramReader(learnNgrams(texts, shape));
  const rows = texts.map(read);
  const { starts, holders, values } = byPosition(rows);
  const likeness = new Float32Array(texts.length * texts.length);
  rows.forEach(({ positions, values: own }, row) => {
    const sums = likeness.subarray(row * texts.length, (row + 1) * texts.length);
    for (let i = 0; i < positions.length; i++) {
      const weight = own[i]!;
      for (let at = starts[positions[i]!]!, end = starts[positions[i]! + 1]!; at < end; at++) sums[holders[at]!]! += weight * values[at]!;
    }
  });
  return mirrored(likeness, texts.length);
}

/** For each n-gram the texts that hold it, in one array, from `starts[position]` on. */
function byPosition(rows: readonly SparseVector[]): { starts: Int32Array; holders: Int32Array; values: Float32Array } {
  const size = rows.reduce((most, { positions }) => positions.reduce((top, position) => Math.max(top, position + 1), most), 0);
  const starts = new Int32Array(size + 1);
  for (const { positions } of rows) for (const position of positions) starts[position + 1]!++;
  for (let position = 0; position < size; position++) starts[position + 1]! += starts[position]!;
  const next = starts.slice();
  const holders = new Int32Array(starts[size]!);
  const values = new Float32Array(starts[size]!);
  rows.forEach((row, item) => row.positions.forEach((position, i) => {
    const at = next[position]!++;
    holders[at] = item;
    values[at] = row.values[i]!;
  }));
  return { starts, holders, values };
}

/** Sums in another order differ in their last digit: one triangle counts. */
function mirrored(matrix: Float32Array, size: number): Float32Array {
  for (let row = 0; row < size; row++) for (let column = 0; column < row; column++) matrix[column * size + row] = matrix[row * size + column]!;
  return matrix;
}
