import { createKernel, packPanels, type KernelKind } from './matmul-kernel.ts';
import { width } from './transformer-layer.ts';
import { unit } from './vectors.ts';

const { tanh } = Math;

/** The dense tanh layer at the top of the encoder: the one that training changes. Row-major, 512 in x 512 out. */
export interface TopLayer {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

const chunk = 64;

/** The unit vector that a top layer, packaged or tuned, makes of a pooled vector. */
export function applyTopLayer({ weights, bias }: TopLayer, pooled: Float32Array): Float32Array {
  const sums = Float64Array.from(bias);
  for (let i = 0; i < width; i++) {
    const value = pooled[i]!;
    for (let j = 0; j < width; j++) sums[j] = sums[j]! + value * weights[i * width + j]!;
  }
  return unit(sums.map(tanh));
}

/** {@link applyTopLayer} for many vectors in a fraction of the time; equal to about seven digits. */
export function applyTopLayerToAll(
  topLayer: TopLayer, pooled: readonly Float32Array[], kind?: KernelKind,
): Float32Array[] {
  const kernel = createKernel(width * width + width + 2 * chunk * width, kind);
  const packed = kernel.allocate(width * width);
  packPanels(topLayer.weights, width, width, packed);
  const [bias, left, out] = [width, chunk * width, chunk * width].map((length) => kernel.allocate(length));
  bias!.set(topLayer.bias);
  const vectors: Float32Array[] = [];
  for (let start = 0; start < pooled.length; start += chunk) {
    const group = pooled.slice(start, start + chunk);
    group.forEach((vector, row) => left!.set(vector, row * width));
    kernel.multiply({ rows: group.length, inner: width, columns: width, left: left!, packed, bias: bias!, out: out! });
    group.forEach((_, row) => vectors.push(unit(out!.subarray(row * width, (row + 1) * width).map(tanh))));
  }
  return vectors;
}
