import type { TrainingProgress } from '#contracts';
import type { TrainingStep } from '#models';

export const atTheStart: TrainingProgress = {
  stage: 'waiting', fraction: 0, epoch: 0, epochs: 0, examplesPerSecond: null, etaSeconds: null, curve: [],
};

/** Processor milliseconds, roughly: what the parts of a run weigh against each other. */
const COST = { text: 11, topLayerEpoch: 0.16, ngramEpoch: 0.11, calibration: 0.3 };
const NGRAM_EPOCHS = 8;
const TOP_LAYER_EPOCHS = 12;
/** Before the trainer has said how often it trains. */
const LIKELY_ROUNDS = 1;
/** Before this share is done a forecast would only jump. */
const FORECAST_FROM = 0.03;

/** Turns the trainer's steps into one picture of the whole run. */
export class ProgressPicture {
  private picture: TrainingProgress = { ...atTheStart, stage: 'preparing' };
  private stageSince: number;
  private missing = 0;
  private topLayerEpochs = TOP_LAYER_EPOCHS;
  private readonly begun: number;

  /** @param now milliseconds; @param examples how many the run learns from */
  constructor(private readonly examples: number, now: number) {
    this.begun = now;
    this.stageSince = now;
  }

  get current(): TrainingProgress {
    return this.picture;
  }

  /** @param known how many texts had vectors before */
  embedded(done: number, total: number, known: number, now: number): TrainingProgress {
    this.missing = total - known;
    const { total: whole } = this.costs(this.topLayerEpochs, LIKELY_ROUNDS);
    return this.turn('embedding', ((done - known) * COST.text) / whole, done - known, now);
  }

  stepped(step: Extract<TrainingStep, { stage: 'training' }>, now: number): TrainingProgress {
    const { phase, epoch, epochs, examplesSeen, round, rounds } = step;
    const isTopLayer = phase === 'top-layer';
    if (isTopLayer) this.topLayerEpochs = epochs;
    const { texts, topLayer, ngrams, total } = this.costs(this.topLayerEpochs, rounds);
    const before = texts + (round - 1) * (topLayer + ngrams);
    const here = isTopLayer ? (topLayer * epoch) / epochs : topLayer + (ngrams * epoch) / epochs;
    this.picture = { ...this.picture, round, rounds, ...(isTopLayer ? { epoch, epochs } : {}), curve: this.curveWith(step) };
    const ends = !isTopLayer && epoch === epochs && round === rounds;
    return this.turn(isTopLayer ? 'top_layer' : ends ? 'calibrating' : 'ngrams', (before + here) / total, examplesSeen, now);
  }

  /** Of the first round: the last one may learn from everything and hold nothing out to be measured on. */
  private curveWith({ phase, round, epoch, loss, validationAccuracy, validationMacroF1 }: Extract<TrainingStep, { stage: 'training' }>): TrainingProgress['curve'] {
    if (phase !== 'top-layer' || round > 1) return this.picture.curve;
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

  private costs(epochs: number, rounds: number): { texts: number; topLayer: number; ngrams: number; total: number } {
    const texts = this.missing * COST.text;
    const topLayer = this.examples * epochs * COST.topLayerEpoch;
    const ngrams = this.examples * NGRAM_EPOCHS * COST.ngramEpoch;
    return { texts, topLayer, ngrams, total: texts + rounds * (topLayer + ngrams) + this.examples * COST.calibration };
  }
}
