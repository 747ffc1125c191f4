import { describe, expect, it } from '@jest/globals';
import type { KernelKind } from './matmul-kernel.ts';
import { seededRandom } from './seeded-random.ts';
import { standardRecipe } from './intent-recipe.ts';
import { createTopLayerNetwork, type TunedWeights } from './top-layer-network.ts';
import { trainTopLayer, type PooledExample, type TopLayerTraining } from './train-top-layer.ts';
import { applyTopLayer, applyTopLayerToAll } from './apply-top-layer.ts';
import { cosine, softmax } from './vectors.ts';

const recipe = standardRecipe.topLayer;
const { headScale } = recipe;
const width = 512;
const classes = 3;
const random = seededRandom(11);
const around = (size: number): number => (random() * 2 - 1) * size;
const numbers = (count: number, size: number): Float32Array => Float32Array.from({ length: count }, () => around(size));
const topLayer = { weights: numbers(width * width, 0.06), bias: numbers(width, 0.05) };
const centres = Array.from({ length: classes }, () => numbers(width, 1));
const examples = (perClass: number): PooledExample[] => centres.flatMap((centre, label) =>
  Array.from({ length: perClass }, () => ({ label, pooled: centre.map((value) => value * 0.3 + around(0.9)) })));

function lossOf({ topLayer: layer, head }: TunedWeights, batch: PooledExample[]): number {
  const losses = batch.map(({ pooled, label }) => {
    const vector = applyTopLayer(layer, pooled);
    const cosines = centres.map((_, i) => headScale * cosine(head.subarray(i * width, (i + 1) * width), vector));
    return -Math.log(softmax(cosines)[label]!);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / batch.length;
}

describe('the top-layer network', () => {
  const head = numbers(classes * width, 1);
  const batch = examples(4);
  const start = () => createTopLayerNetwork({ topLayer, head, classes, recipe: { ...recipe, dropout: 0 }, random: seededRandom(1) });

  it('computes the loss of its definition', () => {
    const sum = start().learn(batch.map(({ pooled }) => pooled), batch.map(({ label }) => label), 0);
    expect(sum / batch.length).toBeCloseTo(lossOf({ topLayer, head }, batch), 4);
  });

  it('moves each weight against the slope of the loss', () => {
    const network = start();
    network.learn(batch.map(({ pooled }) => pooled), batch.map(({ label }) => label), 1);
    const moved = network.weights();
    const nudge = 0.02;
    const agree = (before: Float32Array, after: Float32Array, loss: (values: Float32Array) => number): number => {
      const at = Array.from({ length: 16 }, () => Math.floor(random() * before.length));
      const right = at.filter((i) => {
        const changed = (by: number): number => loss(before.map((value, j) => (i === j ? value + by : value)));
        return Math.sign(changed(nudge) - changed(-nudge)) === -Math.sign(after[i]! - before[i]!);
      });
      return right.length / at.length;
    };
    const byLayer = (weights: Float32Array) => lossOf({ topLayer: { ...topLayer, weights }, head }, batch);
    expect(agree(topLayer.weights, moved.topLayer.weights, byLayer)).toBeGreaterThan(0.8);
    expect(agree(head, moved.head, (values) => lossOf({ topLayer, head: values }, batch))).toBeGreaterThan(0.8);
    const byBias = (bias: Float32Array) => lossOf({ topLayer: { ...topLayer, bias }, head }, batch);
    expect(agree(topLayer.bias, moved.topLayer.bias, byBias)).toBeGreaterThan(0.8);
  });
});

describe('training the top layer', () => {
  const train = examples(30);
  const validation = examples(10);
  const run = (kernel: KernelKind, epochs = 3) => {
    const steps = trainTopLayer({ train, validation, classes, topLayer, seed: 5, recipe, epochs, kernel });
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };

  it('gives the same weights with WebAssembly and without', () => {
    expect(run('wasm', 1)).toEqual(run('plain', 1));
  });

  it('can be left after any epoch', () => {
    const steps = trainTopLayer({ train, validation, classes, topLayer, recipe, epochs: 36, seed: 5 });
    expect(steps.next().value).toMatchObject({ epoch: 1, epochs: 36, examplesSeen: 90 });
    steps.return(undefined as never);
    expect(steps.next().done).toBe(true);
  });

  it('stops early: so many epochs after the last one that was more accurate than all before', () => {
    const hopeless = validation.map((example) => ({ ...example, label: (example.label + 1) % classes }));
    const { seen, tuned } = toItsEnd({ train, validation: hopeless, epochs: 30, patience: 2 });
    const highest = seen.indexOf(Math.max(...seen)) + 1;
    expect(seen).toHaveLength(highest + 2);
    expect(tuned.epochsRun).toBe(highest + 2);
    expect(tuned.epochsRun).toBeLessThan(30);
  });

  it('stops where another one stopped, at the learning rates of the whole plan', () => {
    const stopped = toItsEnd({ train, validation: [], epochs: 30, stopAfter: 4 });
    expect(stopped.tuned).toMatchObject({ epochsRun: 4, bestEpoch: 4 });
    expect(stopped.losses).toEqual(toItsEnd({ train, validation: [], epochs: 30 }).losses.slice(0, 4));
    expect(stopped.losses).not.toEqual(toItsEnd({ train, validation: [], epochs: 4 }).losses);
  });

  function toItsEnd(training: Pick<TopLayerTraining, 'train' | 'validation' | 'epochs' | 'patience' | 'stopAfter'>) {
    const steps = trainTopLayer({ ...training, classes, topLayer, seed: 5, recipe });
    const [seen, losses]: [number[], number[]] = [[], []];
    for (;;) {
      const step = steps.next();
      if (step.done) return { seen, losses, tuned: step.value };
      seen.push(step.value.validationAccuracy);
      losses.push(step.value.loss);
    }
  }
});

describe('training on vectors that hold more than the packaged layer reads', () => {
  it('learns from what only the rest of them tells', () => {
    const rest = (label: number): Float32Array => centres[label]!.subarray(0, 256).map((value) => value + around(0.3));
    const told = (label: number): Float32Array => Float32Array.from([...numbers(width, 1), ...rest(label)]);
    const both = Array.from({ length: 120 }, (_, i) => ({ label: i % classes, pooled: told(i % classes) }));
    const run = (examples: readonly PooledExample[]) => {
      const steps = trainTopLayer({
        train: examples.slice(0, 90), validation: examples.slice(90), classes, topLayer, seed: 5, recipe, epochs: 20,
      });
      let highest = 0;
      for (let step = steps.next(); !step.done; step = steps.next()) highest = step.value.validationAccuracy;
      return highest;
    };
    expect(run(both)).toBeGreaterThan(0.8);
    expect(run(both.map(({ label, pooled }) => ({ label, pooled: pooled.slice(0, width) })))).toBeLessThan(0.6);
  });
});

describe('applying a top layer to many vectors', () => {
  it('agrees with applying it to each', () => {
    const pooled = examples(30).map(({ pooled: vector }) => vector);
    const together = applyTopLayerToAll(topLayer, pooled);
    expect(together).toHaveLength(pooled.length);
    pooled.forEach((vector, i) => expect(cosine(together[i]!, applyTopLayer(topLayer, vector))).toBeCloseTo(1, 6));
  });
});
