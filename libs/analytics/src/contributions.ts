import { CENSORED_BUCKET, latencyBucket } from '#stats';
import type { Fact } from './journal.ts';

/** Every exact whole-number sum that is kept. Costs are in millionths of a dollar. */
export type SumKey =
  | 'assigned' | 'conversations' | 'received' | 'answers' | 'failures' | 'clarified' | 'offered' | 'costMicroUsd'
  | 'inputTokens' | 'outputTokens' | 'asked' | 'ratings' | 'ratingSum' | 'ratingSquares' | 'topRatings' | 'thumbsUp'
  | 'servedElsewhere' | 'thumbsDown' | 'handOvers' | 'helped' | 'ended' | 'scored' | 'matched' | 'covered';
export type Sums = Partial<Record<SumKey, number>>;

/** What one fact adds to the sums, and the latency buckets that it falls into. */
export interface Contribution {
  sums: Sums;
  firstTokenBucket?: number;
  totalBucket?: number;
}

/** Ratings of 4 and 5 count as satisfied. */
const TOP = 4;

const rating = (score: number | null, sign: 1 | -1): Sums =>
  score === null ? {} : { ratings: sign, ratingSum: sign * score, ratingSquares: sign * score * score, ...(score >= TOP ? { topRatings: sign } : {}) };

/** Sums key by key; zeros are dropped, as the database does. */
export function addSums(a: Sums, b: Sums): Sums {
  const total: Sums = { ...a };
  for (const key of Object.keys(b) as SumKey[]) {
    const sum = (total[key] ?? 0) + (b[key] ?? 0);
    if (sum === 0) delete total[key];
    else total[key] = sum;
  }
  return total;
}

const thumb = (value: 'up' | 'down' | null, sign: 1 | -1): Sums => (value === null ? {} : { [value === 'up' ? 'thumbsUp' : 'thumbsDown']: sign });

/** A failed or cut answer was waited for in vain: it is slower than anything measured, never missing. */
const bucketOf = (ms: number | null): number => (ms === null ? CENSORED_BUCKET : latencyBucket(ms));

function finished(fact: Fact & { kind: 'answer.finished' }): Contribution {
  const sums: Sums = {
    answers: 1, costMicroUsd: fact.costMicroUsd, inputTokens: fact.inputTokens, outputTokens: fact.outputTokens,
    ...(fact.result === 'failed' || fact.result === 'budget' ? { failures: 1 } : {}),
    ...(fact.result === 'clarified' ? { clarified: 1 } : {}),
    ...(fact.servedElsewhere === true ? { servedElsewhere: 1 } : {}),
    ...(fact.result === 'offered_person' || fact.result === 'handed_over' || fact.result === 'budget' ? { offered: 1 } : {}),
  };
  // The visitor (or an agent who took over) cut it short: no latency of the backend's was observed to its end.
  if (fact.state === 'cancelled') return { sums, ...(fact.firstTokenMs === null ? {} : { firstTokenBucket: bucketOf(fact.firstTokenMs) }) };
  const failed = fact.state !== 'complete' || fact.result === 'budget';
  return { sums, firstTokenBucket: bucketOf(fact.firstTokenMs), totalBucket: failed ? CENSORED_BUCKET : bucketOf(fact.totalMs) };
}

/** The one place that says what a fact means in numbers; rollups and unit totals both follow it. */
export function contributionOf(fact: Fact): Contribution {
  switch (fact.kind) {
    case 'unit.assigned': return { sums: { assigned: 1 } };
    case 'conversation.started': return { sums: { conversations: 1 } };
    case 'message.received': return { sums: { received: 1 } };
    case 'answer.finished': return finished(fact);
    case 'message.rated': return { sums: addSums(thumb(fact.from, -1), thumb(fact.to, 1)) };
    case 'rating.asked': return { sums: { asked: 1 } };
    case 'conversation.rated': return { sums: addSums(rating(fact.from, -1), rating(fact.to, 1)) };
    case 'hand_over.requested': return { sums: { handOvers: 1 } };
    case 'conversation.helped': return { sums: { helped: 1 } };
    case 'conversation.ended': return { sums: { ended: 1 } };
    case 'answer.scored': return { sums: { scored: 1, ...(fact.matched ? { matched: 1 } : {}), ...(fact.covered ? { covered: 1 } : {}) } };
    case 'hand_over.claimed': case 'hand_over.ended': return { sums: {} };
  }
}
