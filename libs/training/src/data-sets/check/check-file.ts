import type { DataSetFormat, DataSetMethod, FileIssue } from '#contracts';
import { redact } from '#textmodels';
import { lineCheck } from './check-line.ts';
import { checkTable, type CheckedLine } from './check-table.ts';
import { error, isFields, warning, type Fault } from './found.ts';

export interface CheckedFile {
  /** Examples in the file. */
  lines: number;
  issues: FileIssue[];
}

/** Below this, services refuse to train; below the other, little is learnt. */
const FEWEST = 10;
const FEW = 50;

/** Checks a training file as those who train would, and for what they do not look at: repetitions and personal data. */
export function checkFile({ format, method, content }: { format: DataSetFormat; method: DataSetMethod; content: string }): CheckedFile {
  const check = format === 'csv' ? null : lineCheck(format, method);
  if (check === undefined) return { lines: 0, issues: [{ line: 0, ...error('no_such_form', 'There is no such form: pairs and thumbs have none in ShareGPT, and thumbs none at OpenAI.') }] };
  const marked = content.startsWith('\ufeff');
  const text = marked ? content.slice(1) : content;
  const read = check === null ? checkTable(text, method) : linesOf(text).map((line): CheckedLine => ({ ...line, faults: checkJson(line.text, check) }));
  const whole: Fault[] = marked ? [error('byte_order_mark', 'The file begins with a byte order mark. Save it as UTF-8 without one.')] : [];
  const issues = [...whole.map((fault) => ({ line: 0, ...fault })), ...size(read), ...read.flatMap(({ line, faults }) => faults.map((fault) => ({ line, ...fault }))), ...repetitions(read), ...personal(read)];
  return { lines: read.length, issues: issues.sort((a, b) => a.line - b.line) };
}

function linesOf(content: string): { line: number; text: string }[] {
  const texts = content.split('\n');
  if (texts.at(-1) === '') texts.pop();
  return texts.map((text, at) => ({ line: at + 1, text: text.replace(/\r$/, '') }));
}

function checkJson(text: string, check: (line: Record<string, unknown>) => Fault[]): Fault[] {
  if (text.trim() === '') return [error('empty_line', 'The line is empty.')];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (problem) {
    return [error('not_json', `The line is not JSON: ${(problem as Error).message.replace(/\.?$/, '.')}`)];
  }
  if (!isFields(value)) return [error('not_an_object', 'The line must be one JSON object.')];
  // Written again, whole characters stand for themselves and halves are escaped.
  const broken = /(?<!\\)(?:\\\\)*\\ud[89a-f]/i.test(JSON.stringify(value));
  return [...(broken ? [error('broken_character', 'The line holds half of a character, which is no valid text.')] : []), ...check(value)];
}

function size(read: readonly CheckedLine[]): FileIssue[] {
  if (read.length === 0) return [{ line: 0, ...error('empty_file', 'The file has no example.') }];
  if (read.length < FEWEST) return [{ line: 0, ...warning('too_few', `The file has ${read.length} examples; services refuse to train on fewer than ${FEWEST}.`) }];
  return read.length < FEW ? [{ line: 0, ...warning('few', `The file has ${read.length} examples; from ${FEW} on a difference can be expected.`) }] : [];
}

function repetitions(read: readonly CheckedLine[]): FileIssue[] {
  const first = new Map<string, number>();
  return read.flatMap(({ line, text, faults }) => {
    const before = first.get(text);
    if (before === undefined) first.set(text, line);
    return before === undefined || text === '' || faults.length > 0 ? [] : [{ line, ...warning('repeated', `The line repeats line ${before}.`) }];
  });
}

function personal(read: readonly CheckedLine[]): FileIssue[] {
  return read.flatMap(({ line, text }) => {
    const { found } = redact(text.replace(/\\[nrt]/g, ' '));
    const kinds = found.map(({ kind, count }) => `${count} x ${kind.replace('_', ' ')}`).join(', ');
    return found.length === 0 ? [] : [{ line, ...warning('personal_data', `The line may hold personal data: ${kinds}.`) }];
  });
}
