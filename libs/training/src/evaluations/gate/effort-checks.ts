import type { GateCheck } from '#contracts';
import { check, type Measured } from './measured.ts';
import { mean, p95, pairedRatio, type Pair } from './paired-ratio.ts';
import { exceeds } from './pass-checks.ts';
import { cents, seconds, times } from './words.ts';

/** Nobody notices less. */
const UNNOTICED_MS = 100;

/** How long the slowest twentieth of the answers takes. */
export function latency({ cases, limits: { latencyRatio: limit }, baselineName }: Measured): GateCheck {
  if (limit === null) return check('latency', 'not_asked', 'Nobody asked for it.');
  const pairs = cases.filter(({ candidate, baseline }) => candidate.result !== 'failed' && baseline.result !== 'failed').map(({ candidate, baseline }): Pair => [candidate.totalMs, baseline.totalMs]);
  const ratio = pairs.length === 0 ? null : pairedRatio(pairs, p95);
  if (ratio === null) return check('latency', 'unknown', 'There are no answers to compare.');
  const { candidate, baseline, value, low, high } = ratio;
  const numbers = { candidate, baseline, limit, low, high };
  const sentence = `95 % of its answers are complete within ${seconds(candidate)}, with ${baselineName} within ${seconds(baseline)} (${times(value)})`;
  if (!exceeds(value, limit)) return check('latency', 'passed', `${sentence}.`, numbers);
  if (candidate - baseline <= UNNOTICED_MS) return check('latency', 'passed', `${sentence}: nobody notices ${UNNOTICED_MS} ms.`, numbers);
  return check('latency', 'failed', `${sentence}; at most ${times(limit)} is allowed.`, numbers);
}

/** What an answer costs on average, without hosting by the hour: that is shared by whoever else asks. */
export function cost({ cases, limits: { costRatio: limit }, baselineName, baselineHosted }: Measured): GateCheck {
  if (limit === null) return check('cost', 'not_asked', 'Nobody asked for it.');
  const pairs = cases.flatMap(({ candidate, baseline }): Pair[] => (candidate.costMicroUsd === null || baseline.costMicroUsd === null ? [] : [[candidate.costMicroUsd, baseline.costMicroUsd]]));
  if (pairs.length * 2 < cases.length || pairs.length === 0) return check('cost', 'unknown', 'What the answers cost is not known.');
  const ratio = pairedRatio(pairs, mean);
  if (ratio === null) {
    const own = mean(pairs.map(([one]) => one));
    if (own === 0) return check('cost', 'passed', 'Neither version costs anything, hosting by the hour left out.', { candidate: 0, baseline: 0, limit });
    if (baselineHosted) return check('cost', 'not_asked', `An answer costs ${cents(own)} on average; ${baselineName} is paid by the hour only, which is left out.`, { candidate: own });
    return check('cost', 'failed', `An answer costs ${cents(own)} on average, with ${baselineName} nothing.`, { candidate: own, baseline: 0, limit });
  }
  const { candidate, baseline, value, low, high } = ratio;
  const sentence = `An answer costs ${cents(candidate)} on average, with ${baselineName} ${cents(baseline)} (${times(value)}, hosting by the hour left out)`;
  const failed = exceeds(value, limit);
  return check('cost', failed ? 'failed' : 'passed', failed ? `${sentence}; at most ${times(limit)} is allowed.` : `${sentence}.`, { candidate, baseline, limit, low, high });
}
