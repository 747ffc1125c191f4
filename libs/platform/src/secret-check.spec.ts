import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { Config, secretKeyFile } from './config.ts';
import { checkSecretKey, forgetSecretKey } from './secret-check.ts';

describe('the secret key of an installation', () => {
  let db: TestDatabase;
  const folders: string[] = [];

  beforeAll(async () => {
    db = await startDatabase();
  }, 120_000);
  afterAll(() => db.stop(), 60_000);
  beforeEach(() => forgetSecretKey(db.source));
  afterEach(() => {
    for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
  });

  const serverWith = (key?: string): Config => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-secret-'));
    folders.push(folder);
    return new Config({ DUET_DATA_DIR: folder, ...(key ? { DUET_SECRET_KEY: key } : {}) }, folder);
  };
  const start = (config: Config): Promise<void> => checkSecretKey(db.source, config);
  const newKey = (): string => randomBytes(32).toString('hex');

  it('is the one of the first start, then and later', async () => {
    const server = serverWith();
    await start(server);
    await start(server);
    await start(serverWith(fs.readFileSync(secretKeyFile(server), 'utf8')));
  });

  it('is one only, also when several servers start at once for the first time', async () => {
    const starts = await Promise.allSettled(Array.from({ length: 5 }, () => start(serverWith(newKey()))));
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('stops a server that was given another, with a sentence that says where the right one may be', async () => {
    await start(serverWith(newKey()));
    const refused = start(serverWith(newKey()));
    await expect(refused).rejects.toMatchObject({ code: 'other_secret_key' });
    await expect(refused).rejects.toThrow(/in the setting DUET_SECRET_KEY is not the one of this database.*the file secret-key of the data directory of the first server/s);
  });

  it('stops a server whose file holds another, and names the file', async () => {
    await start(serverWith(newKey()));
    const server = serverWith();
    fs.writeFileSync(secretKeyFile(server), newKey());
    await expect(start(server)).rejects.toThrow(`the file ${secretKeyFile(server)} is not the one of this database`);
  });

  it('is not made anew when its file is gone', async () => {
    const server = serverWith();
    await start(server);
    fs.rmSync(secretKeyFile(server));
    await expect(start(server)).rejects.toThrow('The secret key of this database is missing');
    expect(fs.existsSync(secretKeyFile(server))).toBe(false);
  });

  it('is another one after the old one was given up', async () => {
    await start(serverWith(newKey()));
    await forgetSecretKey(db.source);
    await start(serverWith(newKey()));
  });
});
