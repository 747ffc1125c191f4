import { describe, expect, it } from '@jest/globals';
import { applyTopLayer } from './apply-top-layer.ts';
import { seededRandom } from './seeded-random.ts';
import { cosine } from './vectors.ts';
import { widenedLayer } from './widened-layer.ts';

const width = 512;
const inputs = 768;
const random = seededRandom(21);
const numbers = (count: number, size: number, shift = 0): Float32Array =>
  Float32Array.from({ length: count }, () => shift + (random() * 2 - 1) * size);

describe('a widened top layer', () => {
  const packaged = { weights: numbers(width * width, 0.06), bias: numbers(width, 0.05) };
  const pooled = Array.from({ length: 40 }, () => numbers(inputs, 5, 3));
  const layer = widenedLayer(packaged, pooled);

  it('starts as the packaged layer, whatever else a vector holds', () => {
    for (const vector of pooled.slice(0, 5)) {
      expect(cosine(applyTopLayer(layer.start, layer.ready(vector)), applyTopLayer(packaged, vector))).toBeCloseTo(1, 6);
    }
  });

  it('shows training the new numbers with mean 0 and deviation 1, and the old ones as they are', () => {
    const ready = pooled.map((vector) => layer.ready(vector));
    const column = ready.map((vector) => vector[600]!);
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    expect(mean).toBeCloseTo(0, 5);
    expect(column.reduce((sum, value) => sum + value * value, 0) / column.length).toBeCloseTo(1, 4);
    expect(ready[0]!.subarray(0, width)).toEqual(pooled[0]!.subarray(0, width));
  });

  it('folds into a layer that reads vectors as the encoder makes them', () => {
    const tuned = { weights: numbers(inputs * width, 0.03), bias: numbers(width, 0.05) };
    const folded = layer.folded(tuned);
    for (const vector of pooled.slice(0, 5)) {
      expect(cosine(applyTopLayer(folded, vector), applyTopLayer(tuned, layer.ready(vector)))).toBeCloseTo(1, 5);
    }
  });
});
