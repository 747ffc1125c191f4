import type { NoSpread, TooFew } from './answers.ts';
import type { UnitSums } from './pair-moments.ts';
import { seeded } from './seeded.ts';

/** How often, and from which seed, labels are dealt out anew. */
export interface Shuffling {
  /** Whole number, 1..1,000,000; 1,000 by default. The smallest possible p-value is 1 / (permutations + 1). */
  permutations?: number;
  /** Whole number; the same seed gives the same answer. */
  seed: number;
}

/** The observed difference among those of labels dealt out by chance. */
export interface PermutationTest {
  kind: 'test';
  /** The treatment's ratio of sums minus the control's, as observed. */
  difference: number;
  /** Above 0, at most 1: the share of labellings, the observed one among them, at least this far apart. */
  pValue: number;
  permutations: number;
}

/** How often a rule saw a difference where labels were dealt out by chance. */
export interface FalseAlarms {
  kind: 'rate';
  /** Permutations in which the rule saw a difference. There is none: labels were dealt out by chance. */
  alarms: number;
  permutations: number;
  /** alarms / permutations, 0..1; a sound rule stays near its alpha. */
  share: number;
}

/**
 * Tests "it makes no difference which variant a unit got" by dealing the labels out anew: no normal theory, exact for
 * any sample size. The statistic is the difference of ratios of sums; with denominators of 1, of means.
 *
 * @param control one pair of sums per unit, denominators at least 0
 * @returns `too-few` (counted in units of the smaller side) when a side has no unit with a denominator; `no-spread` when
 *   all units are alike
 * @throws RangeError when a sum is impossible or the number of permutations is out of range
 * @see B. Phipson & G. K. Smyth (2010), Permutation p-values should never be zero, Statistical Applications in
 *   Genetics and Molecular Biology 9(1): p = (b + 1) / (m + 1)
 */
export function permutationTest(
  control: readonly UnitSums[],
  treatment: readonly UnitSums[],
  { permutations = 1000, seed }: Shuffling,
): PermutationTest | NoSpread | TooFew {
  const difference = differenceOf(control, treatment);
  const lacking = check(control, treatment, permutations);
  if (lacking) return lacking;
  // Equal labellings differ by rounding; they count as equally far.
  const far = Math.abs(difference) * (1 - 1e-12);
  let asFar = 0;
  eachPermutation(control, treatment, { permutations, seed }, (a, b) => {
    // A labelling that leaves a side without denominators has no difference; counting it can only raise p.
    if (!(Math.abs(differenceOf(a, b)) < far)) asFar++;
  });
  return { kind: 'test', difference, pValue: (asFar + 1) / (permutations + 1), permutations };
}

/**
 * How often a decision rule cries wolf on a company's own data: the labels are dealt out by chance, so each difference
 * that the rule sees is a false alarm.
 *
 * @param rule says whether it would call the two groups different
 * @returns as `permutationTest`
 * @throws RangeError as `permutationTest`
 * @see E. J. G. Pitman (1937), Supplement to the JRSS 4(1), 119-130: under no effect all labellings are equally likely
 */
export function falseAlarms(
  control: readonly UnitSums[],
  treatment: readonly UnitSums[],
  shuffling: Shuffling,
  rule: (control: readonly UnitSums[], treatment: readonly UnitSums[]) => boolean,
): FalseAlarms | NoSpread | TooFew {
  const { permutations = 1000, seed } = shuffling;
  const lacking = check(control, treatment, permutations);
  if (lacking) return lacking;
  let alarms = 0;
  eachPermutation(control, treatment, { permutations, seed }, (a, b) => {
    if (rule(a, b)) alarms++;
  });
  return { kind: 'rate', alarms, permutations, share: alarms / permutations };
}

/** Fisher-Yates, stopped once the control is dealt: the order inside a group does not matter. */
function eachPermutation(
  control: readonly UnitSums[],
  treatment: readonly UnitSums[],
  { permutations, seed }: Required<Shuffling>,
  see: (control: readonly UnitSums[], treatment: readonly UnitSums[]) => void,
): void {
  const random = seeded(seed);
  const units = [...control, ...treatment];
  for (let round = 0; round < permutations; round++) {
    for (let i = 0; i < control.length; i++) {
      const j = i + Math.floor(random() * (units.length - i));
      const drawn = units[j] as UnitSums;
      units[j] = units[i] as UnitSums;
      units[i] = drawn;
    }
    see(units.slice(0, control.length), units.slice(control.length));
  }
}

const differenceOf = (control: readonly UnitSums[], treatment: readonly UnitSums[]): number =>
  ratioOf(treatment) - ratioOf(control);

function ratioOf(units: readonly UnitSums[]): number {
  let numerator = 0;
  let denominator = 0;
  for (const unit of units) {
    numerator += unit.numerator;
    denominator += unit.denominator;
  }
  return numerator / denominator;
}

function check(control: readonly UnitSums[], treatment: readonly UnitSums[], permutations: number): NoSpread | TooFew | null {
  if (!Number.isInteger(permutations) || permutations < 1 || permutations > 1_000_000) {
    throw new RangeError(`permutations must be a whole number 1..1,000,000: ${permutations}`);
  }
  const units = [...control, ...treatment];
  units.forEach(assertSums);
  const sides = [control, treatment].map((side) => side.filter(({ denominator }) => denominator > 0).length);
  if (Math.min(...sides) === 0) return { kind: 'too-few', have: 0, need: 1 };
  const [first] = units;
  const alike = units.every((unit) => unit.numerator === first?.numerator && unit.denominator === first.denominator);
  return alike ? { kind: 'no-spread', value: 0, units: units.length } : null;
}

function assertSums({ numerator, denominator }: UnitSums): void {
  if (!Number.isFinite(numerator) || !(denominator >= 0 && denominator < Infinity)) {
    throw new RangeError(`impossible sums of a unit: ${numerator} / ${denominator}`);
  }
}
