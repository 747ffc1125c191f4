import type { TrainingProgress } from '#contracts';

const EVERY_MS = 500;
/** So often a run without news says that it is alive, and looks whether it should stop. */
const BEAT_MS = 2_000;

/** Stores progress at most twice a second; what comes faster replaces what waits. */
export class ProgressKeeper {
  private latest: TrainingProgress | null = null;
  private working: Promise<void> | undefined;
  private readonly beat: NodeJS.Timeout;

  /**
   * @param store gets null for a sign of life; gives true when the run should stop
   * @param onStop somebody asked for that in another process
   */
  constructor(private readonly store: (progress: TrainingProgress | null) => Promise<boolean>, private readonly onStop: () => void) {
    this.beat = setInterval(() => this.begin(), BEAT_MS).unref();
  }

  tell(progress: TrainingProgress): void {
    this.latest = progress;
    this.begin();
  }

  /** Everything told is stored. A failed write is no reason to end a run: the next one follows. */
  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  /** No more signs of life. */
  async close(): Promise<void> {
    clearInterval(this.beat);
    await this.settled();
  }

  private begin(): void {
    this.working ??= this.work().finally(() => { this.working = undefined; });
  }

  private async work(): Promise<void> {
    do {
      const progress = this.latest;
      this.latest = null;
      if (await this.store(progress).catch(() => false)) this.onStop();
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    } while (this.latest);
  }
}
