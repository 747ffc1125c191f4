import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  cancelFineTune, createBackend, createDataSet, createFineTune, createFineTunedVersions, createModel, createVersion, deleteDataSet, estimateFineTune, exportDataSet, isFineTuning, listFineTuneEvents, listFineTunes, listModels, listVersions,
  readDataSet, readFineTune, readTrainingBundle, readTrainingCard, registerFineTuned, renderPrompt, retryFineTune, type CallOf, type FineTuneDetail,
} from '#contracts';
import { Jobs } from '#platform';
import { FineTuneServer } from '../../../../test/support/fine-tune-server.ts';
import { startModelServer, type ModelServer } from '../../../../test/support/model-server.ts';
import { demoQuestions, TrainingDesk, type Company } from '../../../../test/support/training-desk.ts';
import { shopTalk, teach } from '../data-sets/taught.fixture.ts';

/** Two cores of a busy machine: a step of a moment may take many. */
jest.setTimeout(240_000);
const PATIENCE_MS = 120_000;
const KEY = 'sk-of-the-tuning-shop';
const SYSTEM = 'You answer for a bicycle shop.';

describe('fine-tunes', () => {
  let desk: TrainingDesk;
  let company: Company;
  let models: ModelServer;
  let provider: FineTuneServer;
  const sets: Record<string, string> = {};

  const call = <R extends Parameters<TrainingDesk['server']['call']>[0]>(route: R, input: CallOf<R>) => desk.server.call(route, input, company.headers);
  const read = async (id: string): Promise<FineTuneDetail> => (await call(readFineTune, { id })).body;
  const until = async (id: string, holds: (job: FineTuneDetail) => boolean): Promise<FineTuneDetail> => {
    for (const deadline = Date.now() + PATIENCE_MS; ; await wait(30)) {
      const job = await read(id);
      if (holds(job)) return job;
      if (Date.now() > deadline) throw new Error(`the fine-tune is ${job.state}: ${job.errorCode} ${job.errorDetail}`);
    }
  };
  const ended = (id: string) => until(id, (job) => !isFineTuning(job));
  const begin = async (wish: Partial<CallOf<typeof createFineTune>> = {}): Promise<string> => {
    const made = await call(createFineTune, { provider: 'openai', dataSetId: sets['answers'] ?? null, baseModel: 'small-8b', baseUrl: provider.url, apiKey: KEY, ...wish });
    expect(made).toMatchObject({ status: 201 });
    return made.body.id;
  };
  const submitted = (id: string) => until(id, ({ remoteId, state }) => remoteId !== null && state !== 'uploading');
  const refusal = async (wish: Partial<CallOf<typeof createFineTune>>) => (await call(createFineTune, { provider: 'openai', dataSetId: sets['answers'] ?? null, baseModel: 'small-8b', baseUrl: provider.url, ...wish })).problem.code;
  const systemOf = async (backendVersionId: string) => (await call(renderPrompt, { backendVersionId, text: 'Hello?' })).body.messages.find(({ role }) => role === 'system')?.content;
  const messages = async (id: string) => (await call(listFineTuneEvents, { id })).body.items.map(({ number, message }) => `${number} ${message}`);
  const backend = async (kind: 'fine_tuned' | 'hybrid' | 'prompt') => (await call(createBackend, { name: `Learns as ${kind}`, kind })).body.id;

  const byHand = async (model: string) => (await call(createVersion, { id: await backend('fine_tuned'), model })).body.id;

  beforeAll(async () => {
    [desk, models] = [await TrainingDesk.open({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' }), await startModelServer({ text: 'Tuned.' })];
    company = await desk.company();
    await teach(desk.db.database, company.workspaceId, shopTalk(160));
    for (const method of ['answers', 'pairs', 'thumbs'] as const) {
      const { body: { id } } = await call(createDataSet, { name: `Shop ${method}`, method, systemPrompt: SYSTEM });
      while ((await call(readDataSet, { id })).body.state !== 'done') await wait(30);
      sets[method] = id;
    }
  });
  beforeEach(() => {
    provider = new FineTuneServer(models);
  });
  afterAll(async () => {
    await desk.close();
    await models.stop();
  }, 60_000);

  it('send both files as the data set has them, follow the job to its end, and bring model and versions', async () => {
    const backendIds = [await backend('fine_tuned'), await backend('hybrid')];
    const id = await begin({
      suffix: 'bikes', backendIds, parameters: { epochs: 4, batchSize: 8, seed: 7 }, prices: { training: 25, input: 0.5, output: 1.5 },
    });
    await submitted(id);
    provider.run(1, 7, 10).checkpoint(5);
    await until(id, ({ step }) => step === 7);
    provider.run(8, 10, 10);
    const model = provider.succeed();
    const job = await ended(id);

    for (const [at, part] of (['train', 'validation'] as const).entries()) {
      const { body } = await call(exportDataSet, { id: sets['answers']!, format: 'openai', part });
      expect(provider.files[at]).toMatchObject({ purpose: 'fine-tune', content: body, sha256: job.files[at]!.sha256 });
    }
    expect([provider.files.length, provider.jobs.length, [...provider.keys]]).toEqual([2, 1, [`Bearer ${KEY}`]]);
    expect(provider.job()).toMatchObject({
      model: 'small-8b', training_file: 'file-1', validation_file: 'file-2', suffix: 'bikes', seed: 7, metadata: { duet_job: id, duet_attempt: '1' },
      method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 4, batch_size: 8 } } },
    });
    expect(job).toMatchObject({ state: 'succeeded', fraction: 1, step: 10, steps: 10, trainedTokens: 120_000, cost: 3, modelKey: `openai/${model}`, remoteId: 'ftjob-1', keyEnding: 'shop', errorCode: null });
    expect(job.curve.map(({ step, validationLoss }) => [step, validationLoss !== null])).toEqual(Array.from({ length: 10 }, (_, at) => [at + 1, at % 2 === 1]));
    expect(job.checkpoints).toMatchObject([{ step: 5, model: 'ft:small-8b:duet:ckpt-step-5', validationLoss: 0.5 }]);
    expect(await messages(id)).toEqual(provider.job().events.map(({ message }) => message).reverse().map((message, at) => `${at + 1} ${message}`));

    const known = (await call(listModels, {})).body.items.filter(({ key }) => key === job.modelKey);
    expect(known).toMatchObject([{ id: job.modelId, baseUrl: provider.url, keyEnding: 'shop', inputPrice: 0.5, outputPrice: 1.5 }]);
    for (const backendId of backendIds) expect((await call(listVersions, { id: backendId })).body.items).toMatchObject([{ model: job.modelKey, note: `Tuned by fine-tune ${job.number}.`, state: 'ready' }]);
    expect(job.backendVersionIds).toHaveLength(2);
    const { items: [version] } = (await call(listVersions, { id: backendIds[0]! })).body;
    expect([await systemOf(version!.id), await systemOf(await byHand(job.modelKey!))]).toEqual([SYSTEM, SYSTEM]);
    for (const where of [{ dataSetId: sets['answers']! }, { modelKey: job.modelKey! }]) expect((await call(listFineTunes, where)).body.items.map((one) => one.id)).toContain(id);
    expect((await call(createFineTunedVersions, { id, backendIds: backendIds.slice(0, 1) })).body.items).toMatchObject([{ number: 2, model: job.modelKey }]);
  });

  it('give versions of a checkpoint too, under its own name in the catalogue', async () => {
    const [id, backendId] = [await begin({ prices: { training: 25, input: 0.5, output: 1.5 } }), await backend('fine_tuned')];
    await submitted(id);
    provider.run(1, 10, 10).checkpoint(3).checkpoint(8);
    await until(id, ({ step }) => step === 10);
    provider.succeed();
    const { modelKey } = await ended(id);
    const checkpoint = 'ft:small-8b:duet:ckpt-step-3';
    const { items } = (await call(createFineTunedVersions, { id, backendIds: [backendId], checkpoint })).body;
    expect(items).toMatchObject([{ model: `openai/${checkpoint}`, note: expect.stringMatching(/^Tuned by fine-tune \d+, as it was at step 3\.$/), state: 'ready' }]);
    expect(await systemOf(items[0]!.id)).toBe(SYSTEM);
    const known = (await call(listModels, {})).body.items.filter(({ key }) => key === `openai/${checkpoint}`);
    expect(known).toMatchObject([{ baseUrl: provider.url, keyEnding: 'shop', inputPrice: 0.5, outputPrice: 1.5 }]);
    const after = (await call(readFineTune, { id })).body;
    expect([after.modelKey, after.backendVersionIds]).toEqual([modelKey, [items[0]!.id]]);
    expect((await call(listFineTunes, { modelKey: `openai/${checkpoint}` })).body.items.map((one) => one.id)).toEqual([id]);
    expect((await call(createFineTunedVersions, { id, backendIds: [backendId], checkpoint })).body.items).toMatchObject([{ number: 2 }]);
    expect((await call(createFineTunedVersions, { id, backendIds: [backendId], checkpoint: 'ft:small-8b:duet:ckpt-step-4' })).problem.code).toBe('not_found');
    expect((await call(listVersions, { id: backendId })).body.items).toHaveLength(2);
  });

  it('learn from pairs by DPO, and from thumbs nowhere but elsewhere', async () => {
    const id = await begin({ dataSetId: sets['pairs']!, parameters: { beta: 0.2 } });
    await submitted(id);
    expect(provider.job().method).toEqual({ type: 'dpo', dpo: { hyperparameters: { beta: 0.2 } } });
    expect(Object.keys(JSON.parse(provider.files[0]!.content.split('\n')[0]!) as object)).toEqual(['input', 'preferred_output', 'non_preferred_output']);
    expect(await read(id)).toMatchObject({ method: 'dpo', dataSet: { id: sets['pairs'] } });
    await call(cancelFineTune, { id });
    expect(await ended(id)).toMatchObject({ state: 'cancelled', errorCode: null, cancelRequested: true });
    expect(provider.job().status).toBe('cancelled');
    expect(await refusal({ dataSetId: sets['thumbs']! })).toBe('fine_tune_method');
    expect(await refusal({ provider: 'manual', dataSetId: sets['thumbs']!, baseUrl: null })).toBeUndefined();
  });

  it('take what was sent before an answer got lost as sent, with and without marks on it', async () => {
    for (const keepsMetadata of [true, false]) {
      provider = new FineTuneServer(models);
      provider.keepsMetadata = keepsMetadata;
      provider.fail({ on: 'POST /files', status: 502, afterwards: true }, { on: 'POST /fine_tuning/jobs', status: 500, afterwards: true });
      const id = await begin();
      await submitted(id);
      expect([provider.files.length, provider.jobs.length]).toEqual([2, 1]);
      await call(cancelFineTune, { id });
      await ended(id);
    }
  });

  it('wait when the provider is busy, and tell why', async () => {
    provider.fail({ on: 'POST /files', status: 429, retryAfter: '2' }, { on: 'POST /files', status: 503 });
    const id = await begin();
    const waiting = await until(id, ({ errorCode }) => errorCode === 'rate');
    expect(waiting).toMatchObject({ state: 'uploading', nextPollAt: expect.any(String) });
    expect(await submitted(id)).toMatchObject({ errorCode: null });
    provider.fail({ on: '/events', status: 500 });
    await until(id, ({ errorCode }) => errorCode === 'capacity');
    provider.run(1, 2, 2).succeed();
    expect(await ended(id)).toMatchObject({ state: 'succeeded', errorCode: null });
  });

  it('end with the provider\'s reason, and begin anew there when asked to', async () => {
    const id = await begin();
    await submitted(id);
    provider.run(1, 3, 9).checkpoint(1).checkpoint(2).break('exceeded_quota', 'The job hit the monthly limit.');
    const failed = await ended(id);
    expect(failed).toMatchObject({ state: 'failed', errorCode: 'exceeded_quota', errorDetail: 'The job hit the monthly limit.', step: 3 });
    expect((await call(createFineTunedVersions, { id, backendIds: [await backend('hybrid')] })).problem.code).toBe('fine_tune_untuned');
    const [checkpoint, backendId] = ['ft:small-8b:duet:ckpt-step-2', await backend('hybrid')];
    expect((await call(createFineTunedVersions, { id, backendIds: [backendId], checkpoint })).body.items).toMatchObject([{ model: `openai/${checkpoint}` }]);
    await call(retryFineTune, { id });
    await until(id, ({ attempt, remoteId }) => attempt === 2 && remoteId === 'ftjob-2');
    expect(provider.job().metadata).toEqual({ duet_job: id, duet_attempt: '2' });
    expect(await until(id, ({ curve }) => curve.length === 0)).toMatchObject({ errorCode: null });
    provider.succeed();
    expect(await ended(id)).toMatchObject({ state: 'succeeded', attempt: 2, checkpoints: [{ model: checkpoint }] });
    // What its version has learnt is told by the job as before.
    expect((await call(listFineTunes, { modelKey: `openai/${checkpoint}` })).body.items.map((one) => one.id)).toEqual([id]);
  });

  it('go on with the same job after a key that was refused is given anew', async () => {
    const id = await begin();
    await submitted(id);
    provider.fail({ on: 'GET /fine_tuning/jobs/ftjob-1', status: 401 });
    expect(await ended(id)).toMatchObject({ state: 'failed', errorCode: 'auth' });
    await call(retryFineTune, { id, apiKey: 'sk-the-second-of-the-shop' });
    await until(id, ({ state }) => state !== 'failed');
    provider.succeed();
    expect(await ended(id)).toMatchObject({ state: 'succeeded', attempt: 1, keyEnding: 'shop' });
    expect([provider.jobs.length, provider.keys.has('Bearer sk-the-second-of-the-shop')]).toEqual([1, true]);
  });

  it('say that the name of the model is taken, and bring it once the other one is gone', async () => {
    await call(createModel, { provider: 'openai', name: 'ft:taken', baseUrl: 'http://127.0.0.1:9/v1' });
    const id = await begin();
    await submitted(id);
    provider.succeed('ft:taken');
    expect(await ended(id)).toMatchObject({ state: 'failed', errorCode: 'model_taken', errorDetail: 'ft:taken', modelKey: null });
    await desk.sql(`delete from model where key = 'openai/ft:taken'`);
    await call(retryFineTune, { id });
    expect(await until(id, ({ state }) => state === 'succeeded')).toMatchObject({ modelKey: 'openai/ft:taken', attempt: 1 });
    expect(provider.jobs).toHaveLength(1);
  });

  it('go on after events that are odd: told twice on one page, with NUL and half a character, at milliseconds', async () => {
    const id = await begin();
    await submitted(id);
    const odd = { id: 'odd', created_at: 1_790_000_000_000, level: 'info', type: 'message', message: `Odd \u0000${'x'.repeat(1_994)}😀`, data: null };
    provider.job().events.unshift(odd, { ...odd });
    provider.run(1, 2, 2).succeed();
    expect(await ended(id)).toMatchObject({ state: 'succeeded', errorCode: null, step: 2 });
    expect((await messages(id)).filter((message) => message.includes('Odd'))).toHaveLength(1);
    expect((await messages(id)).map((message) => Number.parseInt(message))).toEqual([1, 2, 3, 4, 5]);
  });

  it('end when the database keeps refusing what the provider tells', async () => {
    const id = await begin();
    await submitted(id);
    await desk.sql(`alter table fine_tune_event add constraint no_riddles check (message <> 'A riddle')`);
    provider.job().events.unshift({ id: 'riddle', created_at: 1_790_000_000, level: 'info', type: 'message', message: 'A riddle', data: null });
    expect(await ended(id)).toMatchObject({ state: 'failed', errorCode: 'internal' });
    await desk.sql('alter table fine_tune_event drop constraint no_riddles');
    await call(retryFineTune, { id });
    provider.succeed();
    expect(await ended(id)).toMatchObject({ state: 'succeeded' });
  });

  it('are given up without the provider\'s word when they are cancelled twice', async () => {
    const id = await begin();
    await submitted(id);
    provider.fail(...Array.from({ length: 40 }, () => ({ on: 'GET /fine_tuning/jobs/ftjob-1', status: 503 })));
    expect((await call(cancelFineTune, { id })).body).toMatchObject({ cancelRequested: true });
    await until(id, ({ errorCode }) => errorCode === 'capacity');
    expect((await call(cancelFineTune, { id })).body).toMatchObject({ state: 'cancelled', errorCode: 'not_confirmed' });
    expect((await call(cancelFineTune, { id })).problem.code).toBe('fine_tune_state');
  });

  it('refuse a data set that the provider would refuse, before anything is sent', async () => {
    const { body: { id: few } } = await call(createDataSet, { name: 'Few', signals: { agent: true, thumbsUp: false, csat: false }, days: 1, caps: { visitor: 10, agent: 4, intent: 10, template: 10 } });
    while ((await call(readDataSet, { id: few })).body.state !== 'done') await wait(30);
    const job = await ended(await begin({ dataSetId: few }));
    expect(job).toMatchObject({ state: 'failed', errorCode: 'data_set_refused', errorDetail: expect.stringMatching(/this provider takes 10 or more/) });
    expect(job.issues[0]).toMatchObject({ code: 'too_few_for_provider', severity: 'error', line: 0 });
    expect(provider.requests).toEqual([]);
    expect([(await call(deleteDataSet, { id: few })).status, (await read(job.id)).dataSet]).toEqual([200, null]);
  });

  it('give the files and a card to those who train elsewhere, and take the model\'s name in the end', async () => {
    const backendIds = [await backend('fine_tuned')];
    const id = await begin({ provider: 'manual', baseUrl: null, apiKey: null, baseModel: 'qwen-1.5b', backendIds });
    const waiting = await until(id, ({ state }) => state === 'queued');
    expect((await call(deleteDataSet, { id: sets['answers']! })).problem).toMatchObject({ status: 409, code: 'data_set_in_use' });
    expect(waiting.files.map(({ format, part }) => `${format} ${part}`)).toEqual(['openai train', 'openai validation', 'trl train', 'trl validation']);
    const card = (await call(readTrainingCard, { id })).body;
    for (const told of ['qwen-1.5b', 'SFTTrainer', 'Shop answers', 'You answer for a bicycle shop', ...waiting.files.map(({ sha256 }) => sha256)]) expect(card).toContain(told);
    expect((await call(readTrainingBundle, { id: await begin() })).problem.code).toBe('no_such_file');
    expect((await call(registerFineTuned, { id, name: 'bikes-lora', baseUrl: provider.url })).body).toMatchObject({ state: 'succeeded', modelKey: 'openai/bikes-lora' });
    expect((await call(listVersions, { id: backendIds[0]! })).body.items).toMatchObject([{ model: 'openai/bikes-lora' }]);
    expect((await call(registerFineTuned, { id, name: 'again', baseUrl: provider.url })).problem.code).toBe('fine_tune_state');
  });

  it('keep the key and the prices that somebody gives for a model trained elsewhere which is in the catalogue already', async () => {
    await call(createModel, { provider: 'openai', name: 'bikes-known', baseUrl: provider.url, inputPrice: 3, outputPrice: 4 });
    const id = await begin({ provider: 'manual', baseUrl: null, apiKey: null, prices: { input: 0.5 } });
    await until(id, ({ state }) => state === 'queued');
    const { body: { modelId } } = await call(registerFineTuned, { id, name: 'bikes-known', baseUrl: provider.url, apiKey: 'sk-given-now' });
    expect((await call(listModels, {})).body.items.filter(({ name }) => name === 'bikes-known')).toMatchObject([{ id: modelId, keyEnding: '-now', inputPrice: 0.5, outputPrice: 4 }]);
  });

  it('say which of them learnt from what a visitor had deleted since', async () => {
    await desk.sql(`update conversation set deleted_at = now() where id = (select conversation_id from data_set_turn where data_set_id = '${sets['pairs']}' limit 1)`);
    const { body: { items } } = await call(listFineTunes, { dataSetId: sets['pairs']! });
    expect(items).toMatchObject([{ taint: { turns: 1 } }]);
    await desk.sql(`update fine_tune_job set model_key = 'openai/of-pairs' where id = '${items[0]!.id}'`);
    expect((await call(deleteDataSet, { id: sets['pairs']! })).problem.code).toBe('data_set_in_use');
    expect((await read(items[0]!.id)).taint).toMatchObject({ turns: 1 });
  });

  it('of the built-in trainer are training runs, and runs that were started elsewhere stand in the same list', async () => {
    await company.teach('train', demoQuestions('train', 2));
    const before = (await company.start({ seed: 3 })).body;
    const backendIds = [await backend('hybrid')];
    const id = await begin({ provider: 'embedded', dataSetId: null, baseModel: null, baseUrl: null, apiKey: null, backendIds });
    const job = await until(id, ({ state }) => state === 'succeeded' || state === 'failed');
    expect(job).toMatchObject({ state: 'succeeded', method: 'intents', modelKey: 'embedded/intent@2', trainingRunId: expect.any(String), fraction: 1 });
    expect(job.backendVersionIds).toHaveLength(1);
    const { body: { items } } = await call(listFineTunes, {});
    expect(items.filter(({ provider: by }) => by === 'embedded').map((one) => [one.id, one.state, one.trainingRunId])).toEqual([[id, 'succeeded', job.trainingRunId], [before.id, 'succeeded', before.id]]);
    expect((await call(cancelFineTune, { id: before.id })).problem.code).toBe('fine_tune_state');
  });

  it('are refused at an address that is not allowed, and for what they cannot be', async () => {
    const other = await desk.openOther({});
    const strict = await other.call(createFineTune, { provider: 'openai', dataSetId: sets['answers']!, baseModel: 'm', baseUrl: provider.url }, company.headers);
    expect(strict.problem.code).toBe('model_host_refused');
    expect(await refusal({ baseUrl: null })).toBe('invalid_request');
    expect(await refusal({ baseModel: null })).toBe('invalid_request');
    expect(await refusal({ backendIds: [await backend('prompt')] })).toBe('invalid_request');
    expect((await call(estimateFineTune, { dataSetId: sets['answers']!, epochs: 2, prices: { training: 10, hourly: 1 } })).body).toMatchObject({
      billed: { expected: expect.any(Number) }, hosting: { perDay: 24, breakEvenAnswersPerDay: null },
    });
  });

  it('go on where they were when the server stops and another one starts', async () => {
    const id = await begin();
    await submitted(id);
    provider.run(1, 4, 8);
    await until(id, ({ step }) => step === 4);
    await desk.service(Jobs).stop();
    provider.run(5, 8, 8);
    provider.succeed();
    await desk.server.stop();
    await desk.startServer();
    expect(await ended(id)).toMatchObject({ state: 'succeeded', step: 8 });
    expect(await messages(id)).toEqual(provider.job().events.map(({ message }) => message).reverse().map((message, at) => `${at + 1} ${message}`));
    expect(provider.jobs).toHaveLength(1);
  });
});
