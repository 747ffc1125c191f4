import { EventEmitter } from 'node:events';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Logger as WorkerLogger, makeWorkerUtils, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { Database } from './database.ts';
import { JobWorkers, SHOW_EVERY_MS } from './job-workers.ts';

export type JobHandler = (payload: unknown, signal: AbortSignal) => Promise<void>;

/** Between the end of a worker that nobody asked to end and the next one. */
const AGAIN_AFTER_MS = 1_000;

/** Jobs in Postgres, added in the caller's transaction. A handler may run twice and must not mind. */
@Injectable()
export class Jobs {
  private readonly log = new Logger(Jobs.name);
  private readonly handlers = new Map<string, JobHandler>();
  private readonly crons: string[] = [];
  private readonly stopping = new AbortController();
  private readonly workers: JobWorkers;
  private worker: { runner: Runner; id: string } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();
  private ended = false;
  private readonly workerLog = new WorkerLogger(() => (level: string, message) => {
    if (level === 'error') this.log.error({ event: 'jobs.trouble', message });
  });

  constructor(private readonly db: Database) {
    this.workers = new JobWorkers(db.source, `${hostname()}:${process.pid}`, () => performance.now());
  }

  /** Names a handler; call it from a module's `onModuleInit`, before `start`. `cron` as in crontab(5). */
  handle(name: string, handler: JobHandler, cron?: string): void {
    this.handlers.set(name, handler);
    if (cron) this.crons.push(`${cron} ${name} ?max=1`);
  }

  /**
   * Adds a job within `tx`: it runs after the commit, and not at all after a rollback.
   *
   * @param options.key a waiting job with the same key is replaced
   * @param options.inMs it runs no sooner than this, by the database's clock
   */
  async add(tx: EntityManager, name: string, payload: object, options: { key?: string; attempts?: number; queue?: string; inMs?: number } = {}): Promise<void> {
    await tx.query(`select graphile_worker.add_job($1, $2::json, queue_name => $3, job_key => $4, max_attempts => $5, run_at => now() + make_interval(secs => $6::float8 / 1000))`,
      [name, JSON.stringify(payload), options.queue ?? null, options.key ?? null, options.attempts ?? 5, options.inMs ?? null]);
  }

  /** @param alone true when no other process can be working on this database: jobs of a killed one are freed at once */
  async start(alone: boolean): Promise<void> {
    const utils = await makeWorkerUtils({ pgPool: poolOf(this.db.source), logger: this.workerLog });
    await utils.migrate();
    await utils.release();
    if (alone) await this.workers.forgetAll();
    await this.work();
    if (!alone) await (this.beating = this.beat());
  }

  /** Asks running handlers to stop and waits for them; meanwhile their jobs are still ours. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.worker?.runner.stop().catch(() => undefined);
    this.ended = true;
    clearTimeout(this.timer);
    await this.beating;
    if (this.worker) await this.workers.leave(this.worker.id).catch((error: unknown) => this.log.warn({ event: 'jobs.not_left' }, error));
    this.worker = undefined;
  }

  private async work(): Promise<void> {
    const taskList: TaskList = Object.fromEntries([...this.handlers].map(([name, handler]) => [name, (payload: unknown) => handler(payload, this.stopping.signal)]));
    const events: WorkerEvents = new EventEmitter();
    let id = '';
    // By this name the jobs that it takes are locked.
    events.on('pool:create', ({ workerPool }) => (id = workerPool.id));
    const runner = await run({
      pgPool: poolOf(this.db.source), taskList, crontab: this.crons.join('\n'), concurrency: 3, noHandleSignals: true, logger: this.workerLog, pollInterval: 1_000, events,
    });
    this.worker = { runner, id };
    if (this.stopping.signal.aborted) return runner.stop();
    void runner.promise.catch(() => undefined).then(() => this.replace(id));
  }

  /** A worker that cannot write down how a job ended, because the database was away for long, gives up by itself. */
  private async replace(id: string): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.log.error({ event: 'jobs.worker_ended', advice: 'Another takes its place.' });
      await delay(AGAIN_AFTER_MS, undefined, { ref: false });
      if (this.stopping.signal.aborted) return;
      try {
        await this.workers.leave(id);
        return await this.work();
      } catch (error) {
        this.log.warn({ event: 'jobs.not_replaced' }, error);
      }
    }
  }

  /** Again and again, until the last handler has ended. */
  private async beat(): Promise<void> {
    try {
      const freed = this.worker ? await this.workers.beat(this.worker.id) : [];
      if (freed.length > 0) this.log.warn({ event: 'jobs.freed', workers: freed });
    } catch (error) {
      this.log.warn({ event: 'jobs.no_sign_of_life' }, error);
    }
    if (!this.ended) this.timer = setTimeout(() => void (this.beating = this.beat()), SHOW_EVERY_MS).unref();
  }
}

const looksAfter = new WeakSet<Pool>();

function poolOf(source: DataSource): Pool {
  const pool = (source.driver as unknown as { master: Pool }).master;
  if (looksAfter.has(pool)) return pool;
  looksAfter.add(pool);
  // graphile-worker warns unless both are handled; lost connections are replaced by the pool.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
