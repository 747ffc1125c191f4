import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { importExamples, readOptimizerRun, readTrainingRun, startOptimizer, startTraining, type OptimizerRun, type TrainingRun } from '#contracts';
import { runningEmbeddedPostgres } from '#platform';
import { placeSet } from '../libs/training/src/optimizer/development-set.fixture.ts';
import { foundCompany, type Company } from './support/company.ts';
import { startModelServer } from './support/model-server.ts';
import { ServerProcess } from './support/server-process.ts';
import { demoQuestions, isUnderWay } from './support/training-desk.ts';

const PATIENCE_MS = 280_000;

describe('a server that is ended in the middle of a training run', () => {
  let server: ServerProcess;
  let company: Company;

  beforeAll(async () => {
    server = await ServerProcess.create({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' });
    await server.start();
    company = await foundCompany(server.address, await server.setupLink());
    const csv = ['text,category', ...demoQuestions('train', 4).map(({ text, category }) => `"${text}",${category}`)].join('\n');
    await company.call(importExamples, { content: csv });
  }, 400_000);
  afterAll(() => server.cleanUp(), 60_000);

  const until = async (id: string, holds: (run: TrainingRun) => boolean): Promise<TrainingRun> => {
    for (const deadline = Date.now() + PATIENCE_MS; ; await wait(50)) {
      const run = await company.call(readTrainingRun, { id });
      if (holds(run)) return run;
      if (Date.now() > deadline) throw new Error(`the run is ${run.state} at ${run.progress.stage}`);
    }
  };

  it.each(['SIGKILL', 'SIGTERM'] as const)('by %s goes on with the run after the restart, and says so', async (signal) => {
    const { id } = await company.call(startTraining, {});
    await until(id, ({ state }) => state === 'running');
    await server.end(signal);
    await server.start();
    const run = await until(id, (one) => !isUnderWay(one));
    expect(run).toMatchObject({ state: 'succeeded', interruptions: 1, progress: { stage: 'done' } });
  }, 900_000);

  /** As another process would: the server knows nothing of it. */
  const placeCases = async (): Promise<string> => {
    const db = new pg.Client(runningEmbeddedPostgres(server.dataDir));
    await db.connect();
    try {
      await db.query(`set app.across = 'on'`);
      const tx = { query: async (statement: string, values: unknown[]) => (await db.query(statement, values)).rows as object[] };
      return await placeSet(tx, company.session.workspace.id, Array.from({ length: 12 }, (_, at) => ({ question: `What is ${at} and ${at * 7} together?`, expect: { facts: [[`exactly ${at * 8}`]] } })));
    } finally {
      await db.end();
    }
  };

  it('by SIGKILL goes on with an optimizer run, and never spends the tokens of the lost call again', async () => {
    const model = await startModelServer({ text: 'I cannot count.', inputTokens: 500 });
    try {
      const version = await company.version('prompt', (await company.model(model.url)).key);
      const setId = await placeCases();
      // Six score the start; the eighth is under way when the server is killed.
      model.follow = () => (model.requests.length === 8 ? { hang: true } : {});
      const { id } = await company.call(startOptimizer, { versionId: version.id, setId, tokenBudget: 30_000, rolloutLimit: 400 });
      while (model.requests.length < 8) await model.request();
      const before = await company.call(readOptimizerRun, { id });
      await server.end('SIGKILL');
      await server.start();
      for (const deadline = Date.now() + PATIENCE_MS; ; await wait(50)) {
        const run: OptimizerRun = await company.call(readOptimizerRun, { id });
        if (run.finishedAt === null && Date.now() < deadline) continue;
        expect(run).toMatchObject({ state: 'done', interruptions: 1, startScore: 0 });
        // Seven answers and the whole reservation of the eighth were spent; nobody told what that one had used.
        expect([before.tokens > 8 * 504, run.tokens >= before.tokens, run.tokens <= 30_000, run.candidates >= 1]).toEqual([true, true, true, true]);
        break;
      }
    } finally {
      await model.stop();
    }
  }, 900_000);
});
