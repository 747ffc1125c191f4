import type { TrainingProgress } from '#contracts';
import type { TrainingStep } from '#models';
import { calibrationCosts, roundCosts, searchCosts, textCosts, usualEpochs } from './training-costs.ts';

export const atTheStart: TrainingProgress = {
  stage: 'waiting', fraction: 0, epoch: 0, epochs: 0, examplesPerSecond: null, etaSeconds: null, curve: [],
};

/** Before the trainer has said how often it trains. */
const LIKELY_ROUNDS = 1;
/** Before this share is done a forecast would only jump. */
const FORECAST_FROM = 0.03;

type Epoch = Extract<TrainingStep, { stage: 'training' }>;
type Trial = Extract<TrainingStep, { stage: 'searching' }>;

/** Turns the trainer's steps into one picture of the whole run. */
export class ProgressPicture {
  private picture: TrainingProgress = { ...atTheStart, stage: 'preparing' };
  private stageSince: number;
  private missing = 0;
  private epochs: number;
  private readonly begun: number;

  /** @param now milliseconds; @param examples how many the run learns from; @param trials of a search */
  constructor(private readonly examples: number, now: number, private readonly trials: number | null = null) {
    this.begun = now;
    this.stageSince = now;
    this.epochs = usualEpochs(examples).topLayer;
  }

  get current(): TrainingProgress {
    return this.picture;
  }

  /** @param known how many texts had vectors before */
  embedded(done: number, total: number, known: number, now: number): TrainingProgress {
    this.missing = total - known;
    return this.turn('embedding', textCosts(done - known) / this.costs(LIKELY_ROUNDS).total, done - known, now);
  }

  searched({ done, planned, trials }: Trial, now: number): TrainingProgress {
    const { texts, search, total } = this.costs(LIKELY_ROUNDS);
    const standard = trials.find(({ number }) => number === 0)!.accuracy;
    this.picture = { ...this.picture, search: { trial: trials.length, trials: this.trials ?? trials.length, done, planned, best: trials[0]!.accuracy, standard } };
    return this.turn('searching', (texts + (search * done) / planned) / total, 0, now);
  }

  stepped(step: Epoch, now: number): TrainingProgress {
    const { phase, epoch, epochs, examplesSeen, round, rounds, model = 1 } = step;
    const isTopLayer = phase === 'top-layer';
    if (isTopLayer) this.epochs = epochs;
    const { texts, search, topLayer, ngrams, total, models } = this.costs(rounds);
    const before = texts + search + ((model - 1) * rounds + round - 1) * (topLayer + ngrams);
    const here = isTopLayer ? (topLayer * epoch) / epochs : topLayer + (ngrams * epoch) / epochs;
    this.picture = { ...this.picture, round: (model - 1) * rounds + round, rounds: models * rounds, ...(isTopLayer ? { epoch, epochs } : {}), curve: this.curveWith(step) };
    const ends = !isTopLayer && epoch === epochs && round === rounds && model === models;
    return this.turn(isTopLayer ? 'top_layer' : ends ? 'calibrating' : 'ngrams', (before + here) / total, examplesSeen, now);
  }

  /** Of the first round: the last one may learn from everything and hold nothing out to be measured on. */
  private curveWith({ phase, round, model = 1, epoch, loss, validationAccuracy, validationMacroF1 }: Epoch): TrainingProgress['curve'] {
    if (phase !== 'top-layer' || round > 1 || model > 1) return this.picture.curve;
    return [...this.picture.curve, { epoch, loss, validationAccuracy, validationMacroF1 }];
  }

  finished(stage: 'testing' | 'done'): TrainingProgress {
    this.picture = { ...this.picture, stage, fraction: stage === 'done' ? 1 : Math.max(this.picture.fraction, 0.99), examplesPerSecond: null, etaSeconds: 0 };
    return this.picture;
  }

  private turn(stage: TrainingProgress['stage'], fraction: number, seen: number, now: number): TrainingProgress {
    if (stage !== this.picture.stage) this.stageSince = now;
    const stageSeconds = (now - this.stageSince) / 1_000;
    // Early stopping shortens the forecast; the bar never runs backwards.
    const reached = Math.min(0.99, Math.max(this.picture.fraction, fraction));
    const elapsed = (now - this.begun) / 1_000;
    this.picture = {
      ...this.picture, stage, fraction: reached,
      examplesPerSecond: stageSeconds > 0 && seen > 0 ? seen / stageSeconds : null,
      etaSeconds: reached >= FORECAST_FROM ? (elapsed * (1 - reached)) / reached : null,
    };
    return this.picture;
  }

  private costs(rounds: number): { texts: number; search: number; topLayer: number; ngrams: number; models: number; total: number } {
    const texts = textCosts(this.missing);
    const { topLayer, ngrams } = roundCosts(this.examples, this.epochs);
    const search = this.trials === null ? 0 : searchCosts(this.examples, this.trials);
    // After a search the standard recipe is trained as well, to be compared.
    const models = this.trials === null ? 1 : 2;
    return { texts, search, topLayer, ngrams, models, total: texts + search + models * rounds * (topLayer + ngrams) + calibrationCosts(this.examples) };
  }
}
