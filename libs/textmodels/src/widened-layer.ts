import type { TopLayer } from './apply-top-layer.ts';
import { width } from './transformer-layer.ts';

const { max, sqrt } = Math;

/**
 * The packaged top layer, made to read all of a pooled vector: of its own, it reads the first 512 numbers. Training
 * starts where the packaged layer stands, with weights of zero for the rest.
 */
export interface WidenedLayer {
  readonly start: TopLayer;
  /** A pooled vector as training sees it: numbers that the packaged layer does not read have mean 0 and deviation 1. */
  ready(pooled: Float32Array): Float32Array;
  /** The tuned layer for pooled vectors as they are. */
  folded(tuned: TopLayer): TopLayer;
}

export function widenedLayer(packaged: TopLayer, pooled: readonly Float32Array[]): WidenedLayer {
  const known = packaged.weights.length / width;
  const inputs = max(known, pooled[0]?.length ?? 0);
  const { means, deviations } = spreadOf(pooled, known, inputs);
  const weights = new Float32Array(inputs * width);
  weights.set(packaged.weights);
  return {
    start: { weights, bias: packaged.bias },
    ready: (vector) => vector.map((value, i) => (value - means[i]!) / deviations[i]!),
    folded: (tuned) => folded(tuned, means, deviations),
  };
}

/** Mean and deviation of the numbers from `known` on; 0 and 1 before. */
function spreadOf(pooled: readonly Float32Array[], known: number, inputs: number) {
  const means = new Float64Array(inputs);
  const deviations = new Float64Array(inputs).fill(1);
  for (let i = known; i < inputs; i++) {
    let [sum, squares] = [0, 0];
    for (const vector of pooled) sum += vector[i]!;
    const mean = (means[i] = sum / max(1, pooled.length));
    for (const vector of pooled) squares += (vector[i]! - mean) ** 2;
    deviations[i] = sqrt(squares / max(1, pooled.length)) || 1;
  }
  return { means, deviations };
}

function folded({ weights, bias }: TopLayer, means: Float64Array, deviations: Float64Array): TopLayer {
  const foldedWeights = new Float32Array(weights.length);
  const foldedBias = Float64Array.from(bias);
  for (let i = 0; i < means.length; i++) {
    for (let j = 0, at = i * width; j < width; j++, at++) {
      const weight = (foldedWeights[at] = weights[at]! / deviations[i]!);
      foldedBias[j] = foldedBias[j]! - means[i]! * weight;
    }
  }
  return { weights: foldedWeights, bias: Float32Array.from(foldedBias) };
}
