import { beforeAll, describe, expect, it } from '@jest/globals';
import { packagedEncoder } from '../../../test/support/packaged-encoder.ts';
import { standardRecipe } from './intent-recipe.ts';
import { drawRecipe } from './recipe-space.ts';
import { plannedRounds } from './search-recipes.ts';
import { concludeSearch, standing, type Measurement } from './search-verdict.ts';
import { seededRandom } from './seeded-random.ts';
import { supportQuestions } from './support-questions.fixture.ts';
import { trainBySearch, type SearchedTraining, type SearchProgress, type TrainedBySearch } from './train-by-search.ts';

function run(training: SearchedTraining): TrainedBySearch & { steps: SearchProgress[] } {
  const generator = trainBySearch(training);
  const steps: SearchProgress[] = [];
  for (;;) {
    const step = generator.next();
    if (step.done) return { ...step.value, steps };
    steps.push(step.value);
  }
}

const measurementsOf = (steps: readonly SearchProgress[]): Measurement[] => steps.flatMap((step) => (step.searching ? [step.measured] : []));
const untimed = ({ cpuMs: _, ...measured }: Measurement) => measured;

describe('a search for a better recipe', () => {
  let training: SearchedTraining;
  let whole: ReturnType<typeof run>;

  beforeAll(() => {
    const encoder = packagedEncoder();
    const questions = supportQuestions(10);
    const vectors = encoder.pooledBatch(questions.map(({ text }) => text));
    let ticks = 0;
    training = {
      examples: questions.map((question, at) => ({ ...question, pooled: vectors[at]! })), topLayer: encoder.topLayer, kernel: encoder.kernel, seed: 3,
      trials: 4, cpuMs: null, clock: () => (ticks += 1),
    };
    whole = run(training);
  }, 120_000);

  it('measures all recipes on one part, the better ones on more, the standard one always', () => {
    const measured = measurementsOf(whole.steps);
    expect(measured).toHaveLength(plannedRounds(4));
    expect(measured.filter(({ fold }) => fold === 0).map(({ trial }) => trial)).toEqual([0, 1, 2, 3]);
    expect(measured.filter(({ trial }) => trial === 0).map(({ fold }) => fold)).toEqual([0, 1, 2, 3]);
    const states = whole.search.trials.map(({ state }) => state);
    expect(states.filter((state) => state === 'best')).toHaveLength(1);
    expect(states).toContain('discarded');
    expect(whole.search.trials.find(({ number }) => number === 0)).toMatchObject({ state: 'standard', gain: 0, gainError: 0, recipe: standardRecipe });
  });

  it('tells the standard error of each share', () => {
    const { accuracy, standardError, questions } = whole.search.trials.find(({ number }) => number === 0)!;
    expect(accuracy).toBeGreaterThan(0.3);
    expect(standardError).toBeLessThan(Math.sqrt((accuracy * (1 - accuracy)) / (questions - 1)) + 1e-9);
  });

  it('compares both models on the test part, and keeps the standard one unless the other is clearly better', () => {
    expect(whole.test).toMatchObject({ questions: whole.report.counts.test, standard: { fineTuned: expect.any(Number) } });
    const { best, clearlyBetter } = whole.search;
    expect(clearlyBetter).toBe(best!.gain > 2 * best!.gainError);
    const kept = clearlyBetter ? whole.test!.searched : whole.test!.standard;
    expect(whole.report.fineTuned.accuracy).toBeCloseTo(kept.fineTuned, 9);
    expect(whole.report.hybrid.accuracy).toBeCloseTo(kept.hybrid, 9);
  });

  it('comes to the same when it goes on behind what it had measured', () => {
    const known = measurementsOf(whole.steps).slice(0, -2);
    const again = run({ ...training, known });
    expect(measurementsOf(again.steps).map(untimed)).toEqual(measurementsOf(whole.steps).map(untimed));
    expect(again.search.best!.number).toBe(whole.search.best!.number);
  });

  it('ends when its time is up, with what it has', () => {
    const few = training.examples.filter((_, at) => at % 2 === 0);
    const { search, steps } = run({ ...training, examples: few, cpuMs: 2 });
    expect(search.endedBy).toBe('time');
    expect(measurementsOf(steps)).toHaveLength(2);
    expect(search.trials).toHaveLength(2);
  });
});

describe('the verdict of a search', () => {
  const recipes = [standardRecipe, { ...standardRecipe, examples: { perLabel: 64, neighbours: 5 } }];
  const asked = (trial: number, right: string): Measurement => ({ trial, fold: 0, right, fineTuned: 0, hybrid: 0, cpuMs: 1_000 });

  it('calls a gain clear only when it is more than chance', () => {
    const little = concludeSearch(recipes, [asked(0, '0'.repeat(20) + '2'.repeat(80)), asked(1, '2' + '0'.repeat(19) + '2'.repeat(80))], 'trials', []);
    expect(little).toMatchObject({ clearlyBetter: false, best: { number: 1, gain: expect.closeTo(0.01, 6), gainError: expect.closeTo(0.01, 6) } });
    const much = concludeSearch(recipes, [asked(0, '0'.repeat(20) + '2'.repeat(80)), asked(1, '2'.repeat(100))], 'trials', []);
    expect(much).toMatchObject({ clearlyBetter: true, best: { accuracy: 1, gain: expect.closeTo(0.2, 6) } });
  });

  it('counts half for a question that only one of the two models recognises', () => {
    expect(standing(recipes, [asked(0, '0121')])[0]).toMatchObject({ accuracy: 0.5, questions: 4, cpuSeconds: 1 });
  });
});

describe('a recipe drawn by chance', () => {
  it('stays in the bounds of each parameter', () => {
    const random = seededRandom(5);
    for (let draw = 0; draw < 300; draw++) {
      const { topLayer, ngrams, mixture } = drawRecipe(random, 700);
      expect(topLayer.layerRate).toBeGreaterThan(1e-4);
      expect(topLayer.layerRate).toBeLessThan(2.1e-3);
      expect(topLayer.epochs).toBeGreaterThanOrEqual(18);
      expect(topLayer.epochs).toBeLessThanOrEqual(72);
      expect(ngrams.shortest).toBeLessThanOrEqual(ngrams.longest);
      for (const shares of [mixture.fineTuned, mixture.hybrid]) if (shares) expect((shares as readonly number[]).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 2);
    }
  });

  it('is another one each time, and the same by the same seed', () => {
    const some = (seed: number) => Array.from({ length: 5 }, ((random) => () => drawRecipe(random, 2_000))(seededRandom(seed)));
    expect(some(1)).toEqual(some(1));
    expect(new Set(some(1).map((recipe) => JSON.stringify(recipe))).size).toBe(5);
  });
});
