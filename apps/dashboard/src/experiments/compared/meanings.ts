import type { ComparedMeasure } from '#contracts';

/** What each number is, in plain words and as a formula; sums go over the visitors of a variant. */
export const meanings: Record<ComparedMeasure, { words: string; formula: string }> = {
  csat: { words: 'All ratings from 1 to 5 that visitors gave, on average.', formula: 'sum of ratings / number of ratings' },
  csat_top: { words: 'How many of the ratings are a 4 or a 5.', formula: 'ratings of 4 or 5 / ratings' },
  thumbs: { words: 'How many of the thumbs on single answers point up.', formula: 'thumbs up / (thumbs up + thumbs down)' },
  resolved: { words: 'How many conversations ended without a person’s help.', formula: 'conversations resolved alone / conversations' },
  hand_over: { words: 'How many conversations went to a person.', formula: 'conversations handed over / conversations' },
  failure: { words: 'How many answers failed, for example because a model did not answer in time.', formula: 'failed answers / answers' },
  cost: { words: 'What answering 1,000 conversations costs.', formula: '1,000 × cost of all answers / conversations' },
  cost_resolved: { words: 'What all conversations cost for each 1,000 that were resolved alone: failures are paid for too.', formula: '1,000 × cost of all answers / conversations resolved alone' },
  first_token_p50: { words: 'Half of the answers show their first words at least this fast.', formula: 'median of the time from question to first words' },
  first_token_p95: { words: '95 of 100 answers show their first words at least this fast.', formula: '95th percentile of the time from question to first words' },
  total_p50: { words: 'Half of the answers are complete at least this fast.', formula: 'median of the time from question to the whole answer' },
  total_p95: { words: '95 of 100 answers are complete at least this fast.', formula: '95th percentile of the time from question to the whole answer' },
};
