import { stringify } from 'csv-stringify/sync';

type Cell = string | number | boolean | null | Date;
export type CsvRow = Record<string, Cell>;

/** A cell that a spreadsheet would run as a formula is kept as text. Numbers stay numbers. */
export const harmless = (value: string): string => (/^[\s\u{FEFF}]*[=+\-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}]/u.test(value) ? `'${value}` : value);

/** A table for spreadsheets: RFC 4180, the header from the first row, instants in ISO 8601. */
export function csvTable(rows: readonly CsvRow[]): string {
  const safe = rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cellOf(cell)])));
  return stringify(safe, { header: true, record_delimiter: '\r\n' });
}

const cellOf = (cell: Cell): string | number | null => {
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return typeof cell === 'string' ? harmless(cell) : cell;
};
