import { createKernel, packPanels, type KernelKind } from './matmul-kernel.ts';
import { width } from './transformer-layer.ts';
import { unit } from './vectors.ts';

const { tanh } = Math;

/**
 * The dense tanh layer at the top of the encoder: the one that training changes. Row-major, inputs x 512. The packaged
 * one reads the first 512 numbers of a pooled vector, a tuned one reads all of them.
 */
export interface TopLayer {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

const chunk = 64;

/** The unit vector that a top layer, packaged or tuned, makes of a pooled vector. */
export function applyTopLayer({ weights, bias }: TopLayer, pooled: Float32Array): Float32Array {
  const sums = Float64Array.from(bias);
  const inputs = weights.length / width;
  for (let i = 0; i < inputs; i++) {
    const value = pooled[i]!;
    for (let j = 0; j < width; j++) sums[j] = sums[j]! + value * weights[i * width + j]!;
  }
  return unit(sums.map(tanh));
}

/** {@link applyTopLayer} for many vectors in a fraction of the time; equal to about seven digits. */
export function applyTopLayerToAll(
  topLayer: TopLayer, pooled: readonly Float32Array[], kind?: KernelKind,
): Float32Array[] {
  const apply = topLayerApplier(topLayer, chunk, kind);
  return Array.from({ length: Math.ceil(pooled.length / chunk) }, (_, index) =>
    apply(pooled.slice(index * chunk, (index + 1) * chunk))).flat();
}

/** A top layer prepared for use again and again, on at most `most` vectors at a time. */
export function topLayerApplier(
  { weights, bias }: TopLayer, most = 1, kind?: KernelKind,
): (pooled: readonly Float32Array[]) => Float32Array[] {
  const inputs = weights.length / width;
  const kernel = createKernel(inputs * width + width + most * (inputs + width), kind);
  const [packed, start] = [kernel.allocate(inputs * width), kernel.allocate(width)];
  const [left, out] = [kernel.allocate(most * inputs), kernel.allocate(most * width)];
  packPanels(weights, inputs, width, packed);
  start.set(bias);
  return (pooled) => {
    pooled.forEach((vector, row) => left.set(vector.subarray(0, inputs), row * inputs));
    kernel.multiply({ rows: pooled.length, inner: inputs, columns: width, left, packed, bias: start, out });
    return pooled.map((_, row) => unit(out.subarray(row * width, (row + 1) * width).map(tanh)));
  };
}
