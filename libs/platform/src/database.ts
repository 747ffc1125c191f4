import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, MigrationExecutor, type DataSourceOptions, type EntityManager } from 'typeorm';
import { EagerClient } from './eager-client.ts';
import { LaunchProblem } from './launch-problem.ts';
import type { PostgresConnection } from './launch-options.ts';
import { migrations } from './migrations/index.ts';
import { inOneTrip, type Asking } from './one-trip.ts';
import { SnakeNaming } from './snake-naming.ts';

/** How to reach the database: a URL, or host (a socket directory), user, password and name. */
export type Connection = { url: string } | PostgresConnection;

export function createDataSource(connection: Connection, entities: DataSourceOptions['entities'], poolSize = 10): DataSource {
  const address = 'url' in connection ? { url: connection.url } : { host: connection.host, port: connection.port, username: connection.user, password: connection.password, database: connection.database };
  return new DataSource({
    type: 'postgres',
    ...address,
    ...(entities ? { entities } : {}),
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    poolSize,
    applicationName: 'duet',
    // The database restarts now and then; a lost idle connection must not end the process.
    poolErrorHandler: () => undefined,
    extra: { Client: EagerClient, pipeline: true, statement_timeout: 10_000, idle_in_transaction_session_timeout: 10_000, connectionTimeoutMillis: 10_000 },
  });
}

/** 'duet', as a number: one process migrates at a time. */
const MIGRATION_LOCK = 1_684_366_708;
const LOCK_NOT_AVAILABLE = '55P03';
const MOST_TRIES = 5;

/**
 * Applies what is missing; waits while another process does the same. A step may take longer than a visitor's request,
 * but it must not keep visitors waiting behind it for a lock.
 *
 * @throws LaunchProblem `database_newer` when a later version of the product has been here
 */
export async function migrate(db: DataSource): Promise<void> {
  const guard = db.createQueryRunner();
  try {
    await guard.query('set statement_timeout = 0');
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await guard.query(`set statement_timeout = '15min'`);
    await guard.query(`set lock_timeout = '5s'`);
    const executor = new MigrationExecutor(db, guard);
    await refuseNewer(db, executor);
    executor.transaction = 'each';
    await patiently(() => executor.executePendingMigrations());
  } finally {
    await guard.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await guard.query('reset lock_timeout').catch(() => undefined);
    await guard.query('reset statement_timeout').catch(() => undefined);
    await guard.release();
  }
}

/** Somebody's long transaction may hold a table that a step needs: it is tried again when they had time to end it. */
async function patiently(step: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await step();
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE || tries === MOST_TRIES) throw error;
      await delay(tries * 1_000);
    }
  }
}

/** What it does not know, this version would ignore or damage. */
async function refuseNewer(db: DataSource, executor: MigrationExecutor): Promise<void> {
  const known = new Set(db.migrations.map(({ name }) => name));
  const unknown = (await executor.getExecutedMigrations()).filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length === 0) return;
  throw new LaunchProblem('database_newer',
    `This database was made by a newer version of Duet (it knows ${unknown.join(', ')}): start that version, or give this one a database of its own by DATABASE_URL or DUET_DATA_DIR.`);
}

const WALL = `select set_config('app.workspace', $1, true)`;

async function commitWithLast<T>(source: DataSource, workspaceId: string, work: (tx: EntityManager) => Promise<(tx: Asking) => Promise<T>>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.connect();
    await runner.startTransaction();
    await runner.query(WALL, [workspaceId]);
    const last = await work(runner.manager);
    // A statement that fails makes the commit a rollback; nobody may use the connection before both are answered.
    const [result, committed] = await Promise.allSettled([last(runner.manager), runner.commitTransaction()]);
    if (result.status === 'rejected') throw result.reason;
    if (committed.status === 'rejected') throw committed.reason;
    return result.value;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

/** Transactions, each with the wall it works behind. No model or network call belongs inside one. */
@Injectable()
export class Database {
  constructor(readonly source: DataSource) {}

  /** Sees and writes the rows of one workspace only. */
  inWorkspace<T>(workspaceId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(async (tx) => {
      await tx.query(WALL, [workspaceId]);
      return work(tx);
    });
  }

  /**
   * The same, where `work` ends with statements that need not wait for each other: it gives them as a function that asks
   * them all at once, and they travel with the commit.
   */
  withLastTrip<T>(workspaceId: string, work: (tx: EntityManager) => Promise<(tx: Asking) => Promise<T>>): Promise<T> {
    return commitWithLast(this.source, workspaceId, work);
  }

  /** The same in one round trip: `send` asks everything at once and awaits nothing in between; all of it succeeds or nothing does. */
  inOneTrip<T>(workspaceId: string, send: (tx: Asking) => Promise<T>): Promise<T> {
    return inOneTrip(this.source, [WALL, [workspaceId]], send);
  }

  /** Sees every workspace: for jobs, which name the workspace of each row that they write. */
  acrossWorkspaces<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(async (tx) => {
      await tx.query(`select set_config('app.across', 'on', true)`);
      return work(tx);
    });
  }

  /** For the tables that belong to no workspace: `workspace`, `person`, `credential`. Tenant tables are empty here. */
  atTheDoor<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(work);
  }
}
