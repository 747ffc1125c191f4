import { isWordAt, type FoundSpan } from './span.ts';

const localSigns = new Set("._%+-'&=~!#$*/?^`{|}");
const domain = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]{1,59}|\p{L}{2,63})/iu;

/** The longest name before the @ and the longest host after it (RFC 5321, 4.5.3.1). Both bound the work for each @. */
const LOCAL = 64;
const HOST = 253;

/** E-mail addresses: a name of letters, digits and a few signs, an @, a host with a dot. */
export function emailAddresses(text: string): FoundSpan[] {
  const spans: FoundSpan[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const host = domain.exec(text.slice(at + 1, at + 1 + HOST));
    const start = host ? localStart(text, at, from) : at;
    if (!host || start === at) continue;
    const end = at + 1 + host[0].length;
    spans.push({ start, end });
    from = end;
  }
  return spans;
}

/** Where the name before the @ begins; signs at its front (a quotation mark, a bracket) are not part of it. */
function localStart(text: string, at: number, from: number): number {
  let start = at;
  const first = Math.max(from, at - LOCAL);
  while (start > first && (isWordAt(text, start - 1) || localSigns.has(text[start - 1]!))) start--;
  while (start < at && !isWordAt(text, start)) start++;
  return start;
}
