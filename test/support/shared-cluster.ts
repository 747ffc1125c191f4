import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createDataSource, migrate, startEmbeddedPostgres, type PostgresConnection } from '#platform';
import { applicationConnection } from '../../libs/platform/src/application-role.ts';
import { clusterPlace } from '../../libs/platform/src/cluster-place.ts';
import { readPasswords, superuser } from '../../libs/platform/src/create-cluster.ts';
import { Postmaster } from '../../libs/platform/src/postmaster.ts';
import { copyCluster } from './cluster-folder.ts';

const UP_WITHIN_MS = 60_000;

/** What this worker of the run has made for its suites; no other worker touches it. */
const ownFolder = (): string => path.join(process.env['DUET_TEST_RUN'] ?? '', `worker-${process.env['JEST_WORKER_ID'] ?? '1'}`);

/**
 * A stopped database with every migration applied, to be copied: quicker than a first start. Made by the first suite of
 * a worker that asks. Its sessions do not wait for the disk; what a crash leaves is for suites that start a real server.
 */
export async function migratedCluster(): Promise<string> {
  const dataDir = path.join(ownFolder(), 'template');
  const done = path.join(dataDir, 'migrated');
  if (fs.existsSync(done)) return dataDir;
  fs.rmSync(dataDir, { recursive: true, force: true });
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const source = createDataSource(postgres.connection, []);
  try {
    await source.initialize();
    await migrate(source);
    await source.query('alter role current_user set synchronous_commit = off');
  } finally {
    if (source.isInitialized) await source.destroy();
    await postgres.stop();
  }
  fs.writeFileSync(done, '');
  return dataDir;
}

export interface SharedDatabase {
  connection: PostgresConnection;
  drop(): Promise<void>;
}

/** A migrated database of its own on the server of this worker, which outlives the suite: the next one uses it too. */
export async function createSharedDatabase(): Promise<SharedDatabase> {
  const dataDir = path.join(ownFolder(), 'server');
  if (!fs.existsSync(path.join(dataDir, 'pg'))) copyCluster(await migratedCluster(), dataDir);
  const place = clusterPlace(dataDir);
  const passwords = readPasswords(place.data);
  const postmaster = new Postmaster(place);
  if (postmaster.pid === undefined) postmaster.launch();
  const connection = { ...applicationConnection(place.socketFolder, passwords.application), database: `suite_${randomBytes(6).toString('hex')}` };
  const asOwner = (statement: string): Promise<void> => run({ ...connection, user: superuser, password: passwords.superuser, database: superuser }, statement);
  await asOwner(`create database ${connection.database} template duet owner ${connection.user}`);
  return { connection, drop: () => asOwner(`drop database ${connection.database} with (force)`) };
}

/** In a session of its own; a server that was launched just now is waited for. */
async function run(config: pg.ClientConfig, statement: string): Promise<void> {
  for (const until = Date.now() + UP_WITHIN_MS; ; await pause(20)) {
    const session = new pg.Client(config);
    try {
      await session.connect();
    } catch (error) {
      if (Date.now() > until) throw error;
      continue;
    }
    return session.query(statement).then(() => undefined).finally(() => session.end());
  }
}
