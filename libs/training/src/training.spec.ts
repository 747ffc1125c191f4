import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BackendVersions } from '#backends';
import { cancelTraining, listTrainingRuns, readTrainingRun, type DeskEvent } from '#contracts';
import { Broadcast } from '#conversations';
import { plainPack } from '../../../test/support/company.ts';
import { TrainingDesk, demoQuestions, type Company } from '../../../test/support/training-desk.ts';

const [train, test] = [demoQuestions('train', 3), demoQuestions('test', 3)];

/** Two cores of a busy machine: a run of a few seconds may take many. */
jest.setTimeout(300_000);

describe('a training run', () => {
  let desk: TrainingDesk;
  let company: Company;
  const heard: DeskEvent[] = [];

  beforeAll(async () => {
    desk = await TrainingDesk.open();
    desk.service(Broadcast).onDesk((_, event) => heard.push(event));
  });
  afterAll(() => desk.close(), 60_000);
  beforeEach(async () => {
    company = await desk.company();
  });

  const save = (backendId: string, more: object) =>
    desk.service(BackendVersions).save(company.workspaceId, { backendId, model: 'embedded/encoder', promptPack: null, trainingRunId: null, note: '', authorName: null, ...more });
  const answering = async (promptId: string): Promise<string> => (await save(promptId, { promptPack: plainPack })).id;
  const route = (backendId: string, otherwise: string) => save(backendId, { policy: { topics: [{ topic: 'oos', backendVersionId: otherwise }], otherwise } });

  it('learns, reports, and gives each backend that it names a new version', async () => {
    await company.teach('train', train);
    await company.teach('test', test);
    const versions = desk.service(BackendVersions);
    const fineTuned = await versions.create(company.workspaceId, { name: 'Tuned', kind: 'fine_tuned' });
    const hybrid = await versions.create(company.workspaceId, { name: 'Hybrid', kind: 'hybrid' });
    const meanwhile = await versions.create(company.workspaceId, { name: 'Meanwhile by topic', kind: 'hybrid' });
    const { status, body } = await company.start({ seed: 7, note: 'first', backendIds: [fineTuned.id, hybrid.id, meanwhile.id] });
    expect(status).toBe(201);
    await route(meanwhile.id, await answering((await versions.create(company.workspaceId, { name: 'Prompt', kind: 'prompt' })).id));
    expect(body).toMatchObject({ number: 1, state: 'queued', seed: 7, note: 'first', report: null, progress: { stage: 'waiting' } });
    const run = await company.ended(body.id);
    expect(run).toMatchObject({ state: 'succeeded', errorCode: null, progress: { stage: 'done', fraction: 1 } });
    expect(run.progress.curve.length).toBeGreaterThan(3);
    expect(run.report!.testExamples).toBe(test.length);
    expect(run.report!.testAccuracy).toBeGreaterThan(0.7);
    expect(run.report!.artefactSha256).toMatch(/^[0-9a-f]{64}$/);
    const [tuned, mixed] = [(await versions.versionsOf(company.workspaceId, fineTuned.id))[0]!, (await versions.versionsOf(company.workspaceId, hybrid.id))[0]!];
    expect(tuned).toMatchObject({ model: 'embedded/intent@1', state: 'ready', trainingRunId: run.id });
    expect(mixed).toMatchObject({ model: 'embedded/intent@1', state: 'ready', promptPack: expect.any(Object) });
    expect(await versions.versionsOf(company.workspaceId, meanwhile.id)).toHaveLength(1);
    expect([...run.backendVersionIds].sort()).toEqual([tuned.id, mixed.id].sort());
    expect(heard).toContainEqual({ type: 'training', runId: run.id, state: 'succeeded' });
    expect(heard).toContainEqual({ type: 'training', runId: run.id, state: 'running', progress: expect.objectContaining({ fraction: expect.any(Number) }) });
  });

  it('does not learn what it is tested on', async () => {
    const few = train.slice(0, 40);
    await company.teach('train', few);
    await company.teach('test', few.filter((_, at) => at % 10 === 0));
    const run = await company.ended((await company.start()).body.id);
    expect(run.report).toMatchObject({ leaksRemoved: 4, testExamples: 4 });
  });

  it('is cancelled while it runs, and another may follow; meanwhile there is only one', async () => {
    await company.teach('train', train);
    const { body } = await company.start();
    expect((await company.start()).problem.code).toBe('training_running');
    await company.until(body.id, ({ state }) => state === 'running');
    expect((await desk.server.call(cancelTraining, { id: body.id }, company.headers)).status).toBe(200);
    expect(await company.ended(body.id)).toMatchObject({ state: 'cancelled', report: null, backendVersionIds: [] });
    expect((await desk.server.call(cancelTraining, { id: body.id }, company.headers)).problem.code).toBe('training_not_running');
    const next = await company.start();
    expect(next.body).toMatchObject({ number: 2 });
    await desk.server.call(cancelTraining, { id: next.body.id }, company.headers);
    expect((await company.ended(next.body.id)).state).toBe('cancelled');
    expect((await desk.server.call(listTrainingRuns, {}, company.headers)).body.items.map(({ number }) => number)).toEqual([2, 1]);
  });

  it('needs questions to learn from, and backends that learn', async () => {
    expect((await company.start()).problem.code).toBe('too_few_examples');
    await company.teach('train', train);
    const prompt = await desk.service(BackendVersions).create(company.workspaceId, { name: 'Prompt', kind: 'prompt' });
    expect((await company.start({ backendIds: [prompt.id] })).problem.code).toBe('invalid_request');
    const routing = await desk.service(BackendVersions).create(company.workspaceId, { name: 'By topic', kind: 'hybrid' });
    await route(routing.id, await answering(prompt.id));
    expect((await company.start({ backendIds: [routing.id] })).problem).toMatchObject({ code: 'invalid_request', detail: '"By topic" routes by topic: it has no model of its own that could be trained.' });
    expect((await company.start({ backendIds: ['01890000-0000-7000-8000-000000000000'] })).problem.code).toBe('not_found');
    expect((await desk.server.call(readTrainingRun, { id: prompt.id }, company.headers)).problem.code).toBe('not_found');
  });
});
