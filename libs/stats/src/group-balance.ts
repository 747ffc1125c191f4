import type { TooFew } from './answers.ts';
import { chiSquareUpper } from './distributions.ts';

/** Units of one stratum (an epoch, say): a row for each group, a column for each variant; whole numbers, at least 0. */
export type GroupTable = readonly (readonly number[])[];

/** Whether the variants met the same mix of groups. */
export interface GroupBalance {
  kind: 'test';
  /** Pearson's chi-square, summed over the strata. */
  statistic: number;
  degreesOfFreedom: number;
  /** Probability, 0..1, of mixes at least this different when units are shared out without regard to their group. */
  pValue: number;
}

/** Expected units of each cell from which the chi-square approximation holds (Cochran 1954, Biometrics 10(4)). */
const FEWEST_EXPECTED = 5;

/**
 * Whether the variants met the same mix of groups, such as topics: within each stratum, because a stratum may share out
 * otherwise and meet another mix than the next one.
 *
 * Groups too small to be expected five times in each variant are put together, by their size alone; variants without
 * units in a stratum are left out of it.
 *
 * @returns `too-few` (counted in strata) when no stratum has two groups and two variants to compare
 * @throws RangeError when a count is impossible or the rows of a table differ in length
 * @see K. Pearson (1900), Philosophical Magazine 50(302), 157-175; sums of independent chi-squares are one, degrees of
 *   freedom added
 */
export function groupBalance(strata: readonly GroupTable[]): GroupBalance | TooFew {
  strata.forEach(assertTable);
  const tables = strata.map(comparable).filter((table) => table.length >= 2);
  if (tables.length === 0) return { kind: 'too-few', have: 0, need: 1 };
  const statistic = tables.reduce((sum, table) => sum + chiSquareOf(table), 0);
  const degreesOfFreedom = tables.reduce((sum, table) => sum + (table.length - 1) * ((table[0]?.length ?? 0) - 1), 0);
  return { kind: 'test', statistic, degreesOfFreedom, pValue: chiSquareUpper(statistic, degreesOfFreedom) };
}

/** Without empty variants, small groups put together; empty where there is nothing to compare. */
function comparable(table: GroupTable): GroupTable {
  const columns = columnTotals(table);
  const met = table.map((row) => row.filter((_, at) => (columns[at] ?? 0) > 0));
  const kept = columns.filter((units) => units > 0);
  if (kept.length < 2) return [];
  const enough = (FEWEST_EXPECTED * total(kept)) / Math.min(...kept);
  const large = met.filter((row) => total(row) >= enough).sort((a, b) => total(b) - total(a));
  const rest = columnTotals(met.filter((row) => total(row) < enough));
  if (total(rest) === 0) return large;
  if (total(rest) >= enough) return [...large, rest];
  const smallest = large.pop();
  return smallest ? [...large, columnTotals([smallest, rest])] : [];
}

function chiSquareOf(table: GroupTable): number {
  const columns = columnTotals(table);
  const units = total(columns);
  return table.reduce((sum, row) => sum + row.reduce((own, count, at) => {
    const expected = (total(row) * (columns[at] ?? 0)) / units;
    return own + (count - expected) ** 2 / expected;
  }, 0), 0);
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const columnTotals = (table: GroupTable): number[] => (table[0] ?? []).map((_, at) => total(table.map((row) => row[at] ?? 0)));

function assertTable(table: GroupTable): void {
  const width = table[0]?.length ?? 0;
  if (table.some((row) => row.length !== width || row.some((count) => !Number.isSafeInteger(count) || count < 0))) {
    throw new RangeError(`impossible groups: ${table.map((row) => row.join()).join('; ')}`);
  }
}
