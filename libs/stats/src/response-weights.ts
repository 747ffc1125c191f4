import type { DifferenceEstimate, NoSpread, TooFew } from './answers.ts';
import { normalTwoSided, tHalfWidth } from './distributions.ts';

/**
 * Sums over units of one variant that were asked for ratings and are alike in what was known of them before: of each unit
 * a is how often it was asked, x how often it rated, y what its ratings add up to.
 */
export interface AskedSums {
  /** That were asked, and those of them that rated. */
  units: number;
  raters: number;
  a: number;
  x: number;
  y: number;
  aa: number;
  xx: number;
  yy: number;
  ax: number;
  ay: number;
  xy: number;
}

/** Units of two variants that are alike in what was known of them. */
export interface AskedPair {
  control: AskedSums;
  treatment: AskedSums;
}

/** A difference of mean ratings (treatment minus control, in points), weighted by who answered. */
export interface WeightedDifferenceOfRatings extends DifferenceEstimate {
  /** The same difference of the same units without weights. */
  unweighted: number;
  /** Cells that were left when thin ones were put together; with one there is nothing to weight by. */
  cells: number;
}

/** Raters of each variant, and of each variant in each cell. */
const FEWEST_RATERS = 30;
const FEWEST_OF_CELL = 10;

/**
 * Difference of two mean ratings in which each rating stands for those who were asked and said nothing, as far as they are
 * like its rater in what was known of both before: a rating counts by the inverse of its cell's share of ratings among the
 * asked. If within a cell silence has nothing to do with the rating, the difference is that of everybody who was asked.
 *
 * With a share of its own for each cell and variant, the weighted mean is that of the cells' means by how many were asked in
 * each (post-stratification), so that sums are all it needs. The standard error is over units and knows that the shares are
 * estimated. A cell with fewer than 10 raters of either variant is put together with the next thinnest one, whatever their
 * ratings, until there is none.
 *
 * @param pairs cell by cell; none has a unit in common with another
 * @param confidence 0.5..0.9999; normal quantiles
 * @returns `too-few` (counted in raters of the smaller variant) below 30; `no-spread` where all ratings of a variant
 *   are alike
 * @throws RangeError when sums belong to no set of units or the confidence is out of range
 * @see D. G. Horvitz & D. J. Thompson (1952), JASA 47(260), 663-685, divided by the sum of the weights as in J. Hajek (1971);
 *   R. J. A. Little & D. B. Rubin (2002), Statistical Analysis with Missing Data, 2nd ed., section 3.3, for cells
 */
export function weightedByResponse(pairs: readonly AskedPair[], confidence = 0.95): WeightedDifferenceOfRatings | NoSpread | TooFew {
  for (const { control, treatment } of pairs) [control, treatment].forEach(assertPossible);
  const have = Math.min(ratersOf(pairs, 'control'), ratersOf(pairs, 'treatment'));
  if (have < FEWEST_RATERS) return { kind: 'too-few', have, need: FEWEST_RATERS };
  const cells = withoutThin(pairs);
  const [a, b] = [weighted(cells.map(({ control }) => control)), weighted(cells.map(({ treatment }) => treatment))];
  const [value, units] = [b.mean - a.mean, ratersOf(cells, 'control') + ratersOf(cells, 'treatment')];
  const variance = a.variance + b.variance;
  if (variance === 0) return { kind: 'no-spread', value, units };
  const standardError = Math.sqrt(variance);
  const reach = tHalfWidth(confidence, Infinity) * standardError;
  return {
    kind: 'estimate', value, low: value - reach, high: value + reach, standardError, units, pValue: normalTwoSided(value / standardError),
    unweighted: b.unweighted - a.unweighted, cells: cells.length,
  };
}

const ratersOf = (pairs: readonly AskedPair[], side: keyof AskedPair): number => pairs.reduce((sum, pair) => sum + pair[side].raters, 0);

function assertPossible(sums: AskedSums): void {
  const { units, raters, a, x, y, xx, yy } = sums;
  if (Object.values(sums).some((one: number) => !Number.isSafeInteger(one) || one < 0)) throw new RangeError('sums of asked units are whole numbers from 0');
  if (raters > units || units > a || raters > x || x > a || units * xx < x * x || units * yy < y * y) throw new RangeError(`impossible sums over ${units} units`);
}

const thinnest = ({ control, treatment }: AskedPair): number => Math.min(control.raters, treatment.raters);

/** The thinnest cell joins the next thinnest one while it is too thin to tell its share. */
function withoutThin(pairs: readonly AskedPair[]): AskedPair[] {
  const cells = pairs.filter(({ control, treatment }) => control.units + treatment.units > 0).sort((one, other) => thinnest(one) - thinnest(other));
  while (cells.length > 1 && thinnest(cells[0]!) < FEWEST_OF_CELL) {
    const [first, second, ...others] = cells;
    cells.splice(0, cells.length, { control: together(first!.control, second!.control), treatment: together(first!.treatment, second!.treatment) }, ...others);
    cells.sort((one, other) => thinnest(one) - thinnest(other));
  }
  return cells;
}

const keys = ['units', 'raters', 'a', 'x', 'y', 'aa', 'xx', 'yy', 'ax', 'ay', 'xy'] as const;
const together = (one: AskedSums, other: AskedSums): AskedSums => Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as AskedSums;

/** One variant's weighted mean, and its variance by what each unit moves it: (a (R - mean) + weight (y - R x)) / asked. */
function weighted(cells: readonly AskedSums[]): { mean: number; variance: number; unweighted: number } {
  const sum = (of: (cell: AskedSums) => number): number => cells.reduce((total, cell) => total + of(cell), 0);
  const [units, asked] = [sum((cell) => cell.units), sum(({ a }) => a)];
  const mean = sum(({ a, x, y }) => (a * y) / x) / asked;
  const squares = sum(({ a, x, y, aa, xx, yy, ax, ay, xy }) => {
    const [ratio, weight] = [y / x, a / x];
    const apart = ratio - mean;
    const own = yy - 2 * ratio * xy + ratio * ratio * xx;
    // What rounding leaves of ratings that are all alike is no spread.
    const within = own <= 1e-12 * yy ? 0 : weight * weight * own + 2 * weight * apart * (ay - ratio * ax);
    return within + apart * apart * aa;
  });
  return { mean, variance: ((units / (units - 1)) * squares) / asked ** 2, unweighted: sum(({ y }) => y) / sum(({ x }) => x) };
}
