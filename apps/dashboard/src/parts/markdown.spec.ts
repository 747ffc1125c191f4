import { describe, expect, it } from '@jest/globals';
import { blocksOf, inlineOf } from './markdown.ts';

describe('the preview of an article', () => {
  it('knows headings, paragraphs, lists, quotes and code', () => {
    const blocks = blocksOf('## Returns\n\nSend it back\nwithin 30 days.\n\n- unworn\n- with its\n  label\n\n1. print\n2. post\n\n> Said once.\n\n```\nRMA-1 **not strong**\n```\n');
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'list', 'list', 'quote', 'code']);
    expect(blocks[1]).toEqual({ kind: 'paragraph', children: [{ kind: 'text', text: 'Send it back within 30 days.' }] });
    expect(blocks[2]).toEqual({ kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'unworn' }], [{ kind: 'text', text: 'with its label' }]] });
    expect(blocks[3]).toMatchObject({ ordered: true });
    expect(blocks[5]).toEqual({ kind: 'code', text: 'RMA-1 **not strong**' });
  });

  it('knows emphasis, code and links within a line', () => {
    expect(inlineOf('a **b *c*** `d` [e](https://f.example)')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'strong', children: [{ kind: 'text', text: 'b ' }, { kind: 'emphasis', children: [{ kind: 'text', text: 'c' }] }] },
      { kind: 'text', text: ' ' }, { kind: 'code', text: 'd' }, { kind: 'text', text: ' ' },
      { kind: 'link', href: 'https://f.example', children: [{ kind: 'text', text: 'e' }] },
    ]);
  });

  it('links to pages and mail addresses only', () => {
    for (const href of ['javascript:alert(1)', 'data:text/html,x', '//elsewhere.example', 'vbscript:x']) {
      const pieces = inlineOf(`[x](${href})`);
      expect(pieces.every(({ kind }) => kind === 'text')).toBe(true);
      expect(pieces.map((piece) => 'text' in piece ? piece.text : '').join('')).toBe(`[x](${href})`);
    }
  });

  it('leaves HTML and unfinished marks as text', () => {
    for (const text of ['<img src=x onerror=alert(1)>', '**open', '2 * 3 * 4', '`open', '[a](']) {
      expect(inlineOf(text)).toEqual([{ kind: 'text', text }]);
    }
  });

  it('reads any text to its end', () => {
    for (const odd of ['*'.repeat(5_000), '['.repeat(5_000), '> '.repeat(2_000), '```', '- \n  \n-', '# '.repeat(900)]) {
      expect(Array.isArray(blocksOf(odd))).toBe(true);
    }
  });
});
