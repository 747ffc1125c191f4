import type { MatmulKernel } from './matmul-kernel.ts';
import { packPanels } from './matmul-kernel.ts';
import type { TensorLookup } from './weight-tensors.ts';

const { exp, max, sqrt } = Math;

export const maxTokens = 128;
export const width = 512;
const heads = 4;
const feedForwardWidth = 1536;
/** Inside the square root, as in the graph's `layer_norm/Cast/x`. */
const normEpsilon = 1e-6;

/** A dense layer: packed weights inner x columns and a bias. */
interface Dense {
  readonly inner: number;
  readonly columns: number;
  readonly packed: Float32Array;
  readonly bias: Float32Array;
}

interface Norm {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

/** One pre-norm transformer layer; `residual` is present where the input is narrower than the output. */
export interface TransformerLayer {
  readonly inputWidth: number;
  readonly residual?: Dense;
  readonly attentionNorm: Norm;
  readonly queryKeyValue: Dense;
  readonly attentionOut: Dense;
  readonly feedForwardNorm: Norm;
  readonly expand: Dense;
  readonly contract: Dense;
}

/** Buffers for one pass, shared by the layers; all from the kernel. */
export interface Scratch {
  readonly normed: Float32Array;
  readonly projected: Float32Array;
  readonly mixed: Float32Array;
  readonly sum: Float32Array;
  readonly hidden: Float32Array;
}

/** Numbers that the kernel must hold for two layers and their scratch, the embedding table not counted. */
export const layerFloats =
  256 * (width + 768 + width) + width * (1536 + width) + 4 * width * feedForwardWidth + 24 * 1536
  + maxTokens * (width * 3 + feedForwardWidth * 2);

export function createScratch(kernel: MatmulKernel): Scratch {
  return {
    normed: kernel.allocate(maxTokens * width),
    projected: kernel.allocate(maxTokens * feedForwardWidth),
    mixed: kernel.allocate(maxTokens * width),
    sum: kernel.allocate(maxTokens * width),
    hidden: kernel.allocate(maxTokens * feedForwardWidth),
  };
}

/** Copies the layer's weights into the kernel's memory. */
export function loadLayer(kernel: MatmulKernel, tensor: TensorLookup, index: 0 | 1): TransformerLayer {
  const inputWidth = index === 0 ? 256 : width;
  const path = `Layer_${index}/TransformerLayer/`;
  const keep = (values: Float32Array): Float32Array => {
    const copy = kernel.allocate(values.length);
    copy.set(values);
    return copy;
  };
  const dense = (weights: string, bias: string, inner: number, columns: number): Dense => {
    const packed = kernel.allocate(inner * columns);
    packPanels(tensor(path + weights, inner * columns), inner, columns, packed);
    return { inner, columns, packed, bias: keep(tensor(path + bias, columns)) };
  };
  const norm = (part: string, length: number): Norm => ({
    scale: keep(tensor(`${path}${part}layer_norm/layer_norm_scale/ConcatPartitions/concat`, length)),
    shift: keep(tensor(`${path}${part}layer_norm/layer_norm_bias/ConcatPartitions/concat`, length)),
  });
  const attention = 'MultiheadAttention/';
  const projection = (name: string, columns: number): Dense => dense(
    `${attention}${name}/kernel/part_0`, `${attention}${name}/bias/ConcatPartitions/concat`, inputWidth, columns,
  );
  const forward = (name: string, inner: number, columns: number): Dense => dense(
    `FFN/${name}/Tensordot/Reshape_1`, `FFN/${name}/bias/ConcatPartitions/concat`, inner, columns,
  );
  return {
    inputWidth,
    ...(index === 0 && {
      residual: dense('dense/kernel/ConcatPartitions/concat', 'dense/bias/ConcatPartitions/concat', inputWidth, width),
    }),
    attentionNorm: norm('layer_prepostprocess/', inputWidth),
    queryKeyValue: projection('qkv_transform_single', inputWidth * 3),
    attentionOut: projection('output_transform_single', width),
    feedForwardNorm: norm('FFN/layer_prepostprocess/', width),
    expand: forward('conv1', width, feedForwardWidth),
    contract: forward('conv2', feedForwardWidth, width),
  };
}

/**
 * Runs the layer over the rows of several texts at once; rows of different texts do not see each other.
 *
 * @param input rows x inputWidth; overwritten with rows x 512, the layer's output
 * @param lengths tokens of each text; they sum to the rows
 */
export function runLayer(
  kernel: MatmulKernel, layer: TransformerLayer, input: Float32Array, lengths: readonly number[], scratch: Scratch,
): void {
  const rows = lengths.reduce((total, length) => total + length, 0);
  const { normed, projected, mixed, sum, hidden } = scratch;
  const apply = (dense: Dense, left: Float32Array, out: Float32Array): void =>
    kernel.multiply({ rows, ...dense, left, out });

  normalise(input, rows, layer.inputWidth, layer.attentionNorm, normed);
  apply(layer.queryKeyValue, normed, projected);
  let first = 0;
  for (const length of lengths) {
    attend(projected, first, length, layer.inputWidth, mixed);
    first += length;
  }
  apply(layer.attentionOut, mixed, sum);
  if (layer.residual) {
    apply(layer.residual, input, normed);
    addInto(sum, normed, rows * width);
  } else {
    addInto(sum, input, rows * width);
  }
  normalise(sum, rows, width, layer.feedForwardNorm, normed);
  apply(layer.expand, normed, hidden);
  for (let i = 0; i < rows * feedForwardWidth; i++) if (hidden[i]! < 0) hidden[i] = 0;
  apply(layer.contract, hidden, input);
  addInto(input, sum, rows * width);
}

function addInto(target: Float32Array, added: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) target[i] = target[i]! + added[i]!;
}

function normalise(input: Float32Array, rows: number, columns: number, norm: Norm, out: Float32Array): void {
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let sum = 0;
    for (let i = start; i < start + columns; i++) sum += input[i]!;
    const mean = sum / columns;
    let squares = 0;
    for (let i = start; i < start + columns; i++) squares += (input[i]! - mean) ** 2;
    const factor = 1 / sqrt(squares / columns + normEpsilon);
    for (let i = 0; i < columns; i++) {
      out[start + i] = (input[start + i]! - mean) * factor * norm.scale[i]! + norm.shift[i]!;
    }
  }
}

/** Softmax attention within one text. A row of `projected` is queries, keys and values, each `columns` wide. */
function attend(projected: Float32Array, first: number, length: number, columns: number, out: Float32Array): void {
  const headWidth = columns / heads;
  const scale = 1 / sqrt(headWidth);
  const stride = columns * 3;
  const shares = new Float64Array(length);
  for (let head = 0; head < heads; head++) {
    for (let row = first; row < first + length; row++) {
      const query = row * stride + head * headWidth;
      let highest = -Infinity;
      for (let other = 0; other < length; other++) {
        const key = (first + other) * stride + columns + head * headWidth;
        let score = 0;
        for (let i = 0; i < headWidth; i++) score += projected[query + i]! * projected[key + i]!;
        shares[other] = score * scale;
        highest = max(highest, shares[other]!);
      }
      let total = 0;
      for (let other = 0; other < length; other++) total += shares[other] = exp(shares[other]! - highest);
      const target = row * columns + head * headWidth;
      out.fill(0, target, target + headWidth);
      for (let other = 0; other < length; other++) {
        const value = (first + other) * stride + 2 * columns + head * headWidth;
        const share = shares[other]! / total;
        for (let i = 0; i < headWidth; i++) out[target + i] = out[target + i]! + share * projected[value + i]!;
      }
    }
  }
}
