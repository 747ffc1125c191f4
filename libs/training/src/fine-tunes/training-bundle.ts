import { zip } from 'fflate';
import type { DataSetFile } from '../data-sets/data-set-files.service.ts';

/** All that is needed to train elsewhere, in one ZIP file: `sha256sum -c SHA256SUMS` tells whether it arrived whole. */
export function trainingBundle(card: string, files: readonly DataSetFile[]): Promise<Uint8Array> {
  const sums = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  const texts: [string, string][] = [...files.map(({ name, content }): [string, string] => [name, content]), ['SHA256SUMS', sums], ['card.md', card]];
  return new Promise((resolve, reject) => {
    zip(Object.fromEntries(texts.map(([name, text]) => [name, Buffer.from(text)])), (error, bytes) => {
      if (error) reject(error);
      else resolve(bytes);
    });
  });
}
