import type { Evidence, NonResponse, WeightedRatings } from '#contracts';
import { boundsOfDifference, boundsOfMean, leeBounds, responseRates, type AskedRatings, type RatingCounts, type SequencePlan } from '#stats';
import { comparedIn } from './plan.ts';
import { weightedRatings } from './response-weights.ts';

/** Of a false alarm of any variant at any look. */
const ALARM = 0.01;

/**
 * Whether those who rated can stand for those who did not: response rates compared, and what the silent could change. The
 * alarm is the sequential test's, because the page is looked at all the time.
 */
export function checkNonResponse({ variants, ratings, plan, asked }: Pick<Evidence, 'variants' | 'ratings' | 'plan' | 'asked'>): NonResponse[] {
  const of = (id: string): AskedRatings => {
    const found = ratings.find(({ variantId }) => variantId === id);
    return found ? { asked: found.asked, counts: found.counts satisfies RatingCounts } : { asked: 0, counts: [0, 0, 0, 0, 0] };
  };
  const { controlId, treatmentIds, sequence } = comparedIn({ variants, plan });
  const ofControl = { ...of(controlId), sequence: { ...sequence, alpha: ALARM / Math.max(1, treatmentIds.length) } };
  const weighted = (id: string): WeightedRatings | null => (!asked || id === controlId ? null : weightedRatings(asked, { controlId, variantId: id }));
  return variants.map(({ id, isControl }) => ({ ...told(id, of(id), isControl ? null : ofControl), ...(asked && { weighted: weighted(id) }) }));
}

const ratedIn = ({ counts }: AskedRatings): number => counts.reduce((sum, count) => sum + count, 0);

function told(variantId: string, own: AskedRatings, control: (AskedRatings & { sequence: SequencePlan }) | null): NonResponse {
  const bounds = boundsOfMean(own);
  const base = { variantId, asked: own.asked, rated: ratedIn(own), bounds: 'kind' in bounds ? null : bounds };
  if (!control) return { ...base, test: null, differenceBounds: null, leeBounds: null };
  const test = responseRates({ successes: ratedIn(control), trials: control.asked }, { successes: ratedIn(own), trials: own.asked }, control.sequence);
  const ofControl = boundsOfMean(control);
  const lee = own.asked > 0 && control.asked > 0 ? leeBounds(control, own) : null;
  return {
    ...base,
    test: test.kind === 'test' ? { difference: test.difference, p: test.pValue, sequentialP: test.alwaysValidP, notComparable: test.notComparable } : null,
    differenceBounds: 'kind' in bounds || 'kind' in ofControl ? null : boundsOfDifference(ofControl, bounds),
    leeBounds: lee?.kind === 'bounds' ? { low: lee.low, high: lee.high } : null,
  };
}
