import type { DataSetMethod } from '#contracts';
import { parse } from 'csv-parse/sync';
import { csvColumns } from '../write-file.ts';
import { error, type Fault } from './found.ts';

interface Read {
  record: string[];
  info: { lines: number };
}

export interface CheckedLine {
  line: number;
  text: string;
  faults: Fault[];
}

/** What a spreadsheet would run. */
const formula = /^[\s\u{FEFF}]*[=+\-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}]/u;
const values: readonly [column: string, shape: RegExp, what: string][] = [
  ['number', /^[1-9]\d*$/, 'a whole number from 1'], ['part', /^(?:train|validation|test)$/, 'train, validation or test'], ['label', /^(?:true|false)$/, 'true or false'],
  ['weight', /^\d+(?:\.\d+)?$/, 'a number'], ['asked_at', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/, 'an instant such as 2026-03-09T12:00:00Z'],
];
const textColumns = ['context', 'question', 'answer', 'chosen', 'rejected'];

/** Checks a table (RFC 4180): its columns, its quotes, and that no cell of text runs as a formula. */
export function checkTable(content: string, method: DataSetMethod): CheckedLine[] {
  const columns = csvColumns[method];
  let read: Read[];
  try {
    read = parse(content, { info: true, relax_column_count: true }) as unknown as Read[];
  } catch (problem) {
    const { lines = 1, message } = problem as { lines?: number; message: string };
    return [{ line: lines, text: '', faults: [error('bad_quotes', `The quotes of this line do not fit: ${message.replace(/\.?$/, '.')}`)] }];
  }
  const [head, ...rows] = read.map(({ record, info }) => ({ record, line: info.lines - record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0) }));
  const named = head?.record.join(',') === columns.join(',');
  if (!named) return [{ line: 1, text: '', faults: [error('bad_header', `The first line must name these columns: ${columns.join(', ')}.`)] }];
  return rows.map(({ record, line }) => ({ line, text: record.join(' '), faults: faultsOf(record, columns) }));
}

function faultsOf(record: readonly string[], columns: readonly string[]): Fault[] {
  if (record.length !== columns.length) return [error('bad_columns', `This line has ${record.length} cells; the header names ${columns.length}.`)];
  const cell = (name: string): string => record[columns.indexOf(name)] ?? '';
  const empty = ['question', 'answer', 'chosen', 'rejected'].filter((name) => columns.includes(name) && cell(name).trim() === '');
  const runs = textColumns.filter((name) => columns.includes(name) && formula.test(cell(name)));
  return [
    ...empty.map((name) => error('no_content', `The cell "${name}" is empty.`)),
    ...runs.map((name) => error('formula', `A spreadsheet would run the cell "${name}" as a formula. Put an apostrophe before it.`)),
    ...values.filter(([name, shape]) => columns.includes(name) && !shape.test(cell(name))).map(([name, , what]) => error('bad_value', `"${name}" must be ${what}.`)),
    ...(columns.includes('rejected') && cell('chosen') === cell('rejected') ? [error('same_answers', '"chosen" and "rejected" are the same: nothing can be learnt from that.')] : []),
  ];
}
