import { createIntentModel, type IntentModel } from './intent-model.ts';
import type { NgramShape } from './intent-recipe.ts';
import type { IntentCalibration, IntentWeights } from './intent-weights.ts';

/**
 * The artefact: 'DUET', a format version, the length of a JSON header (both u32, little-endian), the header, then
 * arrays in the order of the header, each starting at a multiple of 4.
 */
const magic = 0x54455544;
const formatVersion = 3;
const prefixBytes = 12;

type Stored = Float32Array | Uint32Array | Uint16Array | Int8Array;

const kinds = { float32: Float32Array, uint32: Uint32Array, uint16: Uint16Array, int8: Int8Array } as const;
type Kind = keyof typeof kinds;

interface Header {
  readonly labels: readonly string[];
  readonly calibration: IntentCalibration;
  readonly width: number;
  readonly shape: NgramShape;
  readonly neighbours: number;
  readonly arrays: readonly { readonly kind: Kind; readonly length: number }[];
}

const aligned = (offset: number): number => Math.ceil(offset / 4) * 4;

export function serialiseIntentModel({ weights }: IntentModel): Uint8Array {
  const { labels, calibration, layer, head, ngrams, memory, neighbours } = weights;
  const arrays: Stored[] = [
    layer.weights.values, layer.weights.scales, layer.bias, head,
    ngrams.hashes, ngrams.rarity, ngrams.weights.values, ngrams.weights.scales,
    memory.vectors.values, memory.vectors.scales, memory.labelOf,
  ];
  const header: Header = {
    labels, calibration, width: layer.bias.length, shape: ngrams.shape, neighbours,
    arrays: arrays.map((array) => ({ kind: kindOf(array), length: array.length })),
  };
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const bodyStart = aligned(prefixBytes + headerBytes.length);
  const size = arrays.reduce((sum, array) => sum + aligned(array.byteLength), bodyStart);
  const bytes = new Uint8Array(size);
  const prefix = new DataView(bytes.buffer);
  [magic, formatVersion, headerBytes.length].forEach((value, i) => prefix.setUint32(i * 4, value, true));
  bytes.set(headerBytes, prefixBytes);
  let offset = bodyStart;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += aligned(array.byteLength);
  }
  return bytes;
}

/** @throws RangeError when the bytes are no artefact, of another version, or cut short */
export function loadIntentModel(bytes: Uint8Array): IntentModel {
  const prefix = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < prefixBytes || prefix.getUint32(0, true) !== magic) throw new RangeError('not an intent model');
  const version = prefix.getUint32(4, true);
  if (version !== formatVersion) throw new RangeError(`intent model of format ${version}, not ${formatVersion}`);
  const headerEnd = prefixBytes + prefix.getUint32(8, true);
  if (headerEnd > bytes.length) throw new RangeError('the intent model is cut short');
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(prefixBytes, headerEnd))) as Header;
  return createIntentModel(weightsFrom(header, readArrays(bytes, header, aligned(headerEnd))));
}

function readArrays(bytes: Uint8Array, { arrays }: Header, start: number): Stored[] {
  let offset = start;
  return arrays.map(({ kind, length }) => {
    const size = length * kinds[kind].BYTES_PER_ELEMENT;
    if (offset + size > bytes.length) throw new RangeError('the intent model is cut short');
    // Not slice: of Node's Buffer it is no copy, and the copy alone starts where every kind of number may start.
    const copy = new Uint8Array(bytes.subarray(offset, offset + size));
    offset += aligned(size);
    return new kinds[kind](copy.buffer);
  });
}

function weightsFrom({ labels, calibration, width, shape, neighbours }: Header, arrays: Stored[]): IntentWeights {
  let next = 0;
  const take = <Wanted extends Stored>(type: new (buffer: ArrayBuffer) => Wanted): Wanted => {
    const array = arrays[next++];
    if (!(array instanceof type)) throw new RangeError('the intent model holds another kind of numbers');
    return array;
  };
  const rowsOf = (columns: number) => {
    const [values, scales] = [take(Int8Array), take(Float32Array)];
    return { rows: scales.length, columns, values, scales };
  };
  const layer = { weights: rowsOf(width), bias: take(Float32Array) };
  const head = take(Float32Array);
  const [hashes, rarity] = [take(Uint32Array), take(Float32Array)];
  const ngrams = { shape, hashes, rarity, weights: rowsOf(labels.length) };
  const memory = { vectors: rowsOf(width), labelOf: take(Uint16Array) };
  return { labels, calibration, layer, head, ngrams, memory, neighbours };
}

function kindOf(array: Stored): Kind {
  if (array instanceof Float32Array) return 'float32';
  if (array instanceof Uint32Array) return 'uint32';
  return array instanceof Uint16Array ? 'uint16' : 'int8';
}
