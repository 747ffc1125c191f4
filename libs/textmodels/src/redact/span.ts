/** A piece of a text, in UTF-16 units; `end` is exclusive. */
export interface FoundSpan {
  start: number;
  end: number;
}

const wordPart = /[\p{L}\p{N}\p{M}]/u;

/** Is there a letter or a digit at this place? False before the start and after the end of the text. */
export function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return false;
  if (code < 128) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return wordPart.test(text[at]!);
}

/** Runs of the digits 0-9, left to right. */
export function digitGroups(text: string): FoundSpan[] {
  const groups: FoundSpan[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    const isDigit = code >= 48 && code <= 57;
    if (isDigit && start < 0) start = at;
    if (isDigit || start < 0) continue;
    groups.push({ start, end: at });
    start = -1;
  }
  return groups;
}

/** All matches of a global shape as spans. The shape must not be able to walk back over what it has read. */
export const spansOf = (text: string, shape: RegExp): FoundSpan[] =>
  Array.from(text.matchAll(shape), ({ index, 0: found }) => ({ start: index, end: index + found.length }));

/** The text with some pieces of it blotted out, every other character in its place. */
export function blotOut(text: string, spans: readonly FoundSpan[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of spans) {
    rest += text.slice(from, start) + '\u0000'.repeat(end - start);
    from = end;
  }
  return rest + text.slice(from);
}
