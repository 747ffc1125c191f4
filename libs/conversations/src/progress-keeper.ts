import type { Progress } from './replies.sql.ts';
import type { RunningReply } from './running-reply.ts';

const KEEP_EVERY_MS = 1_000;
const KEEP_EVERY_UNITS = 256;

/** Stores what is shown of a running answer now and then, so that a crash loses at most a second of it. */
export class ProgressKeeper {
  private keptUnits = 0;
  private timer: NodeJS.Timeout | undefined;
  private first: NodeJS.Immediate | undefined;
  private writing: Promise<void> | undefined;
  private settled = false;

  /** @param keep stores the progress; false means that the answer is not ours any more, which `lost` is told */
  constructor(private readonly running: RunningReply, private readonly keep: (progress: Progress) => Promise<boolean>, private readonly lost: () => void) {}

  /** To be called after each piece. */
  noticed(): void {
    const unkept = this.running.shown.length - this.keptUnits;
    if (this.settled || unkept <= 0 || this.writing) return;
    if (this.keptUnits === 0) {
      // An answer that comes in one piece ends before this runs, and saves a round trip.
      this.first ??= setImmediate(() => this.write());
    } else if (unkept >= KEEP_EVERY_UNITS) {
      this.write();
    } else {
      this.timer ??= setTimeout(() => this.write(), KEEP_EVERY_MS);
    }
  }

  /** Stops; resolves when nothing is being written any more. */
  async settle(): Promise<void> {
    this.settled = true;
    clearTimeout(this.timer);
    clearImmediate(this.first);
    await this.writing;
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.settled || this.writing) return;
    const { shown, firstTokenMs, served } = this.running;
    this.keptUnits = shown.length;
    const progress: Progress = {
      text: shown, firstTokenMs, servedEngine: served.engine, servedVariantId: served.variantId,
      servedBackendVersionId: served.backendVersionId, fallbackReason: served.fallbackReason,
    };
    this.writing = this.keep(progress)
      .then((ours) => { if (!ours) this.lost(); })
      // The database is away for a moment: the next piece tries again, and the lease tells in the end.
      .catch(() => undefined)
      .finally(() => {
        this.writing = undefined;
        this.noticed();
      });
  }
}
