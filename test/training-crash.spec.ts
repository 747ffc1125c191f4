import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importExamples, readTrainingRun, startTraining, type TrainingRun } from '#contracts';
import { foundCompany, type Company } from './support/company.ts';
import { ServerProcess } from './support/server-process.ts';
import { demoQuestions, isUnderWay } from './support/training-desk.ts';

const PATIENCE_MS = 280_000;

describe('a server that is ended in the middle of a training run', () => {
  let server: ServerProcess;
  let company: Company;

  beforeAll(async () => {
    server = await ServerProcess.create();
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
});
