import type { IntentRecipe } from './intent-recipe.ts';

const { max, sqrt } = Math;

/** A gain or a lag counts from so many standard errors on; less may be chance. */
const beyondChance = 2;

/** One recipe, trained without one part of the questions and asked that part. */
export interface Measurement {
  /** 0 is the standard recipe. */
  readonly trial: number;
  /** 0..3 */
  readonly fold: number;
  /** For each held-out question, how many of the two models (fine-tuned, hybrid) were right: '0', '1' or '2', in the order of the fold. */
  readonly right: string;
  readonly fineTuned: number;
  readonly hybrid: number;
  readonly cpuMs: number;
}

/** What became of a recipe. `waiting`: time was up before it was measured to the end. */
export type TrialState = 'standard' | 'running' | 'waiting' | 'discarded' | 'measured' | 'best';

export interface SearchedTrial {
  /** 0 is the standard recipe. */
  readonly number: number;
  readonly recipe: IntentRecipe;
  readonly state: TrialState;
  /** Parts of the questions that it was measured on, of four, and the questions in them. */
  readonly folds: number;
  readonly questions: number;
  /** Share recognised, the average of the fine-tuned and the hybrid model, 0..1, and its standard error. */
  readonly accuracy: number;
  readonly standardError: number;
  readonly fineTuned: number;
  readonly hybrid: number;
  /** Against the standard recipe on the same questions, and the standard error of that difference. */
  readonly gain: number;
  readonly gainError: number;
  readonly cpuSeconds: number;
}

export interface SearchVerdict {
  readonly trials: readonly SearchedTrial[];
  readonly endedBy: 'trials' | 'time';
  /** The best other recipe of those that were measured on as much as the standard one; null when there is none. */
  readonly best: SearchedTrial | null;
  /** Is it better than the standard recipe by more than chance? */
  readonly clearlyBetter: boolean;
}

/** All measured recipes, best first; those measured on more come before those that were left behind. */
export function standing(recipes: readonly IntentRecipe[], done: readonly Measurement[], inField?: readonly number[]): SearchedTrial[] {
  const measured = [...new Set(done.map(({ trial }) => trial))];
  const trials = measured.map((number) => judge(number, recipes[number]!, done, inField));
  return trials.sort((a, b) => b.folds - a.folds || b.accuracy - a.accuracy || a.number - b.number);
}

export function concludeSearch(recipes: readonly IntentRecipe[], done: readonly Measurement[], endedBy: SearchVerdict['endedBy'], unfinished: readonly number[]): SearchVerdict {
  const trials = standing(recipes, done);
  const standard = trials.find(({ number }) => number === 0)!;
  const best = trials.find(({ number, folds }) => number !== 0 && folds >= standard.folds) ?? null;
  const most = max(...trials.map(({ folds }) => folds));
  const stateOf = ({ number, folds }: SearchedTrial): TrialState => {
    if (number === 0) return 'standard';
    if (number === best?.number) return 'best';
    if (folds >= most) return 'measured';
    return unfinished.includes(number) ? 'waiting' : 'discarded';
  };
  return {
    trials: trials.map((trial) => ({ ...trial, state: stateOf(trial) })), endedBy, best,
    clearlyBetter: best !== null && best.gain > beyondChance * best.gainError,
  };
}

function judge(number: number, recipe: IntentRecipe, done: readonly Measurement[], inField?: readonly number[]): SearchedTrial {
  const own = done.filter(({ trial }) => trial === number);
  const shares = own.flatMap(({ right }) => sharesOf(right));
  const gains = own.flatMap(({ fold, right }) => {
    const standard = done.find((one) => one.trial === 0 && one.fold === fold);
    return standard ? differences(right, standard.right) : [];
  });
  const weighted = (approach: 'fineTuned' | 'hybrid'): number => own.reduce((sum, one) => sum + one[approach] * one.right.length, 0) / max(1, shares.length);
  return {
    number, recipe, folds: own.length, questions: shares.length, ...named('accuracy', 'standardError', shares), ...named('gain', 'gainError', gains),
    state: number === 0 ? 'standard' : inField && !inField.includes(number) ? 'discarded' : 'running',
    fineTuned: weighted('fineTuned'), hybrid: weighted('hybrid'), cpuSeconds: own.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / 1_000,
  };
}

const sharesOf = (right: string): number[] => Array.from(right, (digit) => Number(digit) / 2);

const differences = (one: string, other: string): number[] => {
  const others = sharesOf(other);
  return sharesOf(one).map((share, at) => share - others[at]!);
};

function named<Mean extends string, Error extends string>(mean: Mean, error: Error, values: readonly number[]): Record<Mean | Error, number> {
  const { mean: average, standardError } = meanOf(values);
  return { [mean]: average, [error]: standardError } as Record<Mean | Error, number>;
}

/** Mean and its standard error. */
export function meanOf(values: readonly number[]): { mean: number; standardError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / max(1, values.length);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: values.length < 2 ? 0 : sqrt(squares / (values.length - 1) / values.length) };
}
