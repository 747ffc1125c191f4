import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { parseInline, parseMarkdown, type Block, type Inline } from './markdown.ts';

const text = (one: string): Inline => ({ kind: 'text', text: one });
const paragraph = (...inside: Inline[]): Block => ({ kind: 'paragraph', inside });
const flat = (nodes: readonly Inline[]): string => nodes.map((one) => ('inside' in one ? flat(one.inside) : one.kind === 'break' ? '\n' : one.text)).join('');
const flatBlocks = (blocks: readonly Block[]): string =>
  blocks.map((one) => (one.kind === 'code' ? one.text : one.kind === 'list' ? one.items.map(flatBlocks).join('') : one.kind === 'quote' ? flatBlocks(one.inside) : flat(one.inside))).join('');

describe('Markdown of an answer', () => {
  it('knows emphasis, strong text, code and line breaks', () => {
    expect(parseMarkdown('Use **strong** and *soft* words\nor `a*b`.')).toEqual([paragraph(
      text('Use '), { kind: 'strong', inside: [text('strong')] }, text(' and '), { kind: 'emphasis', inside: [text('soft')] }, text(' words'),
      { kind: 'break' }, text('or '), { kind: 'code', text: 'a*b' }, text('.'),
    )]);
  });

  it('knows lists with lists inside, in any order', () => {
    const [list] = parseMarkdown('1. First\n   - inner\n2. Second');
    expect(list).toMatchObject({ kind: 'list', ordered: true, start: 1 });
    expect(list?.kind === 'list' && list.items.map((item) => item.map(({ kind }) => kind))).toEqual([['paragraph', 'list'], ['paragraph']]);
  });

  it('begins a list right below a sentence and ends it at the next paragraph', () => {
    expect(parseMarkdown('We need:\n- a name\n- a number\n\nThat is all.').map(({ kind }) => kind)).toEqual(['paragraph', 'list', 'paragraph']);
  });

  it('knows quotes, headings and fenced code, also while the fence is open', () => {
    expect(parseMarkdown('## Title\n> said\n```\nlet *x*').map((one) => [one.kind, flatBlocks([one])])).toEqual([['heading', 'Title'], ['quote', 'said'], ['code', 'let *x*']]);
  });

  it('links web, mail and help addresses', () => {
    const hrefs = (source: string): string[] => parseInline(source).flatMap((one) => (one.kind === 'link' ? [one.href] : []));
    expect(hrefs('[a](https://shop.example/x) [b](mailto:a@b.example) [c](/help/refunds) https://bare.example/y.')).toEqual(
      ['https://shop.example/x', 'mailto:a@b.example', '/help/refunds', 'https://bare.example/y']);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example', '/admin', 'JaVaScRiPt:alert(1)', 'https://'])('makes no link of %s', (target) => {
    expect(parseInline(`[press](${target})`).some(({ kind }) => kind === 'link')).toBe(false);
  });

  it('leaves raw HTML, images and tables as text', () => {
    expect(flatBlocks(parseMarkdown('<img src=x onerror=alert(1)> ![pixel](https://evil.example/p.gif)\n| a | b |'))).toBe('<img src=x onerror=alert(1)> pixel\n| a | b |');
  });

  it('keeps signs that mean nothing', () => {
    expect(flat(parseInline('2 * 3 * 4, snake_case_name, a [list], \\*stars\\* and **open'))).toBe('2 * 3 * 4, snake_case_name, a [list], *stars* and **open');
  });

  it('hides the signs of markup that is still being written', () => {
    expect(parseInline('It is **very imp', true)).toEqual([text('It is '), { kind: 'strong', inside: [text('very imp')] }]);
    expect(flat(parseInline('See [our page](https://shop.exa', true))).toBe('See our page');
    expect(flat(parseInline('See [our pa', true))).toBe('See our pa');
  });

  it('loses no word of any text and makes no unsafe link of it', () => {
    const pieces = fc.array(fc.constantFrom('*', '**', '_', '`', '``', '[', ']', '(', ')', '](', '!', '\\', '\n', '\n- ', '\n> ', '```\n', '1. ', 'javascript:x', 'https://a.example', ' ', 'ab', 'é'), { maxLength: 40 });
    fc.assert(fc.property(pieces, fc.boolean(), (parts, running) => {
      const source = parts.join('');
      const blocks = parseMarkdown(source, running);
      const all = JSON.stringify(blocks);
      expect(all).not.toContain('"href":"javascript');
      // The address of a link may hold words, and an address that is being written is not shown.
      if (!running) expect(all.split('é').length).toBeGreaterThanOrEqual(source.split('é').length);
    }), { seed: 7, numRuns: 2_000 });
  });

  it.each(['[', '*a ', '**', '_', '`', '](', '> ', '- ', '[a](', '*_', '``` ', '![', '- \n  ', 'h', '*a**b', '*a ['])('is done with 200,000 times "%s"', (sign) => {
    // Anything but linear time would not end within the time of a test.
    expect(() => parseMarkdown(sign.repeat(200_000), true)).not.toThrow();
  });
});
