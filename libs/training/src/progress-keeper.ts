import type { TrainingProgress } from '#contracts';

const EVERY_MS = 500;

/** Stores progress at most twice a second; what comes faster replaces what waits. */
export class ProgressKeeper {
  private latest: TrainingProgress | undefined;
  private working: Promise<void> | undefined;

  /**
   * @param store gives true when the run should stop
   * @param onStop somebody asked for that in another process
   */
  constructor(private readonly store: (progress: TrainingProgress) => Promise<boolean>, private readonly onStop: () => void) {}

  tell(progress: TrainingProgress): void {
    this.latest = progress;
    this.working ??= this.work().finally(() => { this.working = undefined; });
  }

  /** Everything told is stored. A failed write is no reason to end a run: the next one follows. */
  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  private async work(): Promise<void> {
    while (this.latest) {
      const progress = this.latest;
      this.latest = undefined;
      const stop = await this.store(progress).catch(() => false);
      if (stop) this.onStop();
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }
}
