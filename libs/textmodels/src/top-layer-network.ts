import { createAdam } from './adam.ts';
import type { TopLayer } from './apply-top-layer.ts';
import type { TopLayerRecipe } from './intent-recipe.ts';
import type { KernelKind } from './matmul-kernel.ts';
import { createKernel, packPanels, packTransposed, panelWidth, unpackPanels } from './matmul-kernel.ts';
import type { Random } from './seeded-random.ts';
import { width } from './transformer-layer.ts';

const { ceil, exp, log, max, sqrt, tanh } = Math;

export const batchSize = 64;

/** What training changes: the top layer, of any input width, and one direction for each class (classes x 512, any length). */
export interface TunedWeights {
  readonly topLayer: TopLayer;
  readonly head: Float32Array;
}

export interface NetworkStart extends TunedWeights {
  readonly classes: number;
  readonly recipe: TopLayerRecipe;
  readonly random: Random;
  readonly kernel?: KernelKind;
}

/** tanh(x W + b), brought to length one, against unit class directions; trained by Adam on cross-entropy. */
export interface TopLayerNetwork {
  /** One step on at most 64 examples, at `pace` (0..1) of the learning rates; the sum of their losses. */
  learn(inputs: readonly Float32Array[], truths: readonly number[], pace: number): number;
  /** Scaled cosines to each class, one row for each of at most 64 inputs. */
  scores(inputs: readonly Float32Array[]): Float32Array[];
  weights(): TunedWeights;
}

export function createTopLayerNetwork(start: NetworkStart): TopLayerNetwork {
  const { classes, random, recipe: { dropout, headScale, layerRate, headRate } } = start;
  const space = createSpace(start);
  const { kernel, inputWidth, layer, bias, head } = space;
  const layerAdam = createAdam(layer.length, layerRate);
  const biasAdam = createAdam(bias.length, layerRate);
  const headAdam = createAdam(head.length, headRate);
  const forward = (inputs: readonly Float32Array[], keep?: Random): void => {
    space.input.fill(0);
    inputs.forEach((input, row) => space.input.set(input, row * inputWidth));
    const rows = batchSize;
    kernel.multiply({ rows, inner: inputWidth, columns: width, left: space.input, packed: layer, bias, out: space.hidden });
    for (let i = 0; i < inputs.length * width; i++) space.hidden[i] = tanh(space.hidden[i]!);
    drawMask(space.mask, keep ? dropout : 0, random);
    unitRows(space.hidden, space.mask, inputs.length, space.direction, space.lengths);
    unitRows(head, undefined, classes, space.headUnits, space.headLengths);
    packTransposed(space.headUnits, space.paddedClasses, width, space.headColumns);
    kernel.multiply({
      rows, inner: width, columns: space.paddedClasses, left: space.direction, packed: space.headColumns,
      out: space.cosines,
    });
  };
  return {
    learn: (inputs, truths, pace) => {
      forward(inputs, random);
      const loss = slopesOfScores(space, truths, { classes, headScale });
      slopesOfWeights(space, inputs.length, classes);
      layerAdam.step(layer, space.layerSlope, pace);
      biasAdam.step(bias, space.biasSlope, pace);
      headAdam.step(head, space.headSlope, pace);
      return loss;
    },
    scores: (inputs) => {
      forward(inputs);
      return inputs.map((_, row) => {
        const start = row * space.paddedClasses;
        return space.cosines.subarray(start, start + classes).map((cosine) => cosine * headScale);
      });
    },
    weights: () => ({
      topLayer: { weights: unpackPanels(layer, inputWidth, width), bias: bias.slice() },
      head: head.slice(0, classes * width),
    }),
  };
}

type Space = ReturnType<typeof createSpace>;

/** All arrays of the network. Names ending in Slope are derivatives of the mean loss. */
function createSpace({ topLayer, head, classes, kernel: kind }: NetworkStart) {
  const paddedClasses = ceil(classes / panelWidth) * panelWidth;
  const inputWidth = topLayer.weights.length / width;
  const [area, inputs] = [inputWidth * width, batchSize * inputWidth];
  const [rows, tall] = [batchSize * width, paddedClasses * width];
  const kernel = createKernel(2 * area + 2 * width + 2 * inputs + 7 * rows + 6 * tall + 3 * batchSize * paddedClasses, kind);
  const space = {
    kernel, paddedClasses, inputWidth,
    layer: kernel.allocate(area), layerSlope: kernel.allocate(area),
    bias: kernel.allocate(width), biasSlope: kernel.allocate(width),
    input: kernel.allocate(inputs), inputColumns: kernel.allocate(inputs),
    hidden: kernel.allocate(rows), mask: new Float32Array(rows), lengths: new Float32Array(batchSize),
    direction: kernel.allocate(rows), directionPanels: kernel.allocate(rows), directionSlope: kernel.allocate(rows),
    sumSlope: new Float32Array(rows), sumSlopePanels: kernel.allocate(rows),
    head: kernel.allocate(tall), headUnits: kernel.allocate(tall), headLengths: new Float32Array(paddedClasses),
    headColumns: kernel.allocate(tall), headPanels: kernel.allocate(tall), headSlope: kernel.allocate(tall),
    cosines: kernel.allocate(batchSize * paddedClasses), cosineSlope: kernel.allocate(batchSize * paddedClasses),
    cosineSlopeColumns: kernel.allocate(batchSize * paddedClasses),
  };
  packPanels(topLayer.weights, inputWidth, width, space.layer);
  space.bias.set(topLayer.bias);
  space.head.set(head);
  return space;
}

