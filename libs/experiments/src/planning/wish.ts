import type { InputOf, PlannedMeasure, planExperiment } from '#contracts';

/** What somebody wants to see, and what is known of the traffic. */
export type Wish = InputOf<typeof planExperiment>;

export interface MeasureFacts {
  /** Which way a difference is wished for. */
  better: 'more' | 'less';
  isShare: boolean;
  /** What is observed; one visitor may have several. */
  observed: 'ratings' | 'thumbs' | 'conversations' | 'answers';
  /** Visitors of one variant below which it has no interval, where that is more than of a mean. */
  fewest?: number;
}

export const measureFacts: Readonly<Record<PlannedMeasure, MeasureFacts>> = {
  csat: { better: 'more', isShare: false, observed: 'ratings' },
  csat_top: { better: 'more', isShare: true, observed: 'ratings' },
  thumbs: { better: 'more', isShare: true, observed: 'thumbs' },
  resolved: { better: 'more', isShare: true, observed: 'conversations' },
  hand_over: { better: 'less', isShare: true, observed: 'conversations' },
  failure: { better: 'less', isShare: true, observed: 'answers' },
  cost: { better: 'less', isShare: false, observed: 'conversations' },
  cost_resolved: { better: 'less', isShare: false, observed: 'conversations' },
  first_token_p50: { better: 'less', isShare: false, observed: 'answers' },
  first_token_p95: { better: 'less', isShare: false, observed: 'answers', fewest: 200 },
  total_p50: { better: 'less', isShare: false, observed: 'answers' },
  total_p95: { better: 'less', isShare: false, observed: 'answers', fewest: 200 },
};
