import type { GateCheck } from '#contracts';
import { check, type Measured, type MeasuredCase } from './measured.ts';
import { exceeds } from './pass-checks.ts';
import { winsOf } from './wins.ts';
import { outOf, percent } from './words.ts';

/** Of the pairs: a judge that can be read less often tells of chosen ones only. */
const LEAST_READ = 0.8;

/** Whether those who compare the answers prefer the baseline's too often. */
export function wins({ cases, comparisons, judge, limits: { leastWins: limit }, baselineName }: Measured): GateCheck {
  if (judge.kind === 'none') return check('wins', 'not_asked', 'Nobody compares the answers.');
  const own = winsOf(comparisons.filter(({ by }) => by === (judge.kind === 'model' ? 'model' : 'person')));
  if (judge.kind === 'people' && own.comparisons < judge.choices) {
    const differing = cases.filter(canBeToldApart).length;
    if (differing === 0) return check('wins', 'unknown', 'No two answers can be told apart, so there is nothing to choose between.', { limit });
    const few = differing < judge.choices ? ` Only ${outOf(differing, cases.length)} pairs can be told apart: several people have to look at them.` : '';
    return check('wins', 'unknown', `${outOf(own.comparisons, judge.choices)} blind choices are made; the gate waits for the others.${few}`, { limit });
  }
  const more = judge.kind === 'people' ? ' Start a new evaluation with more choices.' : '';
  if (judge.kind === 'model' && own.comparisons < LEAST_READ * cases.length) {
    return check('wins', 'unknown', `Only ${outOf(own.comparisons, cases.length)} pairs have a reply of the judge that could be read; at least ${percent(LEAST_READ)} must. Choose another judge.`, { limit });
  }
  if (own.lengthControlled === null) return check('wins', 'unknown', `${own.comparisons} comparisons are too few.${more}`, { limit });
  const { value, low, high } = own.lengthControlled;
  const numbers = { candidate: value, baseline: 1 - value, limit, low, high };
  const sentence = `Of ${own.comparisons} comparisons the candidate wins ${own.candidate}, ${baselineName} ${own.baseline}; at equal length that is ${percent(value)} (${percent(low)} to ${percent(high)})`;
  if (!exceeds(limit, low)) return check('wins', 'passed', `${sentence}.`, numbers);
  if (exceeds(limit, value)) return check('wins', 'failed', `${sentence}, and ${percent(limit)} is the least.`, numbers);
  return check('wins', 'unknown', `${sentence}: it cannot be told yet whether that is at least ${percent(limit)}.${more}`, numbers);
}

/** Whether people's choices are still missing, and there is something to choose between. With the last one that was asked for nothing is waited for. */
export const waitsForChoices = ({ cases, comparisons, judge }: Pick<Measured, 'cases' | 'comparisons' | 'judge'>): boolean =>
  judge.kind === 'people' && comparisons.filter(({ by }) => by === 'person').length < judge.choices && cases.some(canBeToldApart);

/** As the pairs are that people are shown. */
const canBeToldApart = ({ candidate, baseline }: MeasuredCase): boolean => candidate.result !== 'failed' && baseline.result !== 'failed' && candidate.text.trim() !== baseline.text.trim();

