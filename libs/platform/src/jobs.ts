import { Injectable, Logger } from '@nestjs/common';
import { Logger as WorkerLogger, makeWorkerUtils, run, type Runner, type TaskList } from 'graphile-worker';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { Database } from './database.ts';

export type JobHandler = (payload: unknown, signal: AbortSignal) => Promise<void>;

/** Jobs in Postgres, added in the caller's transaction. A handler may run twice and must not mind. */
@Injectable()
export class Jobs {
  private readonly log = new Logger(Jobs.name);
  private readonly handlers = new Map<string, JobHandler>();
  private readonly crons: string[] = [];
  private readonly stopping = new AbortController();
  private runner: Runner | undefined;

  constructor(private readonly db: Database) {}

  /** Names a handler; call it from a module's `onModuleInit`, before `start`. `cron` as in crontab(5). */
  handle(name: string, handler: JobHandler, cron?: string): void {
    this.handlers.set(name, handler);
    if (cron) this.crons.push(`${cron} ${name} ?max=1`);
  }

  /**
   * Adds a job within `tx`: it runs after the commit, and not at all after a rollback.
   *
   * @param options.key a waiting job with the same key is replaced
   */
  async add(tx: EntityManager, name: string, payload: object, options: { key?: string; attempts?: number; queue?: string } = {}): Promise<void> {
    await tx.query('select graphile_worker.add_job($1, $2::json, queue_name => $3, job_key => $4, max_attempts => $5)',
      [name, JSON.stringify(payload), options.queue ?? null, options.key ?? null, options.attempts ?? 5]);
  }

  /** @param alone true when no other process can be working on this database: locks of a killed one are freed at once */
  async start(alone: boolean): Promise<void> {
    const pgPool = poolOf(this.db.source);
    const logger = new WorkerLogger(() => (level: string, message) => {
      if (level === 'error') this.log.error({ event: 'jobs.trouble', message });
    });
    const utils = await makeWorkerUtils({ pgPool, logger });
    await utils.migrate();
    if (alone) await this.db.source.query('update graphile_worker._private_jobs set locked_by = null, locked_at = null where locked_by is not null');
    await utils.release();
    const taskList: TaskList = Object.fromEntries([...this.handlers].map(([name, handler]) => [name, (payload: unknown) => handler(payload, this.stopping.signal)]));
    this.runner = await run({ pgPool, taskList, crontab: this.crons.join('\n'), concurrency: 3, noHandleSignals: true, logger, pollInterval: 1_000 });
  }

  /** Asks running handlers to stop and waits for them. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.runner?.stop();
    this.runner = undefined;
  }
}

function poolOf(source: DataSource): Pool {
  const pool = (source.driver as unknown as { master: Pool }).master;
  // graphile-worker warns unless both are handled; lost connections are replaced by the pool.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
