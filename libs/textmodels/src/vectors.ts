// Taken out of Math once: where a test runner intercepts globals, a look-up costs more than the rest of an inner loop.
const { exp, max, sqrt } = Math;

/** Sum of products over the length of `a`. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * The product of each row of a row-major matrix with a vector. Four sums run side by side because one would wait
 * for its own last addition; the arrays are always Float32Array so that the loop compiles once.
 */
export function rowProducts(matrix: Float32Array, vector: Float32Array): Float32Array {
  const columns = vector.length;
  const products = new Float32Array(columns === 0 ? 0 : matrix.length / columns);
  for (let row = 0; row < products.length; row++) {
    const start = row * columns;
    let a = 0, b = 0, c = 0, d = 0;
    let i = 0;
    for (; i + 3 < columns; i += 4) {
      a += matrix[start + i]! * vector[i]!;
      b += matrix[start + i + 1]! * vector[i + 1]!;
      c += matrix[start + i + 2]! * vector[i + 2]!;
      d += matrix[start + i + 3]! * vector[i + 3]!;
    }
    for (; i < columns; i++) a += matrix[start + i]! * vector[i]!;
    products[row] = a + b + c + d;
  }
  return products;
}

/** Cosine of the angle between two vectors, -1..1; 0 when either has no length. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const scale = sqrt(dot(a, a) * dot(b, b));
  return scale === 0 ? 0 : dot(a, b) / scale;
}

/** A copy of length one; a zero vector stays zero. */
export function unit(vector: ArrayLike<number>): Float32Array {
  const length = sqrt(dot(vector, vector));
  const result = new Float32Array(vector.length);
  if (length > 0) for (let i = 0; i < result.length; i++) result[i] = vector[i]! / length;
  return result;
}

/** Probabilities from scores: exp(score / temperature), normalised, safe for large scores. */
export function softmax(scores: ArrayLike<number>, temperature = 1): Float32Array {
  const result = new Float32Array(scores.length);
  let highest = -Infinity;
  for (let i = 0; i < scores.length; i++) highest = max(highest, scores[i]!);
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += result[i] = exp((scores[i]! - highest) / temperature);
  for (let i = 0; i < scores.length; i++) result[i]! /= sum;
  return result;
}

/** Position of the largest value, the first one on a tie; -1 when empty. */
export function argmax(values: ArrayLike<number>): number {
  let best = values.length > 0 ? 0 : -1;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** Positions of the `count` largest values, largest first, earlier positions first on a tie. */
export function topPositions(values: ArrayLike<number>, count: number): number[] {
  const best: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (best.length === count && values[i]! <= values[best[count - 1]!]!) continue;
    let at = best.length;
    while (at > 0 && values[best[at - 1]!]! < values[i]!) at--;
    best.splice(at, 0, i);
    if (best.length > count) best.pop();
  }
  return best;
}
