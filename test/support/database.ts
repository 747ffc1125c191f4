import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { getMetadataArgsStorage, type DataSource, type DataSourceOptions } from 'typeorm';
import { Config, Database, createDataSource, newId } from '#platform';
import { createSharedDatabase } from './shared-cluster.ts';

export interface TestDatabase {
  config: Config;
  source: DataSource;
  database: Database;
  /** Makes a workspace and gives its id. */
  workspace(name?: string): Promise<string>;
  stop(): Promise<void>;
}

/** A real database of its own, with every migration applied. */
export async function startDatabase(entities: DataSourceOptions['entities'] = []): Promise<TestDatabase> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-test-'));
  fs.chmodSync(dataDir, 0o755);
  const config = new Config({ PORT: '0', DUET_DATA_DIR: dataDir, DUET_LOG_LEVEL: 'silent' }, dataDir);
  const { connection, drop } = await createSharedDatabase();
  forgetForeignKeysOutOf(entities);
  const source = createDataSource(connection, entities);
  await source.initialize();
  return {
    config,
    source,
    database: new Database(source),
    async workspace(name = 'Test company') {
      const id = newId();
      await source.query('insert into workspace (id, name) values ($1, $2)', [id, name]);
      return id;
    },
    async stop() {
      if (source.isInitialized) await source.destroy();
      await drop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const allForeignKeys = new Set<ReturnType<typeof getMetadataArgsStorage>['foreignKeys'][number]>();

/**
 * A room's spec brings that room's entities; their keys into other rooms' tables stand in the migrations, and TypeORM
 * would refuse to start without those entities. The next spec of this process may bring them again.
 */
function forgetForeignKeysOutOf(entities: DataSourceOptions['entities']): void {
  const storage = getMetadataArgsStorage();
  const brought = new Set(Object.values(entities ?? {}) as unknown[]);
  const tables = new Set(storage.tables.filter(({ target }) => brought.has(target)).map(({ name }) => name));
  for (const key of storage.foreignKeys) allForeignKeys.add(key);
  const kept = [...allForeignKeys].filter(({ type }) => typeof type !== 'string' || tables.has(type));
  storage.foreignKeys.splice(0, Infinity, ...kept);
}
