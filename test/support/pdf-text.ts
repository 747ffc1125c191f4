import { inflateSync } from 'node:zlib';

interface PdfObject {
  dictionary: string;
  stream: string | null;
}

/** The pages of a PDF as Chromium writes it: the letters of each, without white space. */
export function pdfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const letters = new Map([...objects].flatMap(([number, { dictionary }]): [string, Map<string, string>][] => {
    const map = /\/ToUnicode (\d+) 0 R/.exec(dictionary)?.[1];
    return map === undefined ? [] : [[number, lettersOf(objects.get(map)?.stream ?? '')]];
  }));
  return [...objects.values()].filter(({ dictionary }) => /\/Type\s*\/Page\b/.test(dictionary)).map(({ dictionary }) => {
    const fonts = new Map([...dictionary.matchAll(/\/(\w+) (\d+) 0 R/g)].flatMap(([, name = '', number = '']) => (letters.has(number) ? [[name, letters.get(number)!] as const] : [])));
    const content = /\/Contents (\d+) 0 R/.exec(dictionary)?.[1] ?? '';
    return shownIn(objects.get(content)?.stream ?? '', fonts);
  });
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const [, number = '', body = ''] of pdf.toString('latin1').matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\sendobj/g)) {
    const [, dictionary, packed] = /^([\s\S]*?)\sstream\r?\n([\s\S]*?)\r?\nendstream/.exec(body) ?? [];
    // Packed bytes may end like a line: the length says where they do.
    const length = Number(/\/Length (\d+)\b(?! \d+ R)/.exec(dictionary ?? '')?.[1] ?? NaN);
    const from = body.search(/stream\r?\n/) + (/stream\r?\n/.exec(body)?.[0].length ?? 0);
    const bytes = Buffer.from(Number.isNaN(length) ? (packed ?? '') : body.slice(from, from + length), 'latin1');
    objects.set(number, { dictionary: dictionary ?? body, stream: packed === undefined ? null : dictionary?.includes('FlateDecode') ? inflateSync(bytes).toString('latin1') : packed });
  }
  return objects;
}

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
const glyph = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0');

/** By glyph, four hexadecimal digits, which letters it stands for. */
function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from = '', to = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) letters.set(from.toUpperCase(), fromHex(to));
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', until = '', to = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      for (let at = parseInt(from, 16); at <= parseInt(until, 16); at++) letters.set(glyph(at), String.fromCharCode(parseInt(to, 16) + at - parseInt(from, 16)));
    }
  }
  return letters;
}

function shownIn(content: string, fonts: ReadonlyMap<string, Map<string, string>>): string {
  let font: Map<string, string> | undefined;
  let shown = '';
  for (const [, name, hex] of content.matchAll(/\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (name !== undefined) font = fonts.get(name);
    else shown += (hex ?? '').toUpperCase().match(/.{4}/g)?.map((one) => font?.get(one) ?? '').join('') ?? '';
  }
  // Ligatures, such as the one of f and i, are letters of their own on paper.
  return shown.normalize('NFKC').replace(/\s/g, '');
}