/** Inverted dropout: zero, or what keeps the expected value. */
function drawMask(mask: Float32Array, dropout: number, random: Random): void {
  if (dropout === 0) mask.fill(1);
  else for (let i = 0; i < mask.length; i++) mask[i] = random() < dropout ? 0 : 1 / (1 - dropout);
}

function unitRows(
  from: Float32Array, mask: Float32Array | undefined, rows: number, out: Float32Array, lengths: Float32Array,
): void {
  out.fill(0);
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    let squares = 0;
    for (let i = start; i < start + width; i++) {
      const value = (out[i] = mask ? from[i]! * mask[i]! : from[i]!);
      squares += value * value;
    }
    const length = (lengths[row] = sqrt(squares) || 1);
    for (let i = start; i < start + width; i++) out[i]! /= length;
  }
}

function transpose(from: Float32Array, rows: number, columns: number, out: Float32Array): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) out[column * rows + row] = from[row * columns + column]!;
  }
}

/** Softmax and cross-entropy: fills the slopes of the cosines, returns the sum of losses. */
function slopesOfScores(
  space: Space, truths: readonly number[], { classes, headScale }: { classes: number; headScale: number },
): number {
  const { cosines, cosineSlope, paddedClasses } = space;
  cosineSlope.fill(0);
  let loss = 0;
  truths.forEach((truth, row) => {
    const start = row * paddedClasses;
    let sum = 0;
    for (let label = 0; label < classes; label++) {
      sum += cosineSlope[start + label] = exp(headScale * (cosines[start + label]! - 1));
    }
    for (let label = 0; label < classes; label++) {
      const share = cosineSlope[start + label]! / sum;
      if (label === truth) loss -= log(max(1e-12, share));
      cosineSlope[start + label] = (headScale * (share - (label === truth ? 1 : 0))) / truths.length;
    }
  });
  return loss;
}

function slopesOfWeights(space: Space, count: number, classes: number): void {
  const { kernel, paddedClasses, headUnits, direction, cosineSlope } = space;
  packPanels(headUnits, paddedClasses, width, space.headPanels);
  kernel.multiply({
    rows: batchSize, inner: paddedClasses, columns: width, left: cosineSlope, packed: space.headPanels,
    out: space.directionSlope,
  });
  transpose(cosineSlope, batchSize, paddedClasses, space.cosineSlopeColumns);
  packPanels(direction, batchSize, width, space.directionPanels);
  kernel.multiply({
    rows: paddedClasses, inner: batchSize, columns: width, left: space.cosineSlopeColumns,
    packed: space.directionPanels, out: space.headSlope,
  });
  alongSphere(space.headSlope, headUnits, space.headLengths, classes);
  alongSphere(space.directionSlope, direction, space.lengths, count);
  space.biasSlope.fill(0);
  for (let i = 0; i < space.sumSlope.length; i++) {
    const slope = space.directionSlope[i]! * space.mask[i]! * (1 - space.hidden[i]! ** 2);
    space.sumSlope[i] = slope;
    space.biasSlope[i % width]! += slope;
  }
  packPanels(space.sumSlope, batchSize, width, space.sumSlopePanels);
  transpose(space.input, batchSize, space.inputWidth, space.inputColumns);
  kernel.multiply({
    rows: space.inputWidth, inner: batchSize, columns: width, left: space.inputColumns, packed: space.sumSlopePanels,
    out: space.layerSlope, intoPanels: true,
  });
}

/** From the slope at a unit vector to the slope at the vector it came from; rows past `count` become zero. */
function alongSphere(slope: Float32Array, units: Float32Array, lengths: Float32Array, count: number): void {
  slope.fill(0, count * width);
  for (let row = 0; row < count; row++) {
    const start = row * width;
    let along = 0;
    for (let i = start; i < start + width; i++) along += slope[i]! * units[i]!;
    for (let i = start; i < start + width; i++) slope[i] = (slope[i]! - along * units[i]!) / lengths[row]!;
  }
}
