import type { DataSource } from 'typeorm';
import { giveUpWorkers, showLife, signsOfLife, type WorkerSign } from './job-worker.sql.ts';

/** How often a worker shows that it lives. */
export const SHOW_EVERY_MS = 5_000;
/** Without a sign of life for so long, a worker's process is taken for dead. */
export const SILENT_FOR_MS = 20_000;
/** After so long between two looks, for example in a computer that slept, nothing is known of the time between. */
const BLIND_AFTER_MS = 15_000;

interface Seen {
  sign: string | null;
  since: number;
}

/**
 * The processes that work on jobs of one database: each shows that it lives, and frees the jobs of those that fell silent.
 *
 * Silence is what we saw ourselves, look by look: neither a database that was away nor clocks that differ make a worker
 * look dead. One that was only slow has its job done twice, which handlers bear.
 */
export class JobWorkers {
  private readonly seen = new Map<string, Seen>();
  private lookedAt = 0;

  /**
   * @param server names this process for an operator
   * @param now monotonic milliseconds
   */
  constructor(private readonly source: DataSource, private readonly server: string, private readonly now: () => number) {}

  /** Shows that `id` lives and looks after the others. @returns whose jobs were freed */
  async beat(id: string): Promise<string[]> {
    return this.source.transaction(async (tx) => {
      await showLife(tx, id, this.server);
      const silent = this.silentOf(await signsOfLife(tx)).filter((one) => one !== id);
      if (silent.length > 0) await giveUpWorkers(tx, silent);
      return silent;
    });
  }

  /** For a worker of this process that has ended: whatever it left behind may be taken at once. */
  leave(id: string): Promise<void> {
    return this.source.transaction((tx) => giveUpWorkers(tx, [id]));
  }

  /** For a process that knows itself alone on this database: every other worker is dead. */
  forgetAll(): Promise<void> {
    return this.source.transaction(async (tx) => giveUpWorkers(tx, (await signsOfLife(tx)).map(({ id }) => id)));
  }

  private silentOf(signs: readonly WorkerSign[]): string[] {
    const now = this.now();
    if (now - this.lookedAt > BLIND_AFTER_MS) this.seen.clear();
    this.lookedAt = now;
    for (const id of this.seen.keys()) if (!signs.some((one) => one.id === id)) this.seen.delete(id);
    for (const { id, sign } of signs) {
      if (this.seen.get(id)?.sign !== sign) this.seen.set(id, { sign, since: now });
    }
    return [...this.seen].filter(([, { since }]) => now - since >= SILENT_FOR_MS).map(([id]) => id);
  }
}
