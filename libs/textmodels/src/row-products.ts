import { createKernel, innerMultiple, packTransposed, panelWidth } from './matmul-kernel.ts';
import { rowProducts } from './vectors.ts';

/** Below this many numbers a matrix is not worth a kernel of its own. */
const worthAKernel = 65536;

/** The product of every row of a row-major matrix with a vector, prepared for many vectors. */
export function rowMultiplier(matrix: Float32Array, rows: number): (vector: Float32Array) => Float32Array {
  const columns = rows > 0 ? matrix.length / rows : 0;
  if (matrix.length < worthAKernel || columns % innerMultiple !== 0) return (vector) => rowProducts(matrix, vector);
  const padded = Math.ceil(rows / panelWidth) * panelWidth;
  const kernel = createKernel(padded * (columns + 1) + columns);
  const [packed, left, out] = [padded * columns, columns, padded].map((length) => kernel.allocate(length));
  packTransposed(matrix, rows, columns, packed!);
  return (vector) => {
    left!.set(vector);
    kernel.multiply({ rows: 1, inner: columns, columns: padded, left: left!, packed: packed!, out: out! });
    return out!.slice(0, rows);
  };
}
