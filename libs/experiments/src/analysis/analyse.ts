import type { Analysis, Evidence } from '#contracts';
import { compareVariants } from './compare.ts';
import { complierEffects } from './compliers.ts';
import { gatesOf } from './gates.ts';
import { checkGuardrails } from './guardrails.ts';
import { overTime } from './looks.ts';
import { measures } from './measures.ts';
import { checkNonResponse } from './non-response.ts';
import { comparedIn } from './plan.ts';
import { ratioGroups } from './ratio-groups.ts';
import { proposeRouting } from './routing-rule.ts';
import { checkSampleRatio } from './sample-ratio.ts';
import { findSegments } from './segments.ts';
import { checkTwin, withoutTwin } from './twin.ts';
import { verdictOf } from './verdict.ts';

/**
 * Everything that follows from an experiment's evidence: a pure function, so that a report can be checked years later
 * without a database. The same evidence gives the same numbers to the last bit on the same major version of Node.
 *
 * @throws RangeError when the evidence is impossible: sums of no set of units, no control or several
 */
export function analyse(evidence: Evidence): Analysis {
  const competing = withoutTwin(evidence);
  const comparisons = compareVariants(competing);
  const guardrails = checkGuardrails(competing);
  const sampleRatio = { ...checkSampleRatio(evidence), ...ratioGroups(evidence) };
  const nonResponse = checkNonResponse(competing);
  const twin = checkTwin(evidence);
  const gates = gatesOf(evidence, { sampleRatio, nonResponse, guardrails, comparisons, ...twin });
  const { treatmentIds, sequence, deciding } = comparedIn(competing);
  const sequences = measures.flatMap(({ measure }) => treatmentIds.map((variantId) => overTime(evidence.looks, variantId, measure, measure === evidence.plan.decision.primary ? deciding.sequence : sequence))).filter(({ points }) => points.length > 0);
  const verdict = verdictOf({ evidence: competing, comparisons, guardrails, nonResponse, gates });
  const segments = findSegments(competing);
  const routing = proposeRouting(competing, { verdict, comparisons, guardrails, segments });
  return { formulas: 1, verdict, gates, guardrails, comparisons, sampleRatio, nonResponse, segments, routing, sequences, ...(evidence.arrivals && { unread: evidence.arrivals.unread }), ...(competing.served && { compliers: complierEffects(competing, competing.served) }), ...twin };
}
