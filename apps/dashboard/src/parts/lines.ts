/** The entries of a text with one entry a line; empty lines do not count. */
export const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

export interface LineLimits {
  lines: number;
  /** Of one line, in code points. */
  length: number;
}

/** Number of the first entry that is too long, from 1; null when all fit. */
export function tooLongLine(text: string, { length }: LineLimits): number | null {
  const at = linesOf(text).findIndex((line) => line.length > length && [...line].length > length);
  return at < 0 ? null : at + 1;
}

export const fits = (text: string, limits: LineLimits): boolean => linesOf(text).length <= limits.lines && tooLongLine(text, limits) === null;
