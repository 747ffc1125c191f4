/** What answers may consist of. No images, tables or raw HTML: what is not known here stays text. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  | { kind: 'strong' | 'emphasis'; inside: Inline[] }
  | { kind: 'link'; href: string; inside: Inline[] };
export type Block =
  | { kind: 'paragraph' | 'heading'; inside: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; inside: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] };

const DEEPEST = 4;
const FENCE = /^ {0,3}```[\w+-]*\s*$/;
const ITEM = /^( {0,3})([-*+]|(\d{1,9})[.)])( {1,4}|$)/;

/**
 * Markdown in time linear in its length.
 *
 * @param running the text still grows: markup that is open at its end counts as closed there, so that nothing flickers
 */
export function parseMarkdown(text: string, running = false): Block[] {
  return blocksOf(text.split(/\r\n?|\n/), running, 0);
}

function blocksOf(lines: readonly string[], running: boolean, depth: number): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', inside: parseInline(paragraph.join('\n'), running) });
    paragraph = [];
  };
  const inside = (part: readonly string[]): Block[] => blocksOf(part, running, depth + 1);
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as string;
    const heading = /^ {0,3}#{1,6} +(.*)$/.exec(line);
    const item = depth < DEEPEST ? ITEM.exec(line) : null;
    if (FENCE.test(line)) {
      endParagraph();
      const end = indexOf(lines, at + 1, (one) => FENCE.test(one));
      blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
    } else if (line.trim() === '') {
      endParagraph();
      at += 1;
    } else if (heading) {
      endParagraph();
      blocks.push({ kind: 'heading', inside: parseInline((heading[1] ?? '').replace(/[ #]+$/, ''), running) });
      at += 1;
    } else if (depth < DEEPEST && /^ {0,3}>/.test(line)) {
      endParagraph();
      const end = indexOf(lines, at, (one) => !/^ {0,3}>/.test(one));
      blocks.push({ kind: 'quote', inside: inside(lines.slice(at, end).map((one) => one.replace(/^ {0,3}> ?/, ''))) });
      at = end;
    } else if (item && (paragraph.length === 0 || item[3] === undefined || item[3] === '1')) {
      endParagraph();
      const list = listFrom(lines, at, item);
      blocks.push({ kind: 'list', ordered: item[3] !== undefined, start: Number(item[3] ?? 1), items: list.items.map(inside) });
      at = list.end;
    } else {
      paragraph.push(line.trim());
      at += 1;
    }
  }
  endParagraph();
  return blocks;
}

/** The lines of each item, without their indentation; an item goes on while lines are indented or follow without a gap. */
function listFrom(lines: readonly string[], from: number, first: RegExpExecArray): { items: string[][]; end: number } {
  const ordered = first[3] !== undefined;
  const items: string[][] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const marker = ITEM.exec(line);
    const current = items.at(-1);
    const indented = /^( {2,}|\t)/.test(line);
    if (marker && (current === undefined || (marker[1] ?? '').length < 2)) {
      if ((marker[3] !== undefined) !== ordered) break;
      items.push([line.slice(marker[0].length)]);
    } else if (line.trim() === '') {
      const next = lines[at + 1] ?? '';
      if (!/^( {2,}|\t)\S/.test(next) && !ITEM.test(next)) break;
      current?.push('');
    } else if (indented || (lines[at - 1] ?? '').trim() !== '') {
      if (!indented && /^ {0,3}(>|#|```)/.test(line)) break;
      current?.push(line.replace(/^( {1,4}|\t)/, ''));
    } else {
      break;
    }
  }
  return { items, end: at };
}

function indexOf(lines: readonly string[], from: number, fits: (line: string) => boolean): number {
  for (let at = from; at < lines.length; at += 1) if (fits(lines[at] as string)) return at;
  return lines.length;
}

interface Open {
  sign: '*' | '**' | '[';
  mark: string;
  inside: Inline[];
}

const ESCAPABLE = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}]/u;
const BARE_LINK = /https?:\/\/[^\s<>"]+/y;
const TARGET = /\(([^\s()<>]{0,2000})(?: +"[^"\n]{0,200}")?\)/y;
const GROWING_TARGET = /\([^\s()<>]{0,2000}$/y;

/** Text with emphasis, code and links. Openers stand on a stack, so that each sign is looked at once. */
export function parseInline(text: string, running = false): Inline[] {
  const scanner = new InlineScanner(text, running);
  return scanner.scan();
}

class InlineScanner {
  private readonly stack: Open[] = [];
  private readonly top: Inline[] = [];
  private plain = '';
  private at = 0;
  /** Runs of so many backticks do not come again. */
  private readonly noTicks = new Set<number>();

  constructor(private readonly text: string, private readonly running: boolean) {}

  scan(): Inline[] {
    while (this.at < this.text.length) this.step();
    this.endPlain();
    while (this.stack.length > 0) this.fold(this.running);
    return this.top;
  }

  private step(): void {
    const { text, at } = this;
    const sign = text[at] as string;
    if (sign === '\\' && ESCAPABLE.test(text[at + 1] ?? '')) this.take(text[at + 1] as string, 2);
    else if (sign === '\n') this.put({ kind: 'break' }, 1);
    else if (sign === '`') this.code();
    else if (sign === '*' || sign === '_') this.emphasis(sign);
    else if (sign === '!' && text[at + 1] === '[') this.at += 1;
    else if (sign === '[') this.openLink();
    else if (sign === ']') this.link();
    else if (sign === 'h' && !WORD.test(text[at - 1] ?? ' ')) this.bareLink();
    else this.take(sign, 1);
  }

  private code(): void {
    const { text, at } = this;
    let ticks = 1;
    while (text[at + ticks] === '`') ticks += 1;
    const fence = '`'.repeat(ticks);
    const end = ticks > 3 || this.noTicks.has(ticks) ? -1 : text.indexOf(fence, at + ticks);
    if (end < 0 && ticks <= 3) this.noTicks.add(ticks);
    if (end >= 0) this.put({ kind: 'code', text: text.slice(at + ticks, end) }, end + ticks - at);
    else if (this.running && ticks === 1 && !text.includes('\n', at)) this.put({ kind: 'code', text: text.slice(at + 1) }, text.length - at);
    else this.take(fence, ticks);
  }

  private emphasis(sign: '*' | '_'): void {
    const { text, at } = this;
    const double = text[at + 1] === sign;
    const mark = double ? sign + sign : sign;
    const before = text[at - 1] ?? ' ';
    const after = text[at + mark.length] ?? ' ';
    const inWord = sign === '_' && WORD.test(before) && WORD.test(after);
    const last = this.stack.findIndex((one) => one.mark === mark);
    if (last >= 0 && !/\s/.test(before) && !inWord && this.isWithinLink(last)) {
      while (this.stack.length > last + 1) this.fold(false);
      this.at += mark.length;
      this.endPlain();
      const { inside } = this.stack.pop() as Open;
      this.current.push({ kind: double ? 'strong' : 'emphasis', inside });
    } else if (!/\s/.test(after) && !inWord && last < 0) {
      this.open({ sign: double ? '**' : '*', mark, inside: [] });
    } else {
      this.take(mark, mark.length);
    }
  }

  /** Emphasis that began before a link may not end inside it. */
  private isWithinLink(from: number): boolean {
    return !this.stack.some((one, index) => index > from && one.sign === '[');
  }

  /** Links hold no links, so the sign of an earlier one was text; at most one of each opener stands on the stack. */
  private openLink(): void {
    const earlier = this.stack.findIndex(({ sign }) => sign === '[');
    while (earlier >= 0 && this.stack.length > earlier) this.fold(false);
    this.open({ sign: '[', mark: '[', inside: [] });
  }

  private link(): void {
    const opener = this.stack.findIndex((one) => one.sign === '[');
    if (opener < 0) return this.take(']', 1);
    TARGET.lastIndex = this.at + 1;
    GROWING_TARGET.lastIndex = this.at + 1;
    const found = TARGET.exec(this.text);
    const href = found && safeHref(found[1] ?? '');
    const growing = this.running && !found && GROWING_TARGET.exec(this.text);
    while (this.stack.length > opener + 1) this.fold(false);
    if (!href && !growing) {
      this.fold(false);
      return this.take(']', 1);
    }
    this.endPlain();
    const { inside } = this.stack.pop() as Open;
    const { current } = this;
    if (href) current.push({ kind: 'link', href, inside: withoutLinks(inside) });
    else for (const node of inside) current.push(node);
    this.at += 1 + ((found || growing) as RegExpExecArray)[0].length;
  }

  private bareLink(): void {
    BARE_LINK.lastIndex = this.at;
    const found = BARE_LINK.exec(this.text)?.[0].replace(/[.,;:!?'*_)\]]+$/, '');
    const href = found === undefined ? null : safeHref(found);
    if (found === undefined || href === null || this.stack.some(({ sign }) => sign === '[')) return this.take('h', 1);
    this.put({ kind: 'link', href, inside: [{ kind: 'text', text: found }] }, found.length);
  }

  private get current(): Inline[] {
    return this.stack.at(-1)?.inside ?? this.top;
  }

  private open(opener: Open): void {
    this.endPlain();
    this.at += opener.mark.length;
    this.stack.push(opener);
  }

  /** The topmost opener found no end: its sign is text, unless the text still grows. */
  private fold(growing: boolean): void {
    this.endPlain();
    const { sign, mark, inside } = this.stack.pop() as Open;
    const { current } = this;
    if (!growing) current.push({ kind: 'text', text: mark });
    if (growing && sign !== '[' && inside.length > 0) current.push({ kind: sign === '**' ? 'strong' : 'emphasis', inside });
    else for (const node of inside) current.push(node);
  }

  private take(text: string, length: number): void {
    this.plain += text;
    this.at += length;
  }

  private put(node: Inline, length: number): void {
    this.endPlain();
    this.current.push(node);
    this.at += length;
  }

  private endPlain(): void {
    if (this.plain !== '') this.current.push({ kind: 'text', text: this.plain });
    this.plain = '';
  }
}

const withoutLinks = (nodes: Inline[]): Inline[] => nodes.flatMap((node) => (node.kind === 'link' ? node.inside : [node]));

/** Web and mail addresses, and articles of the help centre; everything else is no link. */
function safeHref(target: string): string | null {
  return /^(https?:\/\/[^\s/?#]|mailto:[^\s@]+@|\/help\/[a-z0-9])/i.test(target) ? target : null;
}
