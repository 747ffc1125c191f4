import { assertPaired, type PairedOutcomes } from './paired-difference.ts';

/**
 * McNemar's exact two-sided test of "both ways succeed equally often": of the matters that went differently, as many should
 * have gone one way as the other.
 *
 * @returns p-value, 0..1; 1 where nothing went differently
 * @throws RangeError when a count is not a whole number of at least 0, or all are 0
 * @see Q. McNemar (1947), Psychometrika 12(2), 153-157; M. W. Fagerland, S. Lydersen & P. Laake (2013), BMC Medical Research
 *   Methodology 13:91, equation 4
 */
export function mcNemarExact(outcomes: PairedOutcomes): number {
  assertPaired(outcomes);
  const { onlyControl, onlyTreatment } = outcomes;
  const differing = onlyControl + onlyTreatment;
  const fewer = Math.min(onlyControl, onlyTreatment);
  // Powers of a half one by one: no factorial can overflow.
  let term = -differing * Math.LN2;
  let tail = 0;
  for (let count = 0; count <= fewer; count++) {
    tail += Math.exp(term);
    term += Math.log((differing - count) / (count + 1));
  }
  return Math.min(1, 2 * tail);
}
