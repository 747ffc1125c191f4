import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { Config, Database, createDataSource, migrate, newId, startEmbeddedPostgres } from '#platform';

export interface TestDatabase {
  config: Config;
  source: DataSource;
  database: Database;
  /** Makes a workspace and gives its id. */
  workspace(name?: string): Promise<string>;
  stop(): Promise<void>;
}

/** A real database of its own in a temporary folder, with every migration applied. */
export async function startDatabase(entities: DataSourceOptions['entities'] = []): Promise<TestDatabase> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-test-'));
  fs.chmodSync(dataDir, 0o755);
  const config = new Config({ PORT: '0', DUET_DATA_DIR: dataDir, DUET_LOG_LEVEL: 'silent' }, dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const source = createDataSource(postgres.connection, entities);
  await source.initialize();
  await migrate(source);
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
      await postgres.stop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
