export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

export type Block =
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; text: string };

/** Lengths are bounded so that no text, however odd, takes more than linear time. */
const marks = /`([^`\n]{1,1000})`|\[([^\]\n]{1,500})\]\(([^)\s]{1,2000})\)|\*\*(\S(?:[^\n]{0,1000}?\S)??)\*\*(?!\*)|\*([^\s*](?:[^*\n]{0,1000}?[^\s*])??)\*/g;
const followable = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i;
const MOST_NESTED = 4;

/** Emphasis, code and links of one piece of text; whatever is not well formed stays as it was typed. */
export function inlineOf(text: string, depth = 0): Inline[] {
  if (depth > MOST_NESTED) return [{ kind: 'text', text }];
  const found: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > from) found.push({ kind: 'text', text: text.slice(from, match.index) });
    found.push(markedOf(match, depth + 1));
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ kind: 'text', text: text.slice(from) });
  return found;
}

function markedOf([whole, code, label, href, strong, emphasis]: RegExpMatchArray, depth: number): Inline {
  if (code !== undefined) return { kind: 'code', text: code };
  if (label !== undefined && href !== undefined) return followable.test(href) ? { kind: 'link', href, children: inlineOf(label, depth) } : { kind: 'text', text: whole };
  if (strong !== undefined) return { kind: 'strong', children: inlineOf(strong, depth) };
  return { kind: 'emphasis', children: inlineOf(emphasis ?? '', depth) };
}

const item = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const quote = /^\s{0,3}>\s?(.*)$/;
const fence = /^```/;

/** The blocks of an article: headings, paragraphs, lists, quotes and code; HTML stays text. */
export function blocksOf(source: string, depth = 0): Block[] {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  /** Takes lines while they fit, from the current one on. */
  const take = (fit: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && fit(lines[at] ?? '')) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const title = heading.exec(line);
    if (line.trim() === '') at += 1;
    else if (title) {
      blocks.push({ kind: 'heading', level: title[1]?.length ?? 1, children: inlineOf(title[2] ?? '') });
      at += 1;
    } else if (fence.test(line)) {
      at += 1;
      blocks.push({ kind: 'code', text: take((one) => !fence.test(one)).join('\n') });
      at += 1;
    } else if (quote.test(line) && depth < MOST_NESTED) {
      const inner = take((one) => quote.test(one)).map((one) => quote.exec(one)?.[1] ?? '');
      blocks.push({ kind: 'quote', blocks: blocksOf(inner.join('\n'), depth + 1) });
    } else if (item.test(line)) blocks.push(listOf(take((one) => item.test(one) || /^\s+\S/.test(one))));
    else {
      const first = at;
      const text = take((one) => one.trim() !== '' && (at === first || !(heading.test(one) || fence.test(one) || item.test(one) || quote.test(one))));
      blocks.push({ kind: 'paragraph', children: inlineOf(text.map((one) => one.trim()).join(' ')) });
    }
  }
  return blocks;
}

/** Lines that are no items continue the one above them. */
function listOf(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    const found = item.exec(line);
    if (found) items.push(found[2] ?? '');
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { kind: 'list', ordered: item.exec(lines[0] ?? '')?.[1] !== undefined, items: items.map((one) => inlineOf(one)) };
}
