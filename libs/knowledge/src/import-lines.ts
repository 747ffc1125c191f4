import { setImmediate as nextTurn } from 'node:timers/promises';
import { Problem } from '#platform';
import { readCsv, type CsvRecord } from './csv-records.ts';

/** A line as it stands in the file; nothing is checked yet. */
export interface ImportLine {
  readonly line: number;
  readonly text: unknown;
  readonly category: unknown;
  readonly answer: unknown;
}

export interface Rejected {
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

type OnLine = (line: ImportLine) => void;
type OnRejected = (rejected: Rejected) => void;

const LINES_A_TURN = 2_000;

/** Reads CSV with a header or JSON Lines. @throws Problem `import_unreadable` when it is neither */
export function readImport(file: string, onLine: OnLine, onRejected: OnRejected): Promise<void> {
  const content = file.replace(/^\uFEFF/, '');
  return content.trimStart().startsWith('{') ? readJsonLines(content, onLine, onRejected) : readLabelledCsv(content, onLine, onRejected);
}

async function readJsonLines(content: string, onLine: OnLine, onRejected: OnRejected): Promise<void> {
  const lines = content.split('\n');
  for (const [index, raw] of lines.entries()) {
    if (index % LINES_A_TURN === 0) await nextTurn();
    const text = raw.trim();
    if (text === '') continue;
    const line = index + 1;
    const fields = objectOf(text);
    if (fields) onLine({ line, text: fields['text'], category: fields['category'], answer: fields['answer'] });
    else onRejected({ line, reason: 'is not a JSON object', text });
  }
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

interface Header {
  readonly columns: number;
  readonly text: number;
  readonly category: number;
  readonly answer: number;
}

async function readLabelledCsv(content: string, onLine: OnLine, onRejected: OnRejected): Promise<void> {
  let header: Header | undefined;
  const take = ({ line, fields }: CsvRecord): void => {
    if (!header) return void (header = headerOf(fields));
    const { columns, text, category, answer } = header;
    const fault = fields.length > columns ? 'more' : fields.length <= Math.max(text, category) ? 'fewer' : null;
    if (fault) return onRejected({ line, reason: `has ${fault} columns than the header; texts with commas need quotes`, text: fields.join(',') });
    onLine({ line, text: fields[text], category: fields[category], answer: fields[answer] });
  };
  await readCsv(content, delimiterOf(content), take, ({ line, text }) => onRejected({ line, reason: 'has quotes that do not match', text }));
  if (!header) throw new Problem('import_unreadable');
}

function headerOf(fields: readonly string[]): Header {
  const names = fields.map((name) => name.trim().toLowerCase());
  const [text, category, answer] = [names.indexOf('text'), names.indexOf('category'), names.indexOf('answer')];
  if (text < 0 || category < 0) throw new Problem('import_unreadable', { detail: 'The first line must be the header "text,category" or "text,category,answer".' });
  return { columns: names.length, text, category, answer };
}

/** Spreadsheets of some countries write semicolons or tabs. */
function delimiterOf(content: string): string {
  const header = content.slice(0, content.search(/[\r\n]|$/));
  return [',', ';', '\t'].find((one) => header.includes(one)) ?? ',';
}
