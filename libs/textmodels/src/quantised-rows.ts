const { abs, max, round } = Math;

/** A matrix of 8-bit numbers with one scale for each row: a quarter of the bytes, about two digits kept. */
export interface QuantisedRows {
  readonly rows: number;
  readonly columns: number;
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/** Rounds each row to 255 steps between minus and plus its largest magnitude. */
export function quantise(matrix: Float32Array, rows: number, columns: number): QuantisedRows {
  const values = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let largest = 0;
    for (let i = start; i < start + columns; i++) largest = max(largest, abs(matrix[i]!));
    scales[row] = largest / 127;
    if (largest > 0) for (let i = start; i < start + columns; i++) values[i] = round((matrix[i]! * 127) / largest);
  }
  return { rows, columns, values, scales };
}

/** The matrix as its rounded numbers give it back. */
export function dequantised({ rows, columns, values, scales }: QuantisedRows): Float32Array {
  const matrix = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let i = row * columns; i < (row + 1) * columns; i++) matrix[i] = values[i]! * scales[row]!;
  }
  return matrix;
}

/** The product of one row with a vector. */
export function rowDot({ columns, values, scales }: QuantisedRows, row: number, vector: Float32Array): number {
  let sum = 0;
  for (let i = 0, at = row * columns; i < columns; i++, at++) sum += values[at]! * vector[i]!;
  return sum * scales[row]!;
}
