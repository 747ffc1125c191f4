import type { EvaluationWins, ReplyOf, readEvaluationWins } from '#contracts';
import { duelStrengths, wilsonInterval, type Duel } from '#stats';
import type { StoredComparison } from '../evaluations.sql.ts';

const Z = 1.959964;

/** What comparisons of one kind of judge come to. */
export function winsOf(comparisons: readonly StoredComparison[]): EvaluationWins {
  const count = (result: StoredComparison['result']): number => comparisons.filter((one) => one.result === result).length;
  const [candidate, baseline] = [count('candidate'), count('baseline')];
  const ratios = comparisons.map(({ candidateLength, baselineLength }) => Math.max(1, candidateLength) / Math.max(1, baselineLength)).sort((a, b) => a - b);
  return {
    comparisons: comparisons.length, candidate, baseline, ties: count('tie'), bothBad: count('both_bad'),
    decided: candidate + baseline === 0 ? null : { value: candidate / (candidate + baseline), ...wilsonInterval(candidate, candidate + baseline) },
    lengthControlled: lengthControlled(comparisons), lengthRatio: ratios[Math.floor(ratios.length / 2)] ?? null,
  };
}

/**
 * The share that the candidate would win against an answer of the same length, ties as halves: judges like long answers.
 * A regression of the choice on the logarithm of the length ratio and on the side.
 *
 * @see Y. Dubois, B. Galambosi, P. Liang & T. B. Hashimoto (2024), Length-Controlled AlpacaEval, arXiv:2404.04475
 */
function lengthControlled(comparisons: readonly StoredComparison[]): EvaluationWins['lengthControlled'] {
  const people = new Set(comparisons.map(({ rater }) => rater)).size > 1;
  const duels = comparisons.map((one, at): Duel => {
    // A model saw both orders: its choice has no side, and it is put on either in turns.
    const candidateLeft = one.leftSide === null ? at % 2 === 0 : one.leftSide === 'candidate';
    const lengths = [Math.max(1, one.candidateLength), Math.max(1, one.baselineLength)] as const;
    return {
      left: candidateLeft ? 1 : 0, right: candidateLeft ? 0 : 1, leftLength: lengths[candidateLeft ? 0 : 1], rightLength: lengths[candidateLeft ? 1 : 0],
      result: one.result === 'tie' ? 'tie' : one.result === 'both_bad' ? 'both-bad' : (one.result === 'candidate') === candidateLeft ? 'left' : 'right',
      // The choices of a lone judge resemble each other by case.
      rater: people ? one.rater ?? one.caseId : one.caseId, conversation: one.caseId,
    };
  });
  const fitted = duelStrengths(2, duels);
  if (fitted.kind === 'too-few') return null;
  const { value, standardError } = fitted.strengths[1]!;
  return { value: logistic(value), low: logistic(value - Z * standardError), high: logistic(value + Z * standardError) };
}

const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** Of cases that both decided; several people's choices on a case count one by one. */
export function agreementOf(comparisons: readonly StoredComparison[]): ReplyOf<typeof readEvaluationWins>['agreement'] {
  const decided = comparisons.filter(({ result }) => result === 'candidate' || result === 'baseline');
  const models = new Map(decided.filter(({ by }) => by === 'model').map(({ caseId, result }) => [caseId, result]));
  const pairs = decided.filter(({ by, caseId }) => by === 'person' && models.has(caseId));
  if (pairs.length === 0) return null;
  const same = pairs.filter(({ caseId, result }) => models.get(caseId) === result).length;
  return { cases: pairs.length, same, ...wilsonInterval(same, pairs.length) };
}
