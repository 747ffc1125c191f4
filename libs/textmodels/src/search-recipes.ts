import { calibrateIntentModel, judgeAll } from './calibrate-intent-model.ts';
import type { TopLayer } from './apply-top-layer.ts';
import { cutFolds } from './cut-folds.ts';
import { fitMembers, type NumberedExample } from './fit-members.ts';
import { standardRecipe, type IntentRecipe } from './intent-recipe.ts';
import type { KernelKind } from './matmul-kernel.ts';
import { drawRecipe } from './recipe-space.ts';
import { concludeSearch, standing, type Measurement, type SearchedTrial, type SearchVerdict } from './search-verdict.ts';
import { scoreAll } from './score-held-out.ts';
import { seededRandom } from './seeded-random.ts';

const { ceil, max } = Math;

/** Each question is held out once: of so many parts, a recipe learns from the others and is asked the one. */
export const searchFolds = 4;
/** So many go on to the next round; at least two, so that the standard recipe has somebody to be compared with. */
const goesOn = 1 / 3;
const leastGoOn = 2;

export interface RecipeSearch {
  readonly labels: readonly string[];
  /** What may be learnt from; nothing of the test part. */
  readonly examples: readonly NumberedExample[];
  readonly topLayer: TopLayer;
  readonly seed: number;
  readonly kernel?: KernelKind;
  /** Recipes that are tried, the standard one included. */
  readonly trials: number;
  /** Processor time that the trials may take, in milliseconds; null: as much as they need. */
  readonly cpuMs: number | null;
  /** Processor time of this thread, in milliseconds, counted from anywhere. */
  readonly clock: () => number;
  /** What the same search has measured before it was interrupted. */
  readonly known?: readonly Measurement[];
}

export interface SearchStep {
  readonly measured: Measurement;
  /** Measurements done, and how many there will be unless time runs out. */
  readonly done: number;
  readonly planned: number;
  readonly trials: readonly SearchedTrial[];
}

/** How often a search with so many trials trains, if time does not end it. */
export function plannedRounds(trials: number): number {
  const [second, last] = survivors(trials);
  return trials + second + last * (searchFolds - 2);
}

/** How many are measured in the second round and in the last ones, the standard recipe included. */
function survivors(trials: number): [second: number, last: number] {
  const next = (count: number): number => Math.min(count, max(leastGoOn, ceil(count * goesOn)));
  return [next(trials), next(next(trials))];
}

/**
 * Looks for a better recipe than the standard one: recipes drawn by seed are measured on a part of the questions that
 * they did not learn from; the better third is measured on a second part, the best of those on all. Yields after each
 * measurement. Without a limit of time the same input gives the same result.
 */
export function* searchRecipes(search: RecipeSearch): Generator<SearchStep, SearchVerdict, void> {
  const { trials, seed, examples } = search;
  const random = seededRandom(seed);
  const recipes = Array.from({ length: trials }, (_, at) => (at === 0 ? standardRecipe : drawRecipe(random, (examples.length * (searchFolds - 1)) / searchFolds)));
  const folds = cutFolds(examples.map(({ truth }) => truth), searchFolds, seed);
  const known = new Map((search.known ?? []).map((one) => [`${one.trial} ${one.fold}`, one]));
  const done: Measurement[] = [];
  const [second, last] = survivors(trials);
  const spent = (): number => done.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  const rounds: [folds: number[], keep: number][] = [[[0], trials], [[1], second], [[2, 3], last]];
  const planned = plannedRounds(trials);
  for (const [parts, keep] of rounds) {
    const field = inField(standing(recipes, done).slice(0, keep), trials);
    for (const fold of parts) {
      for (const trial of field) {
        if (search.cpuMs !== null && done.length > 0 && spent() >= search.cpuMs) return concludeSearch(recipes, done, 'time', field);
        const measured = known.get(`${trial} ${fold}`) ?? measure(search, recipes[trial]!, folds, { trial, fold });
        done.push(measured);
        yield { measured, done: done.length, planned, trials: standing(recipes, done, field) };
      }
    }
  }
  return concludeSearch(recipes, done, 'trials', []);
}

/** The standard recipe first, so that there is always something to compare with. */
function inField(field: readonly SearchedTrial[], trials: number): number[] {
  const numbers = field.length === 0 ? Array.from({ length: trials }, (_, at) => at) : field.map(({ number }) => number);
  return [...new Set([0, ...numbers])].sort((a, b) => a - b);
}

function measure(search: RecipeSearch, recipe: IntentRecipe, folds: Int32Array, { trial, fold }: Pick<Measurement, 'trial' | 'fold'>): Measurement {
  const { labels, examples, topLayer, seed, kernel, clock } = search;
  const begun = clock();
  const held = examples.filter((_, at) => folds[at] === fold);
  const train = examples.filter((_, at) => folds[at] !== fold);
  const weights = fitted(fitMembers({ labels, train, validation: [], topLayer, seed, kernel, recipe }));
  const scores = scoreAll(weights, held, kernel);
  const truths = held.map(({ truth }) => truth);
  const verdicts = judgeAll(scores, truths, calibrateIntentModel(scores, truths, recipe.mixture));
  const rightIn = (approach: 'fineTuned' | 'hybrid') => verdicts.map((row) => Number(row[approach].probable.predicted === row[approach].probable.truth));
  const [fineTuned, hybrid] = [rightIn('fineTuned'), rightIn('hybrid')];
  const share = (rights: readonly number[]): number => rights.reduce((sum, one) => sum + one, 0) / max(1, rights.length);
  return { trial, fold, right: fineTuned.map((one, at) => one + hybrid[at]!).join(''), fineTuned: share(fineTuned), hybrid: share(hybrid), cpuMs: clock() - begun };
}

function fitted(steps: ReturnType<typeof fitMembers>) {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.weights;
  }
}
