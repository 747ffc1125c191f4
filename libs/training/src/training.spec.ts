import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { AccountsModule, ApiKeys, accountsEntities } from '#accounts';
import { AnalyticsModule } from '#analytics';
import { BackendVersions, BackendsModule, backendsEntities } from '#backends';
import { Broadcast, ConversationsModule, conversationsEntities } from '#conversations';
import { cancelTraining, listTrainingRuns, readTrainingRun, startTraining, type DeskEvent, type TrainingRun } from '#contracts';
import { ExperimentsModule, experimentsEntities } from '#experiments';
import { Importing, KnowledgeModule, knowledgeEntities } from '#knowledge';
import { ModelsModule, modelsEntities } from '#models';
import { Jobs } from '#platform';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { demoFolder } from './demo-files.ts';
import { TrainingModule, trainingEntities } from './index.ts';

const questions = (file: string): { text: string; category: string }[] => parseCsv(readFileSync(`${demoFolder}/${file}`), { columns: true });
/** A few intents of the demo: enough to learn from, quick to learn. */
const wanted = [...new Set(questions('questions-train.csv').map(({ category }) => category))].slice(0, 6);
const jsonLines = (rows: object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const small = (file: string) => questions(file).filter(({ category }) => wanted.includes(category));
const [train, test] = [small('questions-train.csv'), small('questions-test.csv')];
const rooms = [AccountsModule, AnalyticsModule, ModelsModule, KnowledgeModule, ExperimentsModule, BackendsModule, ConversationsModule, TrainingModule];

/** Two cores of a busy machine: a run of a few seconds may take many. */
jest.setTimeout(120_000);

describe('a training run', () => {
  let db: TestDatabase;
  let server: TestApp;
  let workspaceId: string;
  let headers: Record<string, string>;
  const heard: DeskEvent[] = [];

  const service = <T>(type: new (...args: never[]) => T): T => server.app.get<T>(type, { strict: false });
  const teach = async (part: 'train' | 'test', rows: object[]): Promise<void> => {
    await service(Importing).import(workspaceId, { content: jsonLines(rows), part, source: 'import' });
  };
  const start = (wish: object = {}) => server.call(startTraining, wish, headers);
  /** The run once `holds`. */
  const until = async (id: string, holds: (run: TrainingRun) => boolean): Promise<TrainingRun> => {
    for (;;) {
      const { body } = await server.call(readTrainingRun, { id }, headers);
      if (holds(body)) return body;
      await wait(50);
    }
  };
  const ended = (id: string): Promise<TrainingRun> => until(id, ({ state }) => state !== 'queued' && state !== 'running');

  beforeAll(async () => {
    db = await startDatabase([
      ...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...experimentsEntities, ...conversationsEntities, ...trainingEntities,
    ]);
    server = await startApp(db, rooms);
    service(Broadcast).onDesk((_, event) => heard.push(event));
    await service(Jobs).start(true);
  });
  afterAll(async () => {
    await service(Jobs).stop();
    await server.stop();
    await db.stop();
  });
  beforeEach(async () => {
    workspaceId = await db.workspace();
    headers = { authorization: `Bearer ${(await service(ApiKeys).create(workspaceId, { name: 'Test', role: 'owner' })).secret}` };
  });

  it('learns, reports, and gives each backend that it names a new version', async () => {
    await teach('train', train);
    await teach('test', test);
    const versions = service(BackendVersions);
    const fineTuned = await versions.create(workspaceId, { name: 'Tuned', kind: 'fine_tuned' });
    const hybrid = await versions.create(workspaceId, { name: 'Hybrid', kind: 'hybrid' });
    const { status, body } = await start({ seed: 7, note: 'first', backendIds: [fineTuned.id, hybrid.id] });
    expect(status).toBe(201);
    expect(body).toMatchObject({ number: 1, state: 'queued', seed: 7, note: 'first', report: null, progress: { stage: 'waiting' } });
    const run = await ended(body.id);
    expect(run).toMatchObject({ state: 'succeeded', errorCode: null, progress: { stage: 'done', fraction: 1 } });
    expect(run.progress.curve.length).toBeGreaterThan(3);
    expect(run.report!.testExamples).toBe(test.length);
    expect(run.report!.testAccuracy).toBeGreaterThan(0.7);
    expect(run.report!.artefactSha256).toMatch(/^[0-9a-f]{64}$/);
    const [tuned, mixed] = [(await versions.versionsOf(workspaceId, fineTuned.id))[0]!, (await versions.versionsOf(workspaceId, hybrid.id))[0]!];
    expect(tuned).toMatchObject({ model: 'embedded/intent@1', state: 'ready', trainingRunId: run.id });
    expect(mixed).toMatchObject({ model: 'embedded/intent@1', state: 'ready', promptPack: expect.any(Object) });
    expect([...run.backendVersionIds].sort()).toEqual([tuned.id, mixed.id].sort());
    expect(heard).toContainEqual({ type: 'training', runId: run.id, state: 'succeeded' });
  });

  it('does not learn what it is tested on', async () => {
    const few = train.slice(0, 40);
    await teach('train', few);
    await teach('test', few.filter((_, at) => at % 10 === 0));
    const run = await ended((await start()).body.id);
    expect(run.report).toMatchObject({ leaksRemoved: 4, testExamples: 4 });
  });

  it('is cancelled while it runs, and another may follow; meanwhile there is only one', async () => {
    await teach('train', train);
    const { body } = await start();
    expect((await start()).problem.code).toBe('training_running');
    await until(body.id, ({ state }) => state === 'running');
    expect((await server.call(cancelTraining, { id: body.id }, headers)).status).toBe(200);
    expect(await ended(body.id)).toMatchObject({ state: 'cancelled', report: null, backendVersionIds: [] });
    expect((await server.call(cancelTraining, { id: body.id }, headers)).problem.code).toBe('training_not_running');
    const next = await start();
    expect(next.body).toMatchObject({ number: 2 });
    await server.call(cancelTraining, { id: next.body.id }, headers);
    expect((await ended(next.body.id)).state).toBe('cancelled');
    expect((await server.call(listTrainingRuns, {}, headers)).body.items.map(({ number }) => number)).toEqual([2, 1]);
  });

  it('goes on after the server stopped in the middle of it, and makes the same model', async () => {
    await teach('train', train);
    const { body } = await start();
    await until(body.id, ({ state }) => state === 'running');
    await service(Jobs).stop();
    expect((await server.call(readTrainingRun, { id: body.id }, headers)).body.state).toBe('running');
    await server.stop();
    await db.source.query('update graphile_worker._private_jobs set run_at = now()');
    server = await startApp(db, rooms);
    await service(Jobs).start(true);
    const run = await ended(body.id);
    expect(run).toMatchObject({ state: 'succeeded', number: 1 });
    const undisturbed = await ended((await start()).body.id);
    expect(undisturbed.report!.artefactSha256).toBe(run.report!.artefactSha256);
  });

  it('needs questions to learn from, and backends that learn', async () => {
    expect((await start()).problem.code).toBe('too_few_examples');
    await teach('train', train);
    const prompt = await service(BackendVersions).create(workspaceId, { name: 'Prompt', kind: 'prompt' });
    expect((await start({ backendIds: [prompt.id] })).problem.code).toBe('invalid_request');
    expect((await start({ backendIds: ['01890000-0000-7000-8000-000000000000'] })).problem.code).toBe('not_found');
    expect((await server.call(readTrainingRun, { id: prompt.id }, headers)).problem.code).toBe('not_found');
  });
});
