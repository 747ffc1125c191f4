import { Injectable } from '@nestjs/common';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { EagerClient } from './eager-client.ts';
import type { PostgresConnection } from './launch-options.ts';
import { migrations } from './migrations/index.ts';
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

/** Applies what is missing; waits while another process does the same. */
export async function migrate(db: DataSource): Promise<void> {
  const guard = db.createQueryRunner();
  try {
    await guard.query('set statement_timeout = 0');
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await db.runMigrations();
  } finally {
    await guard.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await guard.query('reset statement_timeout').catch(() => undefined);
    await guard.release();
  }
}

/** What may be asked together with the commit: a repository's writes take detours and would come after it. */
export type Asking = Pick<EntityManager, 'query'>;

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

  /** The same in one round trip: `send` asks everything at once and awaits nothing in between. */
  inOneTrip<T>(workspaceId: string, send: (tx: Asking) => Promise<T>): Promise<T> {
    return commitWithLast(this.source, workspaceId, () => Promise.resolve(send));
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
