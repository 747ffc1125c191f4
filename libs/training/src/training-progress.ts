import type { TrainingProgress } from '#contracts';
import type { TrainingStep } from '#models';

export const atTheStart: TrainingProgress = {
  stage: 'waiting', fraction: 0, epoch: 0, epochs: 0, examplesPerSecond: null, etaSeconds: null, curve: [],
};

/** Processor milliseconds, roughly: what the parts of a run weigh against each other. */
const COST = { text: 11, topLayerEpoch: 0.16, ngramEpoch: 0.11, calibration: 0.3 };
const NGRAM_EPOCHS = 8;
const TOP_LAYER_EPOCHS = 12;
/** Before this share is done a forecast would only jump. */
const FORECAST_FROM = 0.03;

/** Turns the trainer's steps into one picture of the whole run. */
export class ProgressPicture {
  private picture: TrainingProgress = { ...atTheStart, stage: 'preparing' };
  private stageSince: number;
  private missing = 0;
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
    const costs = this.costs(TOP_LAYER_EPOCHS);
    return this.turn('embedding', ((done - known) * COST.text) / costs.total, done - known, now);
  }

  stepped(step: Extract<TrainingStep, { stage: 'training' }>, now: number): TrainingProgress {
    const { phase, epoch, epochs, examplesSeen } = step;
    const { texts, topLayer, total } = this.costs(phase === 'top-layer' ? epochs : this.picture.curve.length);
    if (phase === 'top-layer') {
      const row = { epoch, loss: step.loss, validationAccuracy: step.validationAccuracy, validationMacroF1: step.validationMacroF1 };
      this.picture = { ...this.picture, epoch, epochs, curve: [...this.picture.curve, row] };
      return this.turn('top_layer', (texts + (topLayer * epoch) / epochs) / total, examplesSeen, now);
    }
    const ngrams = (this.examples * NGRAM_EPOCHS * COST.ngramEpoch * epoch) / epochs;
    return this.turn(epoch === epochs ? 'calibrating' : 'ngrams', (texts + topLayer + ngrams) / total, examplesSeen, now);
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

  private costs(epochs: number): { texts: number; topLayer: number; total: number } {
    const texts = this.missing * COST.text;
    const topLayer = this.examples * epochs * COST.topLayerEpoch;
    return { texts, topLayer, total: texts + topLayer + this.examples * (NGRAM_EPOCHS * COST.ngramEpoch + COST.calibration) };
  }
}
