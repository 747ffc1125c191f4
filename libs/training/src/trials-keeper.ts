import type { TrainingTrial } from '#contracts';
import { Logger } from '@nestjs/common';
import type { Measurement, SearchedTrial } from '#textmodels';
import type { KeptTrials } from './training-run.entity.ts';

/** Keeps what a search measures, one write at a time, so that a restart does not measure it again. */
export class TrialsKeeper {
  private readonly log = new Logger(TrialsKeeper.name);
  private readonly measurements: Measurement[];
  /** What an earlier server measured; it is told again on the way. */
  readonly measured: readonly Measurement[];
  private waiting: KeptTrials | null = null;
  private working: Promise<void> | undefined;

  constructor(before: KeptTrials | null, private readonly store: (trials: KeptTrials) => Promise<void>) {
    this.measured = before?.measurements ?? [];
    this.measurements = [...this.measured];
  }

  add(measured: Measurement, trials: readonly SearchedTrial[]): void {
    const known = this.measurements.some(({ trial, fold }) => trial === measured.trial && fold === measured.fold);
    if (!known) this.measurements.push(measured);
    this.waiting = { measurements: [...this.measurements], table: trials.map(asReply) };
    this.working ??= this.work().finally(() => { this.working = undefined; });
  }

  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  /** A failed write is no reason to end a run: the next one holds everything. */
  private async work(): Promise<void> {
    while (this.waiting) {
      const trials = this.waiting;
      this.waiting = null;
      await this.store(trials).catch((error: unknown) => this.log.warn({ event: 'training.trials-not-kept' }, error));
    }
  }
}

export function asReply({ recipe, ...trial }: SearchedTrial): TrainingTrial {
  const { fineTuned, hybrid } = recipe.mixture;
  return { ...trial, recipe: { ...recipe, mixture: { fineTuned: fineTuned && [...fineTuned], hybrid: hybrid && [...hybrid] } } };
}
