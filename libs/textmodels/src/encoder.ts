import { applyTopLayer, type TopLayer } from './apply-top-layer.ts';
import type { KernelKind } from './matmul-kernel.ts';
import { createKernel } from './matmul-kernel.ts';
import { createTokenizer, type Vocabulary } from './tokenizer.ts';
import { createScratch, layerFloats, loadLayer, maxTokens, runLayer, width } from './transformer-layer.ts';
import { readTensors, type TensorLookup, type WeightManifest } from './weight-tensors.ts';

const { cos, fround, max, sin } = Math;

export const encoderDimensions = width;
const embeddingWidth = 256;
/** Means over the tokens: of the second layer, which the packaged top layer reads, of the first, and of the pieces. */
export const pooledDimensions = 2 * width + embeddingWidth;

/** Universal Sentence Encoder Lite. One instance serves one thread; it reuses its buffers. */
export interface Encoder {
  readonly dimensions: 512;
  readonly kernel: KernelKind;
  readonly topLayer: TopLayer;
  /** Tokens that the encoder reads of this text: at most 128. */
  tokenCount(text: string): number;
  /** The packaged encoder's vector, of length one. */
  encode(text: string): Float32Array;
  /** What training and tuned models start from: {@link pooledDimensions} numbers from below the top layer. */
  pooled(text: string): Float32Array;
  /** {@link pooled} of many texts, several in one pass; the same numbers, less time each. */
  pooledBatch(texts: readonly string[]): Float32Array[];
}

export interface EncoderFiles {
  readonly manifest: WeightManifest;
  /** The shards, joined. Copied: the caller may let go of them. */
  readonly weights: Uint8Array | ArrayBuffer;
  readonly vocabulary: Vocabulary;
  readonly kernel?: KernelKind;
}

/** @throws RangeError when the weights are not those of the encoder */
export function createEncoder({ manifest, weights, vocabulary, kernel = 'wasm' }: EncoderFiles): Encoder {
  const tensor = readTensors(manifest, weights);
  const tokenizer = createTokenizer(vocabulary);
  const network = createNetwork(tensor, kernel);
  const tokens = (text: string): number[] => tokenizer.encode(text).slice(0, maxTokens);
  const pooled = (text: string): Float32Array => network.pool([tokens(text)])[0]!;
  return {
    dimensions: encoderDimensions,
    kernel: network.kind,
    topLayer: network.topLayer,
    tokenCount: (text) => tokens(text).length,
    pooled,
    encode: (text) => applyTopLayer(network.topLayer, pooled(text)),
    pooledBatch: (texts) => batches(texts.map(tokens)).flatMap((batch) => network.pool(batch)),
  };
}

/** Groups of texts, in order, whose tokens fit one pass. */
function batches(texts: number[][]): number[][][] {
  const groups: number[][][] = [];
  let room = 0;
  for (const tokens of texts) {
    if (tokens.length > room || groups.length === 0) {
      groups.push([]);
      room = maxTokens;
    }
    groups.at(-1)!.push(tokens);
    room -= tokens.length;
  }
  return groups;
}

function createNetwork(tensor: TensorLookup, kind: KernelKind) {
  const kernel = createKernel(layerFloats + maxTokens * width, kind);
  const layers = [loadLayer(kernel, tensor, 0), loadLayer(kernel, tensor, 1)];
  const scratch = createScratch(kernel);
  const state = kernel.allocate(maxTokens * width);
  const embeddings = tensor('module/Embeddings_en', 8002 * embeddingWidth).slice();
  const timing = timingSignals(tensor('AddTimingSignal/TimingSignal/ExpandDims_1', embeddingWidth / 2));
  const topLayer: TopLayer = {
    weights: tensor('hidden_layers/tanh_layer_0/weights', width * width).slice(),
    bias: tensor('hidden_layers/tanh_layer_0/bias', width).slice(),
  };
  const pool = (texts: readonly number[][]): Float32Array[] => {
    embed(texts, embeddings, timing, state);
    const lengths = texts.map((tokens) => tokens.length);
    const pooled = lengths.map(() => new Float32Array(pooledDimensions));
    layers.forEach((layer, index) => {
      runLayer(kernel, layer, state, lengths, scratch);
      meanRows(state, lengths, pooled, index === 0 ? width : 0);
    });
    pooled.forEach((out, index) => meanPieces(texts[index]!, embeddings, out));
    return pooled;
  };
  return { kind: kernel.kind, topLayer, pool };
}

/** Sine then cosine of position times frequency, for positions 0..127. */
function timingSignals(frequencies: Float32Array): Float32Array {
  const half = frequencies.length;
  const signals = new Float32Array(maxTokens * half * 2);
  for (let position = 0; position < maxTokens; position++) {
    for (let i = 0; i < half; i++) {
      const angle = fround(position * frequencies[i]!);
      signals[position * half * 2 + i] = sin(angle);
      signals[position * half * 2 + half + i] = cos(angle);
    }
  }
  return signals;
}

/** The graph adds the embedding to (embedding + timing), hence the factor two. */
function embed(texts: readonly number[][], table: Float32Array, timing: Float32Array, out: Float32Array): void {
  let target = 0;
  for (const tokens of texts) {
    tokens.forEach((row, position) => {
      for (let i = 0; i < embeddingWidth; i++) {
        out[target + i] = 2 * table[row * embeddingWidth + i]! + timing[position * embeddingWidth + i]!;
      }
      target += embeddingWidth;
    });
  }
}

/** The mean of each text's rows, written to its vector from `at` on. */
function meanRows(state: Float32Array, lengths: readonly number[], out: readonly Float32Array[], at: number): void {
  let row = 0;
  lengths.forEach((length, index) => {
    const sums = new Float64Array(width);
    for (const end = row + length; row < end; row++) {
      for (let i = 0; i < width; i++) sums[i] = sums[i]! + state[row * width + i]!;
    }
    out[index]!.set(sums.map((sum) => sum / max(1, length)), at);
  });
}

/** The mean of the embeddings of a text's pieces, at the end of its vector. */
function meanPieces(rows: readonly number[], table: Float32Array, out: Float32Array): void {
  const sums = new Float64Array(embeddingWidth);
  for (const row of rows) for (let i = 0; i < embeddingWidth; i++) sums[i] = sums[i]! + table[row * embeddingWidth + i]!;
  out.set(sums.map((sum) => sum / max(1, rows.length)), 2 * width);
}
