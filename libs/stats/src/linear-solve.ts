/** Rows of equal length. */
export type Matrix = readonly (readonly number[])[];

/**
 * The inverse of a symmetric positive definite matrix, by Gauss-Jordan elimination.
 *
 * @throws RangeError when a pivot vanishes: the matrix is not positive definite
 */
export function inverse(matrix: Matrix): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column++) {
    const pivotRow = rows[column] as number[];
    const pivot = pivotRow[column] ?? 0;
    if (!(pivot > 1e-12 * (matrix[column]?.[column] ?? 0))) throw new RangeError('the matrix has no inverse');
    const scaled = pivotRow.map((value) => value / pivot);
    rows.forEach((row, i) => {
      const factor = row[column] ?? 0;
      rows[i] = i === column ? scaled : row.map((value, j) => value - factor * (scaled[j] ?? 0));
    });
  }
  return rows.map((row) => row.slice(size));
}

/** Matrix times vector. */
export const times = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, j) => sum + value * (vector[j] ?? 0), 0));
