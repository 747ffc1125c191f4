import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ClusterFolders } from '../../../test/support/cluster-folder.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { postmasterPid } from './postmaster-pid.ts';

const folders = new ClusterFolders();
let template: string;

beforeAll(async () => {
  template = folders.empty();
  const postgres = await startEmbeddedPostgres({ dataDir: template, log: () => undefined });
  await postgres.stop();
});

afterAll(() => folders.remove());

/** A running server, and a promise of its next restart. */
async function running(): Promise<{ dataDir: string; postgres: EmbeddedPostgres; restarted: Promise<void>; facts: string[] }> {
  const dataDir = folders.copyOf(template);
  const facts: string[] = [];
  let onRestart = (): void => undefined;
  const restarted = new Promise<void>((done) => { onRestart = done; });
  const log = ({ event }: { event: string }): void => void facts.push(event);
  return { dataDir, postgres: await startEmbeddedPostgres({ dataDir, log, onRestart }), restarted, facts };
}

async function session(postgres: EmbeddedPostgres): Promise<pg.Client> {
  const client = new pg.Client(postgres.connection);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function answers(postgres: EmbeddedPostgres): Promise<unknown> {
  const client = await session(postgres);
  const { rows } = await client.query<{ one: number }>('select 1 as one');
  await client.end();
  return rows[0]?.one;
}

describe('a server that dies under the running product', () => {
  it('is started again, at the same address', async () => {
    const { postgres, restarted } = await running();
    const before = postgres.pid ?? 0;
    process.kill(before, 'SIGKILL');
    await restarted;
    const answer = await answers(postgres);
    const after = postgres.pid;
    await postgres.stop();
    expect(answer).toBe(1);
    expect(after).not.toBe(before);
  });

  it('is waited for when it recovers by itself after the loss of one session', async () => {
    const { dataDir, postgres, restarted } = await running();
    const before = postmasterPid(path.join(dataDir, 'pg'));
    const victim = await session(postgres);
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
    await restarted;
    const answer = await answers(postgres);
    const after = postgres.pid;
    await postgres.stop();
    expect(answer).toBe(1);
    expect(after).toBe(before);
  });

  it('stays down when the product is stopping', async () => {
    const { dataDir, postgres, facts } = await running();
    process.kill(postgres.pid ?? 0, 'SIGKILL');
    await postgres.stop();
    expect(postmasterPid(path.join(dataDir, 'pg'))).toBeUndefined();
    expect(facts.at(-1)).toBe('database.stopped');
  });

  it('may be stopped twice', async () => {
    const { postgres, facts } = await running();
    await Promise.all([postgres.stop(), postgres.stop()]);
    await postgres.stop();
    expect(facts.filter((event) => event === 'database.stopped')).toHaveLength(1);
  });
});

describe('a server that cannot start', () => {
  it('says that the disk is full', async () => {
    const noSpace = '2026-01-01 12:00:00.000 UTC [7] FATAL:  could not write lock file "postmaster.pid": No space left on device';
    const problem = await failure(programs(`echo '${noSpace}' >&2; exit 1`));
    expect(problem).toMatchObject({ code: 'no_space', message: expect.stringContaining('DUET_DATA_DIR') as unknown });
  });

  it('says what its log says last, after it was tried again for some seconds', async () => {
    const noMemory = 'FATAL:  could not map anonymous shared memory: Cannot allocate memory';
    const problem = await failure(programs(`echo '2026-01-01 12:00:00.000 UTC [7] ${noMemory}' >&2; exit 1`));
    expect(problem).toMatchObject({ code: 'start_failed', message: expect.stringContaining(noMemory) as unknown });
  });

  it('says that the programs do not fit to this system when their loader is missing', async () => {
    const problem = await failure(programs('', '#!/no/such/loader'));
    expect(problem).toMatchObject({ code: 'binaries_broken', message: expect.stringContaining('DATABASE_URL') as unknown });
  });

  it('says that the passwords are gone', async () => {
    const dataDir = folders.copyOf(template);
    fs.rmSync(path.join(dataDir, 'pg/duet-passwords.json'));
    const problem = await startEmbeddedPostgres({ dataDir, log: () => undefined }).catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: 'password_missing' });
  });
});

function failure(binaries: string): Promise<unknown> {
  return startEmbeddedPostgres({ dataDir: folders.copyOf(template), binaries, log: () => undefined }).catch(
    (error: unknown) => error,
  );
}

/** In place of PostgreSQL's programs, some that fail. */
function programs(script: string, loader = '#!/bin/sh'): string {
  const folder = folders.empty();
  for (const name of ['bin', 'lib']) fs.mkdirSync(path.join(folder, name), { mode: 0o755 });
  for (const name of ['initdb', 'postgres']) {
    fs.writeFileSync(path.join(folder, 'bin', name), `${loader}\n${script}\n`, { mode: 0o755 });
  }
  return folder;
}
