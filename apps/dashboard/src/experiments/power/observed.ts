import type { PlannedMeasure } from '#contracts';

/** What is observed of a visitor; one may have several. */
export const observedOf = {
  csat: 'ratings', csat_top: 'ratings', thumbs: 'thumbs', resolved: 'conversations', hand_over: 'conversations', failure: 'answers', cost: 'conversations', cost_resolved: 'conversations',
  first_token_p50: 'answers', first_token_p95: 'answers', total_p50: 'answers', total_p95: 'answers',
} as const satisfies Record<PlannedMeasure, string>;
