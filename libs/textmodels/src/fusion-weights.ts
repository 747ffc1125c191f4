/** One question with its right group: what each way of searching makes of all candidates, as z-scores. */
export interface FusionQuestion {
  readonly scorings: readonly ArrayLike<number>[];
  /** Of each candidate: passages of one article form a group. */
  readonly groups: ArrayLike<number>;
  readonly right: number;
}

/** How far up the right answers stand, over some questions. */
export interface RankQuality {
  /** Share of questions whose right answer comes first, or among the first three. */
  readonly top1: number;
  readonly top3: number;
  /** Mean of 1 / rank. */
  readonly mrr: number;
}

export interface FusionFit {
  /** One for each way of searching; they sum to 1. */
  readonly weights: readonly number[];
  /** On questions that the weights were not chosen by. */
  readonly heldOut: { readonly learnt: RankQuality; readonly equal: RankQuality };
}

const folds = 5;

/**
 * Every mixture in steps, with equal shares first. None falls below the floor: a way of searching that helped no question
 * so far may be the one that finds the next.
 */
export function fusionGrid(ways: number, steps = 10, floor = 1): number[][] {
  const grid: number[][] = [Array.from({ length: ways }, () => 1 / ways)];
  const extend = (shares: number[], left: number): void => {
    if (shares.length === ways - 1) return void grid.push([...shares, left].map((share) => share / steps));
    for (let share = floor; share <= left - floor * (ways - 1 - shares.length); share++) extend([...shares, share], left - share);
  };
  extend([], steps);
  return grid;
}

/** The place of the right group, from 1, under weighted sums; groups are ranked by their best candidate. */
export function rankOfRight({ scorings, groups, right }: FusionQuestion, weights: readonly number[]): number {
  const best = new Map<number, number>();
  for (let at = 0; at < groups.length; at++) {
    let sum = 0;
    for (let way = 0; way < weights.length; way++) sum += weights[way]! * scorings[way]![at]!;
    const group = groups[at]!;
    if (sum > (best.get(group) ?? -Infinity)) best.set(group, sum);
  }
  const mine = best.get(right);
  if (mine === undefined) return Infinity;
  let rank = 1;
  // A tie counts against us: nobody knows which one would be shown.
  for (const [group, score] of best) if (group !== right && score >= mine) rank++;
  return rank;
}

export function rankQuality(ranks: readonly number[]): RankQuality {
  const mean = (value: (rank: number) => number): number => ranks.reduce((sum, rank) => sum + value(rank), 0) / Math.max(1, ranks.length);
  return { top1: mean((rank) => (rank <= 1 ? 1 : 0)), top3: mean((rank) => (rank <= 3 ? 1 : 0)), mrr: mean((rank) => 1 / rank) };
}

/**
 * Chooses the mixture that puts right answers highest, and tells by cross-validation what that is worth.
 *
 * @param grid as from `fusionGrid`: equal shares first
 * @param ranks of each question under each mixture of the grid
 */
export function fitFusion(grid: readonly (readonly number[])[], ranks: readonly (readonly number[])[]): FusionFit {
  const chosen = Array.from({ length: folds }, (_, fold) => bestOf(grid, ranks.filter((_own, at) => at % folds !== fold)));
  const learnt = ranks.map((own, at) => own[chosen[at % folds]!]!);
  return { weights: grid[bestOf(grid, ranks)]!, heldOut: { learnt: rankQuality(learnt), equal: rankQuality(ranks.map((own) => own[0]!)) } };
}

/** Of mixtures that do equally well, the one nearest to equal shares. */
function bestOf(grid: readonly (readonly number[])[], ranks: readonly (readonly number[])[]): number {
  const distance = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + (weight - 1 / weights.length) ** 2, 0);
  const scores = grid.map((weights, at) => ranks.reduce((sum, own) => sum + 1 / own[at]!, 0) / Math.max(1, ranks.length) - distance(weights) * 1e-6);
  return scores.reduce((best, score, at) => (score > scores[best]! ? at : best), 0);
}
