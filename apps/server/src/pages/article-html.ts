import { escape } from './html.ts';

/** Where links of an article lead: `/help/<slug>` within it is `<help>/<slug>` outside. */
interface Place {
  help: string;
}

/** An article's Markdown as HTML: headings, paragraphs, lists, quotes, emphasis, code and links. Everything is escaped first. */
export function articleHtml(markdown: string, place: Place): string {
  return markdown.split(/\n\s*\n/).map((block) => blockHtml(block.split('\n').filter((line) => line.trim() !== ''), place)).join('\n');
}

const ITEM = /^ {0,3}(?:[-*+]|\d{1,3}[.)]) +/;

function blockHtml(lines: readonly string[], place: Place): string {
  const [first = '', ...rest] = lines;
  const heading = /^(#{1,4}) +(.+?)[ #]*$/.exec(first);
  if (heading) {
    // The page's title is the only heading of the first level.
    const level = Math.max(2, heading[1]?.length ?? 2);
    return `<h${level}>${inlineHtml(heading[2] ?? '', place)}</h${level}>${rest.length > 0 ? blockHtml(rest, place) : ''}`;
  }
  const at = lines.findIndex((line) => ITEM.test(line));
  if (at === 0) return listHtml(lines, place);
  if (at > 0) return blockHtml(lines.slice(0, at), place) + listHtml(lines.slice(at), place);
  if (first.startsWith('>')) return `<blockquote><p>${inlineHtml(lines.map((line) => line.replace(/^> ?/, '')).join('\n'), place)}</p></blockquote>`;
  return first === '' ? '' : `<p>${inlineHtml(lines.join('\n'), place)}</p>`;
}

function listHtml(lines: readonly string[], place: Place): string {
  const items: string[] = [];
  for (const line of lines) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ''));
    else items.push(`${items.pop() ?? ''}\n${line.trim()}`);
  }
  const name = /^ {0,3}\d/.test(lines[0] ?? '') ? 'ol' : 'ul';
  return `<${name}>${items.map((item) => `<li>${inlineHtml(item, place)}</li>`).join('')}</${name}>`;
}

function inlineHtml(text: string, { help }: Place): string {
  return escape(text)
    .replace(/`([^`\n]{1,200})`/g, '<code>$1</code>')
    .replace(/\[([^[\]\n]{1,300})\]\(([^\s()]{1,500})\)/g, (whole, label: string, target: string) => {
      const href = target.startsWith('/help/') ? `${help}${target.slice('/help'.length)}` : target;
      return /^(https?:\/\/|mailto:|\/help\/)/.test(href) ? `<a href="${href}">${label}</a>` : whole;
    })
    .replace(/\*\*([^*\n]{1,500})\*\*/g, '<strong>$1</strong>')
    .replace(/(?<![\w*])[*_]([^*_\n]{1,500})[*_](?![\w*])/g, '<em>$1</em>')
    .replaceAll('\n', '<br>');
}
