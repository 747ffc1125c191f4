const ALL = 10_000;
/** Ten points: what a change of traffic may shift without startling a support team. */
const STEP_PER_HOUR = 1000;
const LOWEST_FLOOR = 500;

/** What decides the next weights of an adaptive experiment. */
export interface WeightChange {
  /** Whole weights out of 10,000 now, in the order of the variants, summing to `whole`. */
  current: readonly number[];
  /** What the allocation asks for: one share a variant, at least 0, in proportion. The control's is not read. */
  shares: readonly number[];
  /** Least weight of each variant, whole, 500..whole / variants; 500 by default. */
  floor?: number;
  /** The control keeps this weight whatever the allocation asks for; none is fixed by default. */
  control?: { variant: number; weight: number };
  /** What they have together, whole, out of 10,000: less than all where a variant outside keeps its own. All by default. */
  whole?: number;
  /** Hours since the last change, above 0; more than 1 counts as 1, so a pause does not allow a jump. */
  hours: number;
}

/**
 * The next weights of an adaptive experiment: floor first, the rest by the shares, moved from the current weights by at
 * most 10 points an hour. For units not yet assigned only.
 *
 * Where a current weight lies below the floor, or the control's away from its own, it moves there step by step.
 *
 * @returns whole weights out of 10,000 that sum to `whole`
 * @throws RangeError when weights, shares, floor, control or hours are impossible
 * @see own: p_i = floor + (1 - K floor) w_i, then at most 1,000 of 10,000 an hour towards it; the shares w come from `topTwoShares` or `optimalShares`
 */
export function adaptiveWeights(change: WeightChange): number[] {
  assertChange(change);
  const { current, hours, whole = ALL } = change;
  const target = targetOf(change);
  const furthest = Math.max(...target.map((weight, i) => Math.abs(weight - (current[i] ?? 0))));
  const allowed = STEP_PER_HOUR * Math.min(1, hours);
  // All move by the same part of their way: the sum stays, and nobody passes below the floor.
  const part = furthest > allowed ? allowed / furthest : 1;
  return wholeWeights(target.map((weight, i) => (current[i] ?? 0) + part * (weight - (current[i] ?? 0))), whole);
}

function targetOf({ shares, floor = LOWEST_FLOOR, control, whole = ALL }: WeightChange): number[] {
  const free = shares.map((share, i) => (i === control?.variant ? 0 : share));
  const movers = control ? shares.length - 1 : shares.length;
  const total = free.reduce((sum, share) => sum + share, 0);
  const above = whole - (control?.weight ?? 0) - movers * floor;
  return free.map((share, i) => {
    if (i === control?.variant) return control.weight;
    return floor + above * (total > 0 ? share / total : 1 / movers);
  });
}

/** Rounds down, then gives what is missing to the largest remainders; the first of equals. */
function wholeWeights(weights: readonly number[], sum: number): number[] {
  // A trace of rounding below a whole number is that number.
  const whole = weights.map((weight) => Math.floor(weight + 1e-6));
  const missing = sum - whole.reduce((all, weight) => all + weight, 0);
  const byRemainder = weights
    .map((weight, i) => ({ i, remainder: weight - (whole[i] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { i } of byRemainder.slice(0, missing)) whole[i] = (whole[i] ?? 0) + 1;
  return whole;
}

function assertChange({ current, shares, floor = LOWEST_FLOOR, control, whole = ALL, hours }: WeightChange): void {
  assertPossible(Number.isInteger(whole) && whole > 0 && whole <= ALL, 'whole', whole);
  const variants = current.length;
  const sum = current.reduce((total, weight) => total + weight, 0);
  assertPossible(variants >= 2 && sum === whole && current.every((weight) => Number.isInteger(weight) && weight >= 0), 'current weights', current);
  assertPossible(shares.length === variants && shares.every((share) => share >= 0 && share < Infinity), 'shares', shares);
  assertPossible(Number.isInteger(floor) && floor >= LOWEST_FLOOR && floor * variants <= whole, 'floor', floor);
  assertPossible(hours > 0, 'hours', hours);
  if (!control) return;
  const { variant, weight } = control;
  const room = whole - (variants - 1) * floor;
  assertPossible(Number.isInteger(weight) && weight >= floor && weight <= room, 'weight of the control', weight);
  assertPossible(Number.isInteger(variant) && variant >= 0 && variant < variants, 'place of the control', variant);
}

function assertPossible(possible: boolean, name: string, value: number | readonly number[]): void {
  if (!possible) throw new RangeError(`impossible ${name}: ${String(value)}`);
}
