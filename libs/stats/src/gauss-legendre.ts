/** Nodes per panel: exact for polynomials up to degree 31. */
const ORDER = 16;

interface Node {
  /** Place in -1..1. */
  at: number;
  weight: number;
}

const NODES: readonly Node[] = Array.from({ length: ORDER }, (_, i) => nodeOf(i));

/**
 * Where to read a function to integrate it from the first to the last of the marks: 16 places between any two
 * neighbours, each with its weight. The same places each time, so the same answer each time.
 *
 * The function must be smooth between neighbours; put a mark wherever it turns.
 *
 * @param marks rising or not; equal ones count once
 * @see NIST Digital Library of Mathematical Functions, 3.5(v), Gauss-Legendre
 */
export function quadrature(marks: readonly number[]): Node[] {
  const sorted = [...new Set(marks)].sort((a, b) => a - b);
  return sorted.slice(1).flatMap((end, i) => {
    const start = sorted[i] ?? end;
    const half = (end - start) / 2;
    return NODES.map(({ at, weight }) => ({ at: start + half * (1 + at), weight: weight * half }));
  });
}

/** The i-th root of the Legendre polynomial by Newton's steps, weight 2 / ((1 - x^2) P'(x)^2). */
function nodeOf(i: number): Node {
  let x = Math.cos((Math.PI * (i + 0.75)) / (ORDER + 0.5));
  let slope = 1;
  for (let step = 0; step < 10; step++) {
    let [last, value] = [1, x];
    for (let n = 2; n <= ORDER; n++) [last, value] = [value, ((2 * n - 1) * x * value - (n - 1) * last) / n];
    slope = (ORDER * (x * value - last)) / (x * x - 1);
    x -= value / slope;
  }
  return { at: x, weight: 2 / ((1 - x * x) * slope * slope) };
}
