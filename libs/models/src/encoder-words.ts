import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packagedEncoderFolder } from './encoder-files.ts';

let reading: Promise<ReadonlySet<string>> | undefined;

/** Common English words in lower case: the whole words among the encoder's pieces; none where the encoder is missing. */
export function commonEnglishWords(): Promise<ReadonlySet<string>> {
  return (reading ??= read());
}

async function read(): Promise<ReadonlySet<string>> {
  try {
    const pieces = JSON.parse(await readFile(path.join(packagedEncoderFolder(), 'vocab.json'), 'utf8')) as [piece: string, score: number][];
    return new Set(pieces.flatMap(([piece]) => (/^\u2581\p{L}{3,}$/u.test(piece) ? [piece.slice(1).toLowerCase()] : [])));
  } catch {
    return new Set();
  }
}
