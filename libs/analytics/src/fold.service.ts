import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '#platform';
import { Accumulator } from './accumulate.ts';
import { addRollups, addUnitTotals, clearFolded, digestOfFolded, factsAfter, factsOf, moveMark, takeMark, type Mark, type MarkedRow } from './fold.sql.ts';

const BATCH = 5_000;
const EVERY_MS = 1_000;
const BEGINNING: Mark = { xid: '0', journalId: '0' };

/** Folds the journal into rollups and unit totals: the mark moves in the transaction that adds the sums. */
@Injectable()
export class Fold implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(Fold.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(private readonly db: Database) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.catchUp().catch((error: unknown) => this.log.warn({ event: 'fold.failed', reason: String(error) }));
    }, EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await (this.next ?? this.running)?.catch(() => undefined);
  }

  /** Folds everything that is committed by now. A pass under way may have read before: calls meanwhile share the next one. */
  catchUp(): Promise<void> {
    if (!this.running) return this.begin();
    return (this.next ??= this.running.catch(() => undefined).then(() => this.begin()));
  }

  private begin(): Promise<void> {
    this.next = undefined;
    return (this.running = this.pass().finally(() => {
      this.running = undefined;
    }));
  }

  /**
   * Computes a workspace's rollups and unit totals again from the journal.
   *
   * @returns how many facts went in, and a digest of the result
   */
  rebuild(workspaceId: string): Promise<{ events: number; sha256: string }> {
    return this.db.acrossWorkspaces(async (tx) => {
      await tx.query('set local statement_timeout = 0');
      const end = (await takeMark(tx, true)) ?? BEGINNING;
      await clearFolded(tx, workspaceId);
      let [events, mark] = [0, BEGINNING];
      for (;;) {
        const rows = await factsOf(tx, workspaceId, mark, end, BATCH);
        if (rows.length === 0) return { events, sha256: await digestOfFolded(tx, workspaceId) };
        await write(tx, rows);
        events += rows.length;
        mark = rows.at(-1) ?? mark;
      }
    });
  }

  private async pass(): Promise<void> {
    let folded = BATCH;
    while (folded === BATCH) folded = await this.db.acrossWorkspaces((tx) => this.batch(tx));
  }

  private async batch(tx: EntityManager): Promise<number> {
    const mark = await takeMark(tx, false);
    if (!mark) return 0;
    const rows = await factsAfter(tx, mark, BATCH);
    const last = rows.at(-1);
    if (!last) return 0;
    await write(tx, rows);
    await moveMark(tx, last);
    return rows.length;
  }
}

async function write(tx: EntityManager, rows: readonly MarkedRow[]): Promise<void> {
  const sums = new Accumulator();
  for (const row of rows) sums.add(row);
  await addRollups(tx, sums.rollupDeltas);
  await addUnitTotals(tx, sums.unitDeltas);
}
