import fs from 'node:fs';

/** Numbers of the smallest model of the Llama family that an engine still takes for one. */
const [embedding, heads, inner, layers, rank] = [64, 4, 128, 2, 4];
const alignment = 32;
const words = ['▁parcel', '▁leaves', '▁our', '▁house', '▁today', '▁at', '▁noon', '▁and', '▁comes', '▁soon', '▁where', '▁is', '▁my', '▁order', '.', ',', '?', '▁'];
const bytes = Array.from({ length: 256 }, (_, at) => `<0x${at.toString(16).toUpperCase().padStart(2, '0')}>`);
const tokens = ['<unk>', '<s>', '</s>', ...bytes, ...words, ...Array.from('abcdefghijklmnopqrstuvwxyz')];
const [unknown, control, byte, normal] = [2, 3, 6, 1];

type Value = { u32: number } | { f32: number } | { text: string } | { texts: string[] } | { f32s: number[] } | { i32s: number[] };
interface Tensor {
  name: string;
  /** The innermost first. */
  shape: number[];
  values: Float32Array;
}

/** The same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Bytes {
  readonly #parts: Buffer[] = [];
  length = 0;

  add(part: Buffer): this {
    this.#parts.push(part);
    this.length += part.length;
    return this;
  }
  u32(value: number): this {
    const part = Buffer.alloc(4);
    part.writeUInt32LE(value);
    return this.add(part);
  }
  i32(value: number): this {
    const part = Buffer.alloc(4);
    part.writeInt32LE(value);
    return this.add(part);
  }
  u64(value: number): this {
    const part = Buffer.alloc(8);
    part.writeBigUInt64LE(BigInt(value));
    return this.add(part);
  }
  f32(value: number): this {
    const part = Buffer.alloc(4);
    part.writeFloatLE(value);
    return this.add(part);
  }
  text(value: string): this {
    const part = Buffer.from(value);
    return this.u64(part.length).add(part);
  }
  pad(): this {
    return this.add(Buffer.alloc((alignment - (this.length % alignment)) % alignment));
  }
  whole(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

/** The format's numbers of the kinds of values. */
const kinds = { u32: 4, i32: 5, f32: 6, text: 8, list: 9 };

function write(out: Bytes, value: Value): void {
  if ('u32' in value) out.u32(kinds.u32).u32(value.u32);
  else if ('f32' in value) out.u32(kinds.f32).f32(value.f32);
  else if ('text' in value) out.u32(kinds.text).text(value.text);
  else if ('texts' in value) {
    out.u32(kinds.list).u32(kinds.text).u64(value.texts.length);
    for (const one of value.texts) out.text(one);
  } else if ('f32s' in value) {
    out.u32(kinds.list).u32(kinds.f32).u64(value.f32s.length);
    for (const one of value.f32s) out.f32(one);
  } else {
    out.u32(kinds.list).u32(kinds.i32).u64(value.i32s.length);
    for (const one of value.i32s) out.i32(one);
  }
}

/** Version 3 of the format: a head of named values, a list of tensors, and their numbers, each beginning at a multiple of 32 bytes. */
function ggufOf(head: Record<string, Value>, tensors: readonly Tensor[]): Buffer {
  const out = new Bytes().add(Buffer.from('GGUF')).u32(3).u64(tensors.length).u64(Object.keys(head).length);
  for (const [name, value] of Object.entries(head)) write(out.text(name), value);
  const data = new Bytes();
  for (const { name, shape, values } of tensors) {
    out.text(name).u32(shape.length);
    for (const side of shape) out.u64(side);
    out.u32(0).u64(data.length);
    data.add(Buffer.from(values.buffer)).pad();
  }
  return out.pad().add(data.whole()).whole();
}

function makerOf(seed: number): (name: string, ...shape: number[]) => Tensor {
  const random = randomFrom(seed);
  return (name, ...shape) => ({ name, shape, values: Float32Array.from({ length: shape.reduce((all, side) => all * side) }, () => (random() - 0.5) * 0.4) });
}
const ones = (name: string): Tensor => ({ name, shape: [embedding], values: new Float32Array(embedding).fill(1) });

/** Writes a model of random weights: it says nothing sensible, in well under a megabyte. */
export function writeTinyModel(file: string, seed = 1): void {
  const make = makerOf(seed);
  const layer = (at: number): Tensor[] => [
    ones(`blk.${at}.attn_norm.weight`), ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((name) => make(`blk.${at}.${name}.weight`, embedding, embedding)),
    ones(`blk.${at}.ffn_norm.weight`), make(`blk.${at}.ffn_gate.weight`, embedding, inner), make(`blk.${at}.ffn_up.weight`, embedding, inner), make(`blk.${at}.ffn_down.weight`, inner, embedding),
  ];
  const types = tokens.map((_, at) => (at === 0 ? unknown : at < 3 ? control : at < 3 + bytes.length ? byte : normal));
  fs.writeFileSync(file, ggufOf({
    'general.architecture': { text: 'llama' }, 'general.name': { text: 'tiny' }, 'general.alignment': { u32: alignment }, 'general.file_type': { u32: 0 },
    'llama.context_length': { u32: 2_048 }, 'llama.embedding_length': { u32: embedding }, 'llama.block_count': { u32: layers }, 'llama.feed_forward_length': { u32: inner },
    'llama.attention.head_count': { u32: heads }, 'llama.attention.head_count_kv': { u32: heads }, 'llama.attention.layer_norm_rms_epsilon': { f32: 1e-5 },
    'llama.rope.dimension_count': { u32: embedding / heads }, 'llama.vocab_size': { u32: tokens.length },
    'tokenizer.ggml.model': { text: 'llama' }, 'tokenizer.ggml.tokens': { texts: tokens }, 'tokenizer.ggml.scores': { f32s: tokens.map((_, at) => -at) }, 'tokenizer.ggml.token_type': { i32s: types },
    'tokenizer.ggml.unknown_token_id': { u32: 0 }, 'tokenizer.ggml.bos_token_id': { u32: 1 }, 'tokenizer.ggml.eos_token_id': { u32: 2 },
  }, [make('token_embd.weight', embedding, tokens.length), ones('output_norm.weight'), make('output.weight', embedding, tokens.length), ...Array.from({ length: layers }, (_, at) => layer(at)).flat()]));
}

/** Writes a LoRA adapter for it, strong enough that it says something else. */
export function writeTinyAdapter(file: string, seed = 2): void {
  const make = makerOf(seed);
  const tensors = Array.from({ length: layers }, (_, at) => ['attn_q', 'attn_v'].flatMap((name) => [
    make(`blk.${at}.${name}.weight.lora_a`, embedding, rank), make(`blk.${at}.${name}.weight.lora_b`, rank, embedding),
  ])).flat();
  fs.writeFileSync(file, ggufOf({
    'general.architecture': { text: 'llama' }, 'general.type': { text: 'adapter' }, 'general.alignment': { u32: alignment }, 'adapter.type': { text: 'lora' }, 'adapter.lora.alpha': { f32: 64 },
  }, tensors));
}
