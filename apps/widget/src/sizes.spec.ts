import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, it, expect } from '@jest/globals';

const built = path.resolve(import.meta.dirname, '../../../dist/apps/widget');
const files = existsSync(built) ? readdirSync(built).filter((name) => name.endsWith('.js')) : [];
const sizeOf = (name: string): number => brotliCompressSync(readFileSync(path.join(built, name))).length;

/** Of what `npm test` has just built. */
describe('what a visitor downloads', () => {
  it('is at most 3,072 bytes before the chat is opened, and 28,672 in all (brotli)', () => {
    const sizes = Object.fromEntries(files.map((name) => [name, sizeOf(name)]));
    console.info(sizes);
    expect(files).toHaveLength(2);
    expect(sizes['widget.js']).toBeLessThanOrEqual(3_072);
    expect(Object.values(sizes).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(28_672);
  });
});
