/** A part of an article between two `##` headings; `text` is exactly `body.slice(start, end)`. */
export interface BodyPart {
  readonly heading: string | null;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const fence = /^\s{0,3}(```|~~~)/;
const headingLine = /^##\s+(.+?)\s*#*\s*$/;

/** Splits an article's body at its `##` headings; the words before the first one are a part without heading. */
export function splitBody(body: string): BodyPart[] {
  const parts: BodyPart[] = [];
  let heading: string | null = null;
  let start = 0;
  let fenced = false;
  const close = (end: number): void => {
    const raw = body.slice(start, end);
    const text = raw.trim();
    const from = start + raw.length - raw.trimStart().length;
    if (text !== '') parts.push({ heading, start: from, end: from + text.length, text });
  };
  for (const { 0: line, index } of body.matchAll(/[^\n]*\n?/g)) {
    if (fence.test(line)) fenced = !fenced;
    const found = fenced ? null : headingLine.exec(line.trimEnd());
    if (!found) continue;
    close(index);
    heading = found[1]!;
    start = index + line.length;
  }
  close(body.length);
  return parts;
}

/** The same text with headings and list marks blanked, so that character positions stay but no mark is quoted. */
export function withoutMarks(text: string): string {
  return text.replace(/^[ \t]*(?:#{1,6} .*|(?:[-*+]|\d+[.)])(?=\s)|(?:>[ \t]?)+|[-*_=]{3,}[ \t]*$)/gm, (mark) => ' '.repeat(mark.length));
}
