import type { EvaluationAnswer, EvaluationCase, EvaluationJudge, GateCheck, GateLimits } from '#contracts';
import type { StoredComparison } from '../evaluations.sql.ts';

/** A case with the answers of both versions. */
export interface MeasuredCase {
  asked: Pick<EvaluationCase, 'id' | 'kind' | 'expect'>;
  candidate: EvaluationAnswer;
  baseline: EvaluationAnswer;
}

/** All that the gate looks at. */
export interface Measured {
  cases: readonly MeasuredCase[];
  comparisons: readonly StoredComparison[];
  judge: EvaluationJudge;
  limits: GateLimits;
  /** Of the baseline, as it stands in a sentence: "version 3 of Prompt". */
  baselineName: string;
  /** Both versions are shown passages of the knowledge base. */
  usesKnowledge: boolean;
  /** The baseline's model is paid by the hour, which is left out of what answers cost. */
  baselineHosted: boolean;
}

/** Whether anything is held against the candidate's answer. Language models name no intent: an expected one says nothing of them. */
export const isChecked = ({ asked: { expect: { facts, mustNot, abstain, tool, intent } }, candidate }: MeasuredCase): boolean =>
  facts.length > 0 || mustNot.length > 0 || abstain || tool !== null || (intent !== null && candidate.intent !== null);

export const passed = ({ faults }: EvaluationAnswer): boolean => faults.length === 0;

type Numbers = Partial<Pick<GateCheck, 'candidate' | 'baseline' | 'limit' | 'low' | 'high'>>;

/** A check with what is known of its numbers. */
export const check = (name: GateCheck['name'], outcome: GateCheck['outcome'], sentence: string, numbers: Numbers = {}): GateCheck =>
  ({ name, outcome, candidate: null, baseline: null, limit: null, low: null, high: null, ...numbers, sentence });
