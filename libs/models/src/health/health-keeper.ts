import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, newId } from '#platform';
import type { EndedCall } from '../gate/call-gate.ts';
import { forgetOldMinutes, writeMinutes, type WrittenMinute } from './health.sql.ts';
import { addCall, noCalls } from './minute-counts.ts';

const writeEveryMs = 5_000;
const forgetEveryMs = 3_600_000;
const minuteMs = 60_000;

/**
 * Counts the calls of this process, minute by minute, and writes them down every few seconds. From its own measurements
 * and not from the messages: those know neither second attempts nor drafts, previews and tests, and of a model that is
 * left alone or too busy they tell nothing of the model.
 */
@Injectable()
export class HealthKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(HealthKeeper.name);
  private readonly processId = newId();
  private readonly minutes = new Map<string, WrittenMinute>();
  private readonly changed = new Set<WrittenMinute>();
  private writing: Promise<void> = Promise.resolve();
  private timers: NodeJS.Timeout[] = [];

  constructor(private readonly db: Database) {}

  onApplicationBootstrap(): void {
    this.timers = [
      setInterval(() => this.begin(() => this.write()), writeEveryMs).unref(),
      setInterval(() => this.begin(() => this.db.acrossWorkspaces(forgetOldMinutes)), forgetEveryMs).unref(),
    ];
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.write().catch((error: unknown) => this.log.warn({ event: 'model_health.not_written' }, error));
  }

  /** @param closedForMs how long the model is left alone from now on; 0: it is not */
  count(model: { workspaceId: string; id: string }, call: EndedCall, closedForMs: number, now = new Date()): void {
    const minute = this.minuteOf(model, now);
    addCall(minute, call, now);
    minute.closedUntil = closedForMs > 0 ? new Date(now.getTime() + closedForMs) : null;
    this.changed.add(minute);
  }

  /** What was counted so far is in the database afterwards. */
  write(): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.writeChanged());
    return this.writing;
  }

  private async writeChanged(): Promise<void> {
    const minutes = [...this.changed];
    if (minutes.length === 0) return;
    this.changed.clear();
    try {
      await this.db.acrossWorkspaces((tx) => writeMinutes(tx, minutes));
    } catch (error) {
      for (const minute of minutes) this.changed.add(minute);
      throw error;
    }
    const now = minuteOf(new Date());
    for (const [key, minute] of this.minutes) if (minute.minute.getTime() < now && !this.changed.has(minute)) this.minutes.delete(key);
  }

  private minuteOf({ workspaceId, id: modelId }: { workspaceId: string; id: string }, now: Date): WrittenMinute {
    const start = minuteOf(now);
    const key = `${modelId} ${start}`;
    const known = this.minutes.get(key);
    if (known) return known;
    const minute = { workspaceId, modelId, minute: new Date(start), processId: this.processId, ...noCalls() };
    this.minutes.set(key, minute);
    return minute;
  }

  private begin(work: () => Promise<void>): void {
    void work().catch((error: unknown) => this.log.warn({ event: 'model_health.not_written' }, error));
  }
}

const minuteOf = (at: Date): number => Math.floor(at.getTime() / minuteMs) * minuteMs;
