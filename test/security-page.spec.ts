import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '..');
const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
const risks = page.split('\n').filter((line) => line.startsWith('| LLM'));
const named = risks.flatMap((line) => [...line.matchAll(/`([^`]+\.spec\.ts)`: "([^"]+)"/g)].map(([, file, name]): [string, string] => [file!, name!]));

describe('the page about security', () => {
  it('answers each of the ten risks with at least one test', () => {
    expect(risks.map((line) => line.slice(2, 7))).toEqual(Array.from({ length: 10 }, (_, at) => `LLM${String(at + 1).padStart(2, '0')}`));
    for (const line of risks) expect(line).toMatch(/`[^`]+\.spec\.ts`: "[^"]+"/);
  });

  it.each(named)('names a test that is there: %s, "%s"', (file, name) => {
    expect(existsSync(path.join(root, file))).toBe(true);
    const text = readFileSync(path.join(root, file), 'utf8').replaceAll("\\'", "'");
    // Right after `it(` or the table of an `it.each`, as its first argument.
    const titles = [...text.matchAll(/(?:\bit\(|\)\(|\bconst\)\()\s*(['"`])(.+?)\1, /g)].map(([, , title]) => title);
    expect(titles).toContain(name);
  });
});
