import { describe, expect, it } from '@jest/globals';
import { rowMultiplier } from './row-products.ts';
import { seededRandom } from './seeded-random.ts';
import { dot } from './vectors.ts';

describe('products of many rows with a vector', () => {
  const random = seededRandom(2);
  const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => random() * 2 - 1);

  it.each([[3, 5], [1, 512], [201, 512], [333, 200]])('follow the definition for %i rows of %i', (rows, columns) => {
    const matrix = numbers(rows * columns);
    const multiply = rowMultiplier(matrix, rows);
    for (const vector of [numbers(columns), numbers(columns)]) {
      const products = multiply(vector);
      expect(products).toHaveLength(rows);
      products.forEach((product, row) =>
        expect(product).toBeCloseTo(dot(matrix.subarray(row * columns, (row + 1) * columns), vector), 4));
    }
  });

  it('are none for no rows', () => {
    expect(rowMultiplier(new Float32Array(0), 0)(numbers(4))).toHaveLength(0);
  });
});
