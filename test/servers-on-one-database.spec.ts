import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { createClient, importExamples, readTrainingRun, startTraining, type Call } from '#contracts';
import { foundCompany, type Company } from './support/company.ts';
import { eventually } from './support/eventually.ts';
import { ServerDatabase } from './support/server-database.ts';
import { ServerProcess } from './support/server-process.ts';

const isThere = await ServerDatabase.isThere();
const describeWhereItCanRun = isThere ? describe : describe.skip;
const INTENTS = 8;
/** Five looks of a living server, and some for a machine that does much else. */
const TAKEN_OVER_WITHIN_MS = 60_000;

/** Enough of the demo's questions to train for some seconds. */
function labelledQuestions(): string {
  const file = path.resolve(import.meta.dirname, '../demo/questions-train.csv');
  const rows = parseCsv<{ text: string; category: string }>(readFileSync(file), { columns: true });
  const wanted = [...new Set(rows.map(({ category }) => category))].slice(0, INTENTS);
  return rows.filter(({ category }) => wanted.includes(category)).map((row) => JSON.stringify(row)).join('\n');
}

describeWhereItCanRun(`two servers on one database, without Redis${isThere ? '' : ' (left out: no PostgreSQL server answers at DUET_TEST_POSTGRES)'}`, () => {
  const settings = { DUET_SECRET_KEY: randomBytes(32).toString('hex') };
  let database: ServerDatabase;
  let servers: ServerProcess[];
  let company: Company;

  beforeAll(async () => {
    database = await ServerDatabase.create();
    servers = await Promise.all([1, 2].map(() => ServerProcess.create({ ...settings, DATABASE_URL: database.url })));
    await Promise.all(servers.map((one) => one.start()));
    const links = await Promise.all(servers.map((one) => one.setupLink()));
    // Each server's link opens the installation, by whichever server.
    company = await foundCompany(servers[0]!.address, links[1]!);
  }, 300_000);
  afterAll(async () => {
    for (const one of servers ?? []) await one.cleanUp();
    await database?.drop();
  }, 120_000);

  const at = (server: ServerProcess): Call => createClient(fetch, server.address, { authorization: `Bearer ${company.apiKey}` });
  /** Which of the servers holds the only job. */
  const worker = async (): Promise<ServerProcess | undefined> => {
    const rows = await database.query<{ server: string }>(
      'select w.server from graphile_worker._private_jobs j join job_worker w on w.id = j.locked_by where exists (select from training_run where state = $1)', ['running']);
    return servers.find(({ pid }) => rows.some(({ server }) => server.endsWith(`:${pid}`)));
  };
  const until = async <T>(ask: () => Promise<T | undefined>): Promise<T> => {
    for (;;) {
      const found = await ask();
      if (found !== undefined) return found;
      await wait(50);
    }
  };

  it('finish each other\'s work: the one that trains is killed, and the other one trains the model', async () => {
    await company.call(importExamples, { content: labelledQuestions() });
    const { id } = await company.call(startTraining, {});
    const killed = await until(worker);
    await killed.end('SIGKILL');
    const from = performance.now();
    const other = servers.find((one) => one !== killed)!;
    expect(await until(async () => ((await worker()) === other ? other : undefined))).toBe(other);
    expect(performance.now() - from).toBeLessThan(TAKEN_OVER_WITHIN_MS);
    const run = await until(async () => {
      const now = await at(other)(readTrainingRun, { id });
      return now.state === 'running' ? undefined : now;
    });
    expect(run).toMatchObject({ state: 'succeeded', number: 1, errorCode: null });
    // The run says that it is done a moment before its job is put away.
    expect(await eventually(() => database.query('select id from graphile_worker._private_jobs'), ({ length }) => length === 0)).toEqual([]);
    await killed.start();
  }, 600_000);

  it('hold the same secret key: one with another does not start, and says where the right one may be', async () => {
    const stranger = await ServerProcess.create({ DATABASE_URL: database.url, DUET_SECRET_KEY: randomBytes(32).toString('hex') });
    await expect(stranger.start()).rejects.toThrow(/DUET_SECRET_KEY is not the one of this database/);
    await stranger.cleanUp();
  }, 200_000);
});
