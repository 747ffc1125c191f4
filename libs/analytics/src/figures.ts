import type { Figures, Mean, Quantile, Share } from '#contracts';
import { meanInterval, quantileFromBuckets, wilsonInterval } from '#stats';
import type { Buckets } from './accumulate.ts';
import type { SumKey, Sums } from './contributions.ts';

/** Everything that is known about one variant, or one group of a report. */
export interface GroupTotals {
  sums: Sums;
  firstToken: Buckets;
  total: Buckets;
  /** Conversations that ended without a person, a thumbs-down or a return, or that the visitor said helped. */
  resolvedAlone: number;
}

/** Below these counts a share or a mean says nothing yet. */
const SHARE_NEEDS = 10;
const MEAN_NEEDS = 5;

export const shareOf = (hits: number, of: number): Share => {
  if (of < SHARE_NEEDS) return { kind: 'too-few', have: of, need: SHARE_NEEDS };
  const { low, high } = wilsonInterval(Math.min(hits, of), of);
  return { kind: 'share', count: hits, of, share: hits / of, low, high };
};

/** Mean of ratings from their count, sum and sum of squares; whole numbers from 1 to 5, so nothing cancels. */
export function csatMeanOf(ratings: number, sum: number, squares: number): Mean {
  if (ratings < MEAN_NEEDS) return { kind: 'too-few', have: ratings, need: MEAN_NEEDS };
  const mean = sum / ratings;
  const interval = meanInterval({ count: ratings, mean, squaredDeviations: Math.max(0, squares - sum * mean) });
  if (interval.kind === 'estimate') return { kind: 'mean', mean, low: Math.max(1, interval.low), high: Math.min(5, interval.high), n: ratings };
  // All ratings equal: their mean is known, its uncertainty is not.
  return { kind: 'mean', mean, low: mean, high: mean, n: ratings };
}

export function quantileOf(buckets: Buckets, q: number): Quantile {
  const quantile = quantileFromBuckets(buckets, q);
  switch (quantile.kind) {
    case 'value': return { kind: 'value', ms: quantile.ms, n: quantile.count };
    case 'censored': return { kind: 'censored', n: quantile.count };
    case 'too-few': return quantile;
  }
}

/** The figures of a group, each with what it rests on. */
export function figuresOf({ sums, firstToken, total, resolvedAlone }: GroupTotals): Figures {
  const sum = (key: SumKey): number => sums[key] ?? 0;
  const conversations = sum('conversations');
  return {
    assigned: sum('assigned'), conversations, answers: sum('answers'),
    csatMean: csatMeanOf(sum('ratings'), sum('ratingSum'), sum('ratingSquares')),
    csatTopBox: shareOf(sum('topRatings'), sum('ratings')),
    responseRate: shareOf(sum('ratings'), sum('asked')),
    thumbsUp: shareOf(sum('thumbsUp'), sum('thumbsUp') + sum('thumbsDown')),
    handOvers: shareOf(sum('handOvers'), conversations),
    resolvedAlone: shareOf(resolvedAlone, conversations),
    failures: shareOf(sum('failures'), sum('answers')),
    firstTokenP50: quantileOf(firstToken, 0.5), firstTokenP95: quantileOf(firstToken, 0.95),
    totalP50: quantileOf(total, 0.5), totalP95: quantileOf(total, 0.95),
    costMicroUsd: sum('costMicroUsd'), costPerConversationMicroUsd: conversations === 0 ? null : sum('costMicroUsd') / conversations,
    intentAccuracy: shareOf(sum('matched'), sum('scored')), coverage: shareOf(sum('covered'), sum('scored')),
  };
}
