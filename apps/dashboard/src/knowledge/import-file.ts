/** What may be sent at once; the server counts the same. */
export const MOST_BYTES = 10_000_000;

export type Unusable = 'empty' | 'tooLarge' | 'notText';

/** The file's text, or why it cannot be used. Guessing at other encodings would garble every umlaut, so nothing is guessed. */
export function textOf(bytes: ArrayBuffer): { text: string } | { unusable: Unusable } {
  if (bytes.byteLength > MOST_BYTES) return { unusable: 'tooLarge' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.trim() === '' ? { unusable: 'empty' } : { text };
  } catch {
    return { unusable: 'notText' };
  }
}

/** `3.2 MB`, `480 kB`. */
export const sizeOf = (bytes: number): string => bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)}\u00a0MB` : `${Math.max(1, Math.round(bytes / 1_000))}\u00a0kB`;

/** Quoted as CSV wants it; a leading sign that spreadsheets would calculate is kept as text. */
const field = (value: string | number): string => {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

/** The rejected lines as a CSV file. */
export const rejectedCsv = (lines: readonly { line: number; reason: string; text: string }[]): string =>
  [['line', 'reason', 'text'], ...lines.map(({ line, reason, text }) => [line, reason, text])].map((row) => `${row.map(field).join(',')}\r\n`).join('');
