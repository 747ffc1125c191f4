import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform, version } from '@swc/core';

const cache = new URL('../node_modules/.cache/duet-sources/', import.meta.url);

const options = {
  swcrc: false,
  module: { type: 'es6' },
  sourceMaps: 'inline',
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, react: { runtime: 'automatic' } },
  },
};
const madeBy = JSON.stringify([version, options]);

export async function load(url, context, nextLoad) {
  const [address] = url.split('?');
  if (!/\.tsx?$/.test(address) || !address.startsWith('file:')) return nextLoad(url, context);
  return { format: 'module', source: await stripped(fileURLToPath(address)), shortCircuit: true };
}

/** Every process of a run reads the same sources: the first strips them, the others find them stripped. */
async function stripped(filename) {
  const source = await readFile(filename, 'utf8');
  const kept = new URL(`${createHash('sha1').update(JSON.stringify([madeBy, filename, source])).digest('hex')}.mjs`, cache);
  const known = await readFile(kept, 'utf8').catch(() => undefined);
  if (known !== undefined) return known;
  const parser = { ...options.jsc.parser, tsx: filename.endsWith('.tsx') };
  const { code } = await transform(source, { ...options, jsc: { ...options.jsc, parser }, filename });
  // A folder that cannot be written costs time and nothing else.
  await keep(kept, code).catch(() => undefined);
  return code;
}

async function keep(file, code) {
  await mkdir(cache, { recursive: true });
  // Whole or not at all: others read meanwhile.
  const unfinished = new URL(`${file.href}.${process.pid}.${Math.random().toString(36).slice(2)}`);
  await writeFile(unfinished, code);
  await rename(unfinished, file);
}
