import { SharedResults, type DuelSummary, type Results } from '#contracts';
import { withoutIds } from './without-ids.ts';

type About = Omit<SharedResults, 'results' | 'duels'>;

/** What somebody without an account may read of results: the fields that the contract lists and no others, without an id of ours. */
export const sharedResults = (about: About, results: Results, duels: DuelSummary): SharedResults =>
  SharedResults.parse({ ...about, ...withoutIds({ results, duels }) });
