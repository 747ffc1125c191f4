import { describe, expect, it } from '@jest/globals';
import { checkLine } from './check-line.ts';
import { readImport } from './import-lines.ts';

async function read(content: string) {
  const lines: { line: number; text: unknown; category: unknown; answer: unknown }[] = [];
  const rejected: { line: number; reason: string }[] = [];
  await readImport(content, (line) => lines.push(line), ({ line, reason }) => rejected.push({ line, reason }));
  return { lines: lines.map(({ line, text, category }) => [line, text, category]), rejected };
}

describe('a CSV file of labelled questions', () => {
  it('may quote commas and line breaks, leave lines empty and name its columns in any order', async () => {
    const { lines, rejected } = await read('Category, text\r\na,"one, two"\r\n\r\nb,"first\nsecond"\r\nc,last');
    expect(lines).toEqual([[2, 'one, two', 'a'], [4, 'first\nsecond', 'b'], [6, 'last', 'c']]);
    expect(rejected).toEqual([]);
  });

  it('loses only the lines whose quotes do not match', async () => {
    const { lines, rejected } = await read('text,category\ngood,a\n\n"bad"quote,b\nfine,c\n"also bad"one,d\n"good ""quote""",e\n"never closed,f\nlost?,g\n');
    expect(lines).toEqual([[2, 'good', 'a'], [5, 'fine', 'c'], [7, 'good "quote"', 'e'], [9, 'lost?', 'g']]);
    expect(rejected.map(({ line }) => line)).toEqual([4, 6, 8]);
  });

  it('names lines with too many or too few columns', async () => {
    const { lines, rejected } = await read('text,category\nyes, please,a\nlonely\nfine,b\n');
    expect(lines).toEqual([[4, 'fine', 'b']]);
    expect(rejected).toEqual([
      { line: 2, reason: 'has more columns than the header; texts with commas need quotes' },
      { line: 3, reason: 'has fewer columns than the header; texts with commas need quotes' },
    ]);
  });

  it('may come from a spreadsheet that writes semicolons and a byte order mark', async () => {
    expect((await read('\uFEFFtext;category\nyes, please;a\n')).lines).toEqual([[2, 'yes, please', 'a']]);
  });

  it('needs its header', async () => {
    await expect(read('where is my card,card_arrival\n')).rejects.toMatchObject({ code: 'import_unreadable' });
    await expect(read('')).rejects.toMatchObject({ code: 'import_unreadable' });
  });
});

describe('a JSON Lines file of labelled questions', () => {
  it('is known by its first brace; lines that are no objects are named', async () => {
    const { lines, rejected } = await read('{"text":"hi","category":"greeting"}\n\n{"text":"cut\n[1]\n{"text":"bye","category":"goodbye"}');
    expect(lines).toEqual([[1, 'hi', 'greeting'], [5, 'bye', 'goodbye']]);
    expect(rejected.map(({ line }) => line)).toEqual([3, 4]);
  });
});

describe('a line to import', () => {
  const check = (text: unknown, category: unknown, answer: unknown = undefined) => checkLine({ line: 1, text, category, answer });

  it('is trimmed, and spaces in its category become underscores', () => {
    expect(check('  where is it? ', 'Card arrival ')).toEqual({ text: 'where is it?', intent: 'Card_arrival', answer: null });
  });

  it('may be out of scope, under either name', () => {
    expect(check('tell me a joke', 'oos')).toMatchObject({ intent: null });
    expect(check('tell me a joke', 'NO_NODES_DETECTED')).toMatchObject({ intent: null });
  });

  it.each([
    ['no text', ' ', 'a', 'has no text'],
    ['no category', 'hi', '', 'has no category'],
    ['a number for a text', 5, 'a', 'has no text'],
    ['a NUL', 'a\u0000b', 'a', 'holds a NUL character'],
    ['half an emoji', 'a\ud83db', 'a', 'holds a broken character'],
    ['too much text', 'x'.repeat(4_001), 'a', 'is longer than 4000 characters'],
    ['an odd category', 'hi', 'a/b', 'has a category with other signs than letters, digits and _ . ? -'],
  ])('is refused with %s', (_, text, category, reason) => {
    expect(check(text, category)).toBe(reason);
  });

  it('counts signs, not their halves', () => {
    expect(check('\u{1F600}'.repeat(4_000), 'a')).toMatchObject({ intent: 'a' });
  });
});
