import { setImmediate as nextTurn } from 'node:timers/promises';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';

export interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

export interface BrokenLine {
  readonly line: number;
  readonly text: string;
}

/** Longest record in bytes: a quote that is never closed swallows no more than this. */
const LONGEST = 65_536;
const SLICE = 65_536;
const LINE_FEED = 0x0a;

/**
 * Reads CSV (RFC 4180) record by record. A line with broken quotes is told and left out, and reading goes on with the
 * next line. Gives the event loop a turn now and then.
 */
export async function readCsv(
  content: string, delimiter: string, onRecord: (record: CsvRecord) => void, onBroken: (line: BrokenLine) => void,
): Promise<void> {
  const bytes = Buffer.from(content);
  let offset = 0;
  let linesBefore = 0;
  while (offset < bytes.length) {
    const rest = bytes.subarray(offset);
    const { read, lines, whole } = await readUntilBroken(rest, delimiter, ({ line, fields }) => onRecord({ line: linesBefore + line, fields }));
    if (whole) return;
    const blank = blankLinesAt(rest, read);
    const start = read + blank.bytes;
    const end = endOfLine(rest, start);
    linesBefore += lines + blank.lines;
    onBroken({ line: linesBefore + 1, text: rest.toString('utf8', start, end).trimEnd() });
    linesBefore += 1;
    offset += end + 1;
  }
}

/** @returns how far good records went, and whether that was to the end */
async function readUntilBroken(bytes: Buffer, delimiter: string, onRecord: (record: CsvRecord) => void): Promise<{ read: number; lines: number; whole: boolean }> {
  let read = 0;
  let lines = 0;
  const parser = parse({
    delimiter, relax_column_count: true, skip_empty_lines: true, max_record_size: LONGEST,
    on_record: (fields: string[], context) => {
      read = context.bytes;
      lines = context.lines;
      onRecord({ line: context.lines - fields.reduce((sum, field) => sum + field.split('\n').length - 1, 0), fields });
      return null;
    },
  });
  const done = finished(parser.resume()).then(() => true, () => false);
  for (let start = 0; start < bytes.length && !parser.destroyed; start += SLICE) {
    parser.write(bytes.subarray(start, start + SLICE));
    await nextTurn();
  }
  if (!parser.destroyed) parser.end();
  return { whole: await done, read, lines };
}

function blankLinesAt(bytes: Buffer, start: number): { bytes: number; lines: number } {
  let at = start;
  let lines = 0;
  while (bytes[at] === LINE_FEED || bytes[at] === 0x0d) if (bytes[at++] === LINE_FEED) lines++;
  return { bytes: at - start, lines };
}

function endOfLine(bytes: Buffer, start: number): number {
  const found = bytes.indexOf(LINE_FEED, start);
  return found < 0 ? bytes.length : found;
}
