import { describe, expect, it } from '@jest/globals';
import { createKernel, packPanels, unpackPanels, type KernelKind } from './matmul-kernel.ts';
import { seededRandom } from './seeded-random.ts';

const random = seededRandom(7);
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => random() * 2 - 1);

function product(
  kind: KernelKind, rows: number, inner: number, columns: number, values: Float32Array[], panels = false,
): Float32Array {
  const kernel = createKernel(2 * (rows * inner + inner * columns + columns + rows * columns), kind);
  expect(kernel.kind).toBe(kind);
  const [left, packed] = [kernel.allocate(rows * inner), kernel.allocate(inner * columns)];
  const [bias, out] = [kernel.allocate(columns), kernel.allocate(rows * columns)];
  left.set(values[0]!);
  packPanels(values[1]!, inner, columns, packed);
  bias.set(values[2]!);
  kernel.multiply({ rows, inner, columns, left, packed, bias, out, intoPanels: panels });
  return panels ? unpackPanels(out, rows, columns) : out.slice();
}

describe.each<KernelKind>(['wasm', 'plain'])('the %s kernel', (kind) => {
  it.each([1, 2, 3, 4, 5, 7, 14])('multiplies %i rows as the definition says', (rows) => {
    const [inner, columns] = [12, 24];
    const values = [numbers(rows * inner), numbers(inner * columns), numbers(columns)];
    const result = product(kind, rows, inner, columns, values);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let sum = values[2]![column]!;
        for (let k = 0; k < inner; k++) sum += values[0]![row * inner + k]! * values[1]![k * columns + column]!;
        expect(result[row * columns + column]).toBeCloseTo(sum, 5);
      }
    }
  });

  it('writes the same numbers into panels', () => {
    const values = [numbers(6 * 8), numbers(8 * 16), numbers(16)];
    expect(product(kind, 6, 8, 16, values, true)).toEqual(product(kind, 6, 8, 16, values));
  });

  it('starts from zero without a bias', () => {
    const kernel = createKernel(64, kind);
    const [left, packed, out] = [kernel.allocate(4), kernel.allocate(32), kernel.allocate(8)];
    left.fill(2);
    packed.fill(3);
    kernel.multiply({ rows: 1, inner: 4, columns: 8, left, packed, out });
    expect([...out]).toEqual(Array(8).fill(24));
  });

  it('refuses sides that its loops cannot divide', () => {
    const kernel = createKernel(64, kind);
    const [left, packed, out] = [kernel.allocate(4), kernel.allocate(32), kernel.allocate(8)];
    expect(() => kernel.multiply({ rows: 1, inner: 3, columns: 8, left, packed, out })).toThrow(RangeError);
    expect(() => kernel.multiply({ rows: 1, inner: 4, columns: 7, left, packed, out })).toThrow(RangeError);
  });
});

describe('the two kernels', () => {
  it('agree to the last bit', () => {
    const values = [numbers(9 * 512), numbers(512 * 64), numbers(64)];
    expect(product('wasm', 9, 512, 64, values)).toEqual(product('plain', 9, 512, 64, values));
  });
});
