import { innerUnroll, largestTile, matmulModule } from './matmul-wasm.ts';
import { wasmEngineFor } from './wasm-engine.ts';

export type KernelKind = 'wasm' | 'plain';

/**
 * `out = bias + left x packed`. Every array comes from the kernel's own `allocate`.
 * `packed` holds `inner x columns` weights in panels of 8 columns; see {@link packPanels}.
 */
export interface Product {
  readonly rows: number;
  /** Multiple of 4. */
  readonly inner: number;
  /** Multiple of 8. */
  readonly columns: number;
  /** Row-major, rows x inner. */
  readonly left: Float32Array;
  readonly packed: Float32Array;
  /** One number for each column; zeros when absent. */
  readonly bias?: Float32Array;
  readonly out: Float32Array;
  /** Write `out` in panels of 8, ready to be the right side of another product; row-major otherwise. */
  readonly intoPanels?: boolean;
}

/** Multiplies matrices in memory of its own, sized once. */
export interface MatmulKernel {
  readonly kind: KernelKind;
  /** Zeros; throws RangeError when the kernel's memory is used up. */
  allocate(floats: number): Float32Array;
  multiply(product: Product): void;
}

export const panelWidth = 8;
/** What `inner` must be a multiple of. */
export const innerMultiple = innerUnroll;
const pageBytes = 65536;

/** Copies a row-major inner x columns matrix into panels: for each 8 columns, the rows one after another. */
export function packPanels(rowMajor: Float32Array, inner: number, columns: number, packed: Float32Array): void {
  for (let panel = 0; panel * panelWidth < columns; panel++) {
    for (let k = 0; k < inner; k++) {
      const from = k * columns + panel * panelWidth;
      packed.set(rowMajor.subarray(from, from + panelWidth), (panel * inner + k) * panelWidth);
    }
  }
}

/** Packs the transpose of a row-major rows x columns matrix; `packed` is padded to whole panels. */
export function packTransposed(from: Float32Array, rows: number, columns: number, packed: Float32Array): void {
  for (let row = 0; row < rows; row++) {
    const target = Math.floor(row / panelWidth) * columns * panelWidth + (row % panelWidth);
    for (let column = 0; column < columns; column++) {
      packed[target + column * panelWidth] = from[row * columns + column]!;
    }
  }
}

/** The inverse of {@link packPanels}. */
export function unpackPanels(packed: Float32Array, inner: number, columns: number): Float32Array {
  const rowMajor = new Float32Array(inner * columns);
  for (let panel = 0; panel * panelWidth < columns; panel++) {
    for (let k = 0; k < inner; k++) {
      const from = (panel * inner + k) * panelWidth;
      rowMajor.set(packed.subarray(from, from + panelWidth), k * columns + panel * panelWidth);
    }
  }
  return rowMajor;
}

/**
 * @param floats how many numbers `allocate` will hand out in all
 * @param kind `wasm` falls back to `plain` where the machine has no WebAssembly SIMD
 */
export function createKernel(floats: number, kind: KernelKind = 'wasm'): MatmulKernel {
  return (kind === 'wasm' && createWasmKernel(floats)) || createPlainKernel();
}

function checkShape({ inner, columns }: Product): void {
  if (inner % innerUnroll !== 0 || columns % panelWidth !== 0 || inner === 0) {
    throw new RangeError(`cannot multiply ${inner} x ${columns}: sides must be multiples of 4 and 8`);
  }
}

type Tile = (
  left: number, packed: number, bias: number, out: number, steps: number, leftRowBytes: number, outRowBytes: number,
) => void;

const alignment = 16;

function createWasmKernel(floats: number): MatmulKernel | undefined {
  const bytes = matmulModule();
  const engine = wasmEngineFor(bytes);
  if (!engine) return undefined;
  const slack = 1024 * alignment;
  const pages = Math.ceil((floats * 4 + slack) / pageBytes);
  const memory = new engine.Memory({ initial: pages, maximum: pages });
  const { exports } = new engine.Instance(new engine.Module(bytes), { host: { memory } });
  const tiles = Array.from({ length: largestTile }, (_, index) => exports[`tile${index + 1}`] as Tile);
  const zeros = 0;
  let used = panelWidth * 4;
  return {
    kind: 'wasm',
    allocate: (length) => {
      const view = new Float32Array(memory.buffer, used, length);
      used += Math.ceil((length * 4) / alignment) * alignment;
      return view;
    },
    multiply: (product) => multiplyByTiles(product, tiles, zeros),
  };
}

/** Panels outside, rows inside: a panel stays in the first-level cache while all rows pass, weights are read once. */
function multiplyByTiles(product: Product, tiles: Tile[], zeros: number): void {
  checkShape(product);
  const { rows, inner, columns, left, packed, bias, out, intoPanels } = product;
  const outRowBytes = 4 * (intoPanels ? panelWidth : columns);
  const outPanelBytes = 4 * (intoPanels ? panelWidth * rows : panelWidth);
  for (let panel = 0; panel * panelWidth < columns; panel++) {
    const weights = packed.byteOffset + panel * inner * panelWidth * 4;
    const start = bias ? bias.byteOffset + panel * panelWidth * 4 : zeros;
    const target = out.byteOffset + panel * outPanelBytes;
    for (let row = 0; row < rows; row += largestTile) {
      const tile = tiles[Math.min(largestTile, rows - row) - 1]!;
      const from = left.byteOffset + row * inner * 4;
      tile(from, weights, start, target + row * outRowBytes, inner / innerUnroll, inner * 4, outRowBytes);
    }
  }
}

function createPlainKernel(): MatmulKernel {
  return {
    kind: 'plain',
    allocate: (length) => new Float32Array(length),
    multiply: (product) => {
      checkShape(product);
      for (let panel = 0; panel * panelWidth < product.columns; panel++) {
        for (let row = 0; row < product.rows; row++) multiplyRow(product, panel, row);
      }
    },
  };
}

const { fround } = Math;

/** Rounds to float32 after every step, in the order of the WebAssembly code: both kernels give the same bits. */
function multiplyRow(product: Product, panel: number, row: number): void {
  const { rows, inner, columns, left, packed, bias, out, intoPanels } = product;
  const column = panel * panelWidth;
  const start = (j: number): number => (bias ? bias[column + j]! : 0);
  let s0 = start(0), s1 = start(1), s2 = start(2), s3 = start(3);
  let s4 = start(4), s5 = start(5), s6 = start(6), s7 = start(7);
  let at = panel * inner * panelWidth;
  for (let k = row * inner; k < (row + 1) * inner; k++, at += panelWidth) {
    const value = left[k]!;
    s0 = fround(s0 + fround(value * packed[at]!));
    s1 = fround(s1 + fround(value * packed[at + 1]!));
    s2 = fround(s2 + fround(value * packed[at + 2]!));
    s3 = fround(s3 + fround(value * packed[at + 3]!));
    s4 = fround(s4 + fround(value * packed[at + 4]!));
    s5 = fround(s5 + fround(value * packed[at + 5]!));
    s6 = fround(s6 + fround(value * packed[at + 6]!));
    s7 = fround(s7 + fround(value * packed[at + 7]!));
  }
  out.set([s0, s1, s2, s3, s4, s5, s6, s7], intoPanels ? (panel * rows + row) * panelWidth : row * columns + column);
}
