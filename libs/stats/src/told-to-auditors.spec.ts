import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const here = import.meta.dirname;
const root = `${here}/../../..`;
const page = readFileSync(`${root}/docs/statistics.md`, 'utf8');

/** Files that a page names, as they are written there. */
const namedIn = (text: string): Set<string> => new Set([...text.matchAll(/`([\w./-]+\.ts)`/g)].map(([, name]) => name!));

/** Types alone, or what others are made of. */
const PARTS = new Set(['answers.ts', 'duels.ts', 'rating-counts.ts']);

const exported = (index: string): Set<string> => new Set([...index.matchAll(/'\.\/([\w-]+\.ts)'/g)].map(([, name]) => name!));

describe('the page for those who audit the statistics', () => {
  it('names each file that others may use', () => {
    const files = [...exported(readFileSync(`${here}/index.ts`, 'utf8'))];
    expect(files.length).toBeGreaterThan(PARTS.size);
    expect(files.filter((file) => !PARTS.has(file) && !namedIn(page).has(file))).toEqual([]);
  });

  it('names no file that is not there', () => {
    const missing = (text: string): string[] => [...namedIn(text)].filter((file) => !existsSync(file.includes('/') ? `${root}/${file}` : `${here}/${file}`));
    expect(missing(page)).toEqual([]);
    expect(missing('`median-of-nothing.ts`, `moments.ts`')).toEqual(['median-of-nothing.ts']);
  });
});
