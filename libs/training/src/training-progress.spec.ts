import { describe, expect, it } from '@jest/globals';
import type { TrainingStep } from '#models';
import type { Measurement, SearchedTrial } from '#textmodels';
import { ProgressPicture } from './training-progress.ts';

type Epoch = Extract<TrainingStep, { stage: 'training' }>;
const epochOf = (phase: Epoch['phase'], epoch: number, epochs: number, [round, rounds] = [1, 1]): Epoch =>
  ({ stage: 'training', phase, epoch, epochs, loss: 1 / epoch, validationAccuracy: 0.8, validationMacroF1: 0.7, examplesSeen: epoch * 1_000, round, rounds });

describe('the picture of a run', () => {
  it('fills from nothing to all, and never runs backwards', () => {
    const picture = new ProgressPicture(1_000, 0);
    const seen = [
      picture.current, picture.embedded(0, 1_000, 0, 0), picture.embedded(500, 1_000, 0, 5_000), picture.embedded(1_000, 1_000, 0, 10_000),
      ...Array.from({ length: 5 }, (_, at) => picture.stepped(epochOf('top-layer', at + 1, 12), 11_000 + at * 200)),
      ...Array.from({ length: 8 }, (_, at) => picture.stepped(epochOf('n-grams', at + 1, 8), 12_000 + at * 100)),
      picture.finished('testing'), picture.finished('done'),
    ];
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(seen.at(-1)).toMatchObject({ stage: 'done', fraction: 1, etaSeconds: 0 });
    expect(seen.map(({ stage }) => stage).filter((stage, at, all) => stage !== all[at - 1]))
      .toEqual(['preparing', 'embedding', 'top_layer', 'ngrams', 'calibrating', 'testing', 'done']);
  });

  it('has one row of the curve for each epoch of the top layer', () => {
    const picture = new ProgressPicture(1_000, 0);
    picture.stepped(epochOf('top-layer', 1, 12), 10);
    const { curve } = picture.stepped(epochOf('top-layer', 2, 12), 20);
    expect(picture.stepped(epochOf('n-grams', 1, 8), 30).curve).toEqual(curve);
    expect(curve).toEqual([
      { epoch: 1, loss: 1, validationAccuracy: 0.8, validationMacroF1: 0.7 }, { epoch: 2, loss: 0.5, validationAccuracy: 0.8, validationMacroF1: 0.7 },
    ]);
  });

  it('draws the curve of the first round only, and fills the bar over all of them', () => {
    const picture = new ProgressPicture(1_000, 0);
    const epochs = [1, 2, 3].flatMap((round) => [
      ...[1, 2].map((epoch) => epochOf('top-layer', epoch, 2, [round, 3])), ...[1, 2].map((epoch) => epochOf('n-grams', epoch, 2, [round, 3])),
    ]);
    const seen = epochs.map((epoch, at) => picture.stepped(epoch, at * 100));
    expect(seen.at(-1)).toMatchObject({ stage: 'calibrating', round: 3, rounds: 3 });
    expect(seen.at(-1)!.curve).toHaveLength(2);
    expect(seen[3]!.stage).toBe('ngrams');
    expect(seen[3]!.fraction).toBeLessThan(0.4);
    expect(seen.map(({ fraction }) => fraction)).toEqual(seen.map(({ fraction }) => fraction).sort((a, b) => a - b));
  });

  it('measures speed within a stage, and does not count vectors that were there before', () => {
    const picture = new ProgressPicture(1_000, 0);
    picture.embedded(900, 1_000, 900, 0);
    expect(picture.embedded(950, 1_000, 900, 1_000)).toMatchObject({ stage: 'embedding', examplesPerSecond: 50, etaSeconds: expect.any(Number) });
  });

  it('counts the trials of a search and the two models that follow it as one whole', () => {
    const picture = new ProgressPicture(1_000, 0, 4);
    const trial = (number: number, accuracy: number) => ({ number, accuracy }) as SearchedTrial;
    const searched = [1, 2, 3].map((done) => picture.searched(
      { stage: 'searching', measured: {} as Measurement, done, planned: 8, trials: [trial(1, 0.8), trial(0, 0.7)] }, done * 1_000,
    ));
    expect(searched.at(-1)).toMatchObject({ stage: 'searching', search: { trial: 2, trials: 4, done: 3, planned: 8, best: 0.8, standard: 0.7 } });
    const trained = [1, 2].map((model) => picture.stepped({ ...epochOf('n-grams', 8, 8), model }, 5_000 + model));
    expect(trained.map(({ round, rounds, stage }) => ({ round, rounds, stage }))).toEqual([{ round: 1, rounds: 2, stage: 'ngrams' }, { round: 2, rounds: 2, stage: 'calibrating' }]);
    const fractions = [...searched, ...trained].map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeGreaterThan(0.9);
  });
});
