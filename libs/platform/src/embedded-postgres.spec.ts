import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ClusterFolders, giveAll } from '../../../test/support/cluster-folder.ts';
import { Launcher } from '../../../test/support/launcher.ts';
import { runningEmbeddedPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import type { PostgresConnection } from './launch-options.ts';
import { postmasterPid } from './postmaster-pid.ts';

const isRoot = process.getuid?.() === 0;
const folders = new ClusterFolders();
const quiet = (): void => undefined;
const start = (dataDir: string): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, log: quiet });
const dataIn = (dataDir: string): string => path.join(dataDir, 'pg');

async function ask(connection: PostgresConnection | undefined, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A stopped database with one row in it, to copy from. */
let template: string;
let first: { firstStart: boolean; settings: unknown; role: unknown; socketFolder: string; refused: unknown };

beforeAll(async () => {
  template = folders.empty();
  const postgres = await start(template);
  const { connection } = postgres;
  first = {
    firstStart: postgres.firstStart,
    settings: await ask(connection, `select name, setting from pg_settings where name in ('fsync', 'listen_addresses', 'synchronous_commit') order by 1`),
    role: await ask(connection, 'select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user'),
    socketFolder: connection.host,
    refused: await ask({ ...connection, password: 'guessed' }, 'select 1').catch((error: unknown) => error),
  };
  await ask(connection, 'create table kept (word text)');
  await ask(connection, `insert into kept values ('yes')`);
  await postgres.stop();
});

afterAll(() => folders.remove());

describe('the first start in an empty folder', () => {
  it('makes a database that writes to disk and listens on no port', () => {
    expect(first.firstStart).toBe(true);
    expect(first.settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'listen_addresses', setting: '' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
  });

  it('hands out a role that row-level security binds', () => {
    expect(first.role).toEqual([
      { rolname: 'duet', rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
    ]);
  });

  it('lets nobody in without the password, which only its owner can read', () => {
    expect(first.refused).toMatchObject({ code: '28P01' });
    expect(fs.statSync(path.join(dataIn(template), 'duet-passwords.json')).mode & 0o777).toBe(0o600);
  });

  it('leaves no process and no socket behind when stopped', () => {
    expect(postmasterPid(dataIn(template))).toBeUndefined();
    expect(fs.existsSync(first.socketFolder)).toBe(false);
    expect(runningEmbeddedPostgres(template)).toBeUndefined();
  });

  it('is made anew when the one before was cut in the middle', async () => {
    const dataDir = folders.empty();
    const cut = new Launcher(dataDir);
    await appearance(dataDir, (name) => name.startsWith('pg.new-'));
    await cut.kill('SIGKILL');
    const postgres = await start(dataDir);
    await postgres.stop();
    expect(postgres.firstStart).toBe(true);
    expect(fs.readdirSync(dataDir).sort()).toEqual(['pg', 'pg.log']);
  });

  it('is made once when two processes try at the same moment', async () => {
    const dataDir = folders.empty();
    const both = [new Launcher(dataDir), new Launcher(dataDir)];
    const facts = await Promise.all(both.map((one) => one.tells('ready', 'problem')));
    await Promise.all(both.map((one) => one.kill('SIGTERM')));
    expect(facts.map(({ event }) => event).sort()).toEqual(['problem', 'ready']);
    const winner = both[facts.findIndex(({ event }) => event === 'ready')];
    expect(facts.find(({ event }) => event === 'problem')).toMatchObject({
      code: 'already_running',
      sentence: expect.stringContaining(`process ${winner?.pid}`) as unknown,
    });
  });
});

describe('the next start', () => {
  it('finds what was written', async () => {
    const postgres = await start(folders.copyOf(template));
    const rows = await ask(postgres.connection, 'select word from kept');
    await postgres.stop();
    expect(rows).toEqual([{ word: 'yes' }]);
    expect(postgres).toMatchObject({ firstStart: false, adopted: false });
  });

  it('is refused while another process runs on the data, and names it', async () => {
    const dataDir = folders.copyOf(template);
    const other = new Launcher(dataDir);
    await other.tells('ready');
    const problem = await start(dataDir).catch((error: unknown) => error);
    const stillThere = await ask(runningEmbeddedPostgres(dataDir), 'select word from kept');
    await other.kill('SIGTERM');
    expect(problem).toMatchObject({ code: 'already_running', pid: other.pid });
    expect(String(problem)).toContain(`(process ${other.pid})`);
    expect(stillThere).toEqual([{ word: 'yes' }]);
  });

  it('takes over the server of a process that was killed', async () => {
    const dataDir = folders.copyOf(template);
    const killed = new Launcher(dataDir);
    const { pid } = await killed.tells('ready');
    await killed.kill('SIGKILL');
    const postgres = await start(dataDir);
    const taken = postgres.pid;
    await postgres.stop();
    expect(postgres.adopted).toBe(true);
    expect(taken).toBe(pid);
    expect(postmasterPid(dataIn(dataDir))).toBeUndefined();
  });

  it('recovers when process and server were killed together', async () => {
    const dataDir = folders.copyOf(template);
    const killed = new Launcher(dataDir);
    const { pid } = await killed.tells('ready');
    process.kill(pid ?? 0, 'SIGKILL');
    await killed.kill('SIGKILL');
    const postgres = await start(dataDir);
    const rows = await ask(postgres.connection, 'select word from kept');
    await postgres.stop();
    expect(postgres.adopted).toBe(false);
    expect(rows).toEqual([{ word: 'yes' }]);
  });

  it('is not misled by a pid that another process got since', async () => {
    const dataDir = folders.copyOf(template);
    fs.writeFileSync(path.join(dataIn(dataDir), 'postmaster.pid'), `${process.pid}\n`);
    const postgres = await start(dataDir);
    await postgres.stop();
    expect(postgres.adopted).toBe(false);
  });
});

describe('who runs the server', () => {
  it('is the user who starts Duet, or for root a user without rights', async () => {
    const dataDir = folders.copyOf(template);
    const postgres = await start(dataDir);
    const owner = fs.statSync(`/proc/${postgres.pid}`).uid;
    await postgres.stop();
    expect(owner).toBe(isRoot ? 65534 : process.getuid?.());
  });

  it('is an ordinary user for an ordinary user', async () => {
    const dataDir = folders.empty();
    giveAll(dataDir, 65534);
    const ordinary = new Launcher(dataDir, isRoot ? 65534 : undefined);
    const fact = await ordinary.tells('ready', 'problem');
    const owner = fs.statSync(`/proc/${fact.pid}`).uid;
    await ordinary.kill('SIGTERM');
    expect(fact).toMatchObject({ event: 'ready', firstStart: true });
    expect(owner).toBe(isRoot ? 65534 : process.getuid?.());
  });

  it('is the owner of the data when root starts on the data of somebody', async () => {
    const dataDir = folders.copyOf(template);
    const somebody = isRoot ? 12345 : (process.getuid?.() ?? 0);
    giveAll(dataIn(dataDir), somebody);
    const postgres = await start(dataDir);
    const owner = fs.statSync(`/proc/${postgres.pid}`).uid;
    await postgres.stop();
    expect(owner).toBe(somebody);
  });

  it('works below a folder that is closed to everybody else', async () => {
    const closed = folders.empty();
    fs.chmodSync(closed, 0o700);
    const postgres = await start(path.join(closed, 'project', '.duet'));
    const rows = await ask(postgres.connection, 'select current_user as me');
    await postgres.stop();
    expect(rows).toEqual([{ me: 'duet' }]);
  });

  it('is told in a sentence when the user id has no entry in /etc/passwd', async () => {
    const dataDir = folders.empty();
    giveAll(dataDir, 54321);
    const nameless = new Launcher(dataDir, isRoot ? 54321 : undefined);
    const fact = await nameless.tells('ready', 'problem');
    await nameless.kill('SIGTERM');
    if (isRoot) expect(fact).toMatchObject({ code: 'no_passwd_entry', sentence: expect.stringContaining('DATABASE_URL') as unknown });
    else expect(fact.event).toBe('ready');
  });

  it('is told in a sentence when the data belongs to another user', async () => {
    const dataDir = isRoot ? folders.copyOf(template) : '/';
    giveAll(dataDir, 12345);
    if (isRoot) fs.chownSync(dataDir, 65534, 65534);
    const stranger = new Launcher(dataDir, isRoot ? 65534 : undefined);
    const fact = await stranger.tells('ready', 'problem');
    await stranger.kill('SIGTERM');
    expect(fact.code).toBe(isRoot ? 'data_not_ours' : 'data_not_writable');
    expect(fact.sentence).toContain('DUET_DATA_DIR');
  });
});

/** Resolves when a file of such a name is in the folder. */
function appearance(folder: string, fits: (name: string) => boolean): Promise<void> {
  return new Promise((done) => {
    const watcher = fs.watch(folder, () => {
      if (!fs.readdirSync(folder).some(fits)) return;
      watcher.close();
      done();
    });
  });
}
