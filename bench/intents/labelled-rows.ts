import fs from 'node:fs';
import { parse } from 'csv-parse/sync';
import { seededRandom, shuffle } from '#textmodels';

export interface LabelledRow {
  readonly text: string;
  readonly label: string;
}

/** A row with the vector that the encoder makes of its text. */
export interface ReadRow extends LabelledRow {
  readonly pooled: Float32Array;
  readonly vector: Float32Array;
}

/** The label of what nobody taught: those rows are to be refused. */
export const OUTSIDE = 'oos';
const outside = new Set([OUTSIDE, 'NO_NODES_DETECTED']);

/** @throws RangeError when the file has no columns `text` and `category` */
export function readLabelledRows(file: string): LabelledRow[] {
  const rows = parse<Record<string, string>>(fs.readFileSync(file, 'utf8'), { columns: true, bom: true, skip_empty_lines: true });
  return rows.map(({ text, category }) => {
    if (text === undefined || category === undefined) throw new RangeError(`${file} needs the columns text and category`);
    return { text, label: outside.has(category) ? OUTSIDE : category };
  });
}

/** So many rows of each label, drawn by seed whatever the order of the file; all rows when `shots` is 0. */
export function drawShots<Row extends LabelledRow>(rows: readonly Row[], shots: number, seed: number): Row[] {
  if (shots === 0) return [...rows];
  const key = ({ label, text }: LabelledRow): string => `${label}\n${text}`;
  const sorted = [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const taken = new Map<string, number>();
  return shuffle(sorted, seededRandom(seed)).filter(({ label }) => {
    const count = (taken.get(label) ?? 0) + 1;
    taken.set(label, count);
    return count <= shots;
  });
}
