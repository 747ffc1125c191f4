import type { EvaluationAnswer, GateCheck } from '#contracts';
import { pairedDifference, type PairedOutcomes } from '#stats';
import { givesNoAnswer, isRefusal } from '../find-faults.ts';
import { check, type Measured, type MeasuredCase } from './measured.ts';
import { doubt, exceeds } from './pass-checks.ts';
import { outOf, percent, points } from './words.ts';

/** Where an answer is expected, one has to come. */
export function refusals({ cases, limits, baselineName }: Measured): GateCheck {
  const expected = cases.filter(({ asked: { kind, expect } }) => (kind === 'facts' || kind === 'tool') && !expect.abstain);
  if (expected.length === 0) return check('refusals', 'not_asked', 'No case of the set expects an answer.');
  const { candidate, baseline, low, high } = counted(expected, (answer, { expect }) => isRefusal(expect, answer) || answer.result === 'failed');
  const shares = { candidate: candidate / expected.length, baseline: baseline / expected.length };
  const numbers = { ...shares, limit: limits.refusals, low, high };
  if (exceeds(shares.candidate - shares.baseline, limits.refusals)) {
    return check('refusals', 'failed', `${outOf(candidate, expected.length)} questions get no answer (${percent(shares.candidate)}), ${baseline} with ${baselineName}; at most ${points(limits.refusals)} more may.`, numbers);
  }
  return check('refusals', 'passed', `${outOf(candidate, expected.length)} questions get no answer (${percent(shares.candidate)}), ${baseline} with ${baselineName}.${doubt(exceeds(high, limits.refusals), `more than ${points(limits.refusals)} more get none`)}`, numbers);
}

/** What the baseline proves by its sources, the candidate has to prove too. Asked of questions that both answer. */
export function groundedness({ cases, limits, baselineName, usesKnowledge }: Measured): GateCheck {
  if (!usesKnowledge) return check('groundedness', 'not_asked', 'One of the versions is shown no articles, so it cannot name them.');
  const answered = cases.filter(({ asked, candidate, baseline }) => asked.kind === 'facts' && [candidate, baseline].every((answer) => answer.result === 'answered' && !givesNoAnswer(answer)));
  const sourced = answered.filter(({ candidate, baseline }) => isGrounded(baseline) || isGrounded(candidate));
  if (sourced.length === 0) return check('groundedness', 'not_asked', 'Neither version named a source.');
  const { candidate, baseline, low, high } = counted(sourced, isGrounded);
  const shares = { candidate: candidate / sourced.length, baseline: baseline / sourced.length };
  const numbers = { ...shares, limit: limits.groundedness, low, high };
  const sentence = `Of ${sourced.length} answers that have a source with either version, ${candidate} name it (${percent(shares.candidate)}); ${baselineName} names ${baseline} (${percent(shares.baseline)}).`;
  if (exceeds(shares.baseline - shares.candidate, limits.groundedness)) return check('groundedness', 'failed', `${sentence} At most ${points(limits.groundedness)} may be lost.`, numbers);
  return check('groundedness', 'passed', `${sentence}${doubt(exceeds(-low, limits.groundedness), `more than ${points(limits.groundedness)} are lost`)}`, numbers);
}

/** Citations have been checked against their sources; the built-in engine says approved answers and cited sentences word for word, and names the intent. */
const isGrounded = ({ citations, intent }: EvaluationAnswer): boolean => citations.length > 0 || intent !== null;

function counted(cases: readonly MeasuredCase[], holds: (answer: EvaluationAnswer, asked: MeasuredCase['asked']) => boolean): { candidate: number; baseline: number; low: number; high: number } {
  const outcomes: PairedOutcomes = { both: 0, onlyControl: 0, onlyTreatment: 0, neither: 0 };
  for (const { asked, candidate, baseline } of cases) {
    const [one, other] = [holds(candidate, asked), holds(baseline, asked)];
    outcomes[one ? (other ? 'both' : 'onlyTreatment') : other ? 'onlyControl' : 'neither']++;
  }
  const { low, high } = pairedDifference(outcomes);
  return { candidate: outcomes.both + outcomes.onlyTreatment, baseline: outcomes.both + outcomes.onlyControl, low, high };
}
