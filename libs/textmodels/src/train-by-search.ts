import type { IntentModel } from './intent-model.ts';
import { splitExamples } from './split-examples.ts';
import { searchRecipes, type RecipeSearch, type SearchStep } from './search-recipes.ts';
import { meanOf, type SearchVerdict } from './search-verdict.ts';
import { trainIntentModel, type EmbeddedExample, type IntentTraining, type TrainedIntent, type TrainingProgress } from './train-intent-model.ts';

export interface SearchedTraining extends Omit<IntentTraining, 'recipe'>, Pick<RecipeSearch, 'trials' | 'cpuMs' | 'clock' | 'known'> {}

/** Both models on the test part, which the choice between them did not see. Shares, 0..1. */
export interface TestComparison {
  readonly questions: number;
  readonly standard: { readonly fineTuned: number; readonly hybrid: number };
  readonly searched: { readonly fineTuned: number; readonly hybrid: number };
  /** Of the average of both approaches: searched less standard. */
  readonly difference: number;
  readonly standardError: number;
}

export interface TrainedBySearch extends TrainedIntent {
  readonly search: SearchVerdict;
  /** Null when no other recipe got far enough to be trained. */
  readonly test: TestComparison | null;
}

export type SearchProgress = ({ readonly searching: true } & SearchStep) | ({ readonly searching: false; readonly model: 'standard' | 'searched' } & TrainingProgress);

/**
 * Searches on what may be learnt from, trains the standard recipe and the best other one on it, and keeps the standard
 * one unless the other was clearly better on held-out questions. The test part is looked at afterwards, to report.
 */
export function* trainBySearch(training: SearchedTraining): Generator<SearchProgress, TrainedBySearch, void> {
  const { trials, cpuMs, clock, known, ...rest } = training;
  const { train, validation, test } = splitExamples(training.examples, training.seed, training.drawTest);
  const fixed = training.examples.some(({ part }) => part === 'validation');
  const labels = [...new Set(training.examples.map(({ label }) => label))].sort();
  const pool = (fixed ? train : [...train, ...validation]).map((one) => ({ ...one, truth: labels.indexOf(one.label) }));
  const search = yield* searching(searchRecipes({ labels, examples: pool, topLayer: training.topLayer, seed: training.seed, kernel: training.kernel, trials, cpuMs, clock, known }));
  const standard = yield* fitting('standard', trainIntentModel(rest));
  if (search.best === null) return { ...standard, search, test: null };
  const searched = yield* fitting('searched', trainIntentModel({ ...rest, recipe: search.best.recipe }));
  return { ...(search.clearlyBetter ? searched : standard), search, test: compareOn(test, standard.model, searched.model) };
}

function* searching(steps: Generator<SearchStep, SearchVerdict, void>): Generator<SearchProgress, SearchVerdict, void> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { searching: true, ...step.value };
  }
}

function* fitting(model: 'standard' | 'searched', steps: Generator<TrainingProgress, TrainedIntent, void>): Generator<SearchProgress, TrainedIntent, void> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { searching: false, model, ...step.value };
  }
}

function compareOn(test: readonly EmbeddedExample[], standard: IntentModel, searched: IntentModel): TestComparison {
  const rights = (model: IntentModel) => test.map(({ text, pooled, label }) => {
    const opinion = model.predict({ text, pooled });
    return { fineTuned: Number(opinion.ranked[0]?.label === label), hybrid: Number(opinion.hybrid.ranked[0]?.label === label) };
  });
  const [before, after] = [rights(standard), rights(searched)];
  const { mean, standardError } = meanOf(after.map(({ fineTuned, hybrid }, at) => (fineTuned + hybrid - before[at]!.fineTuned - before[at]!.hybrid) / 2));
  const shares = (rows: typeof before) => ({ fineTuned: meanOf(rows.map((row) => row.fineTuned)).mean, hybrid: meanOf(rows.map((row) => row.hybrid)).mean });
  return { questions: test.length, standard: shares(before), searched: shares(after), difference: mean, standardError };
}
