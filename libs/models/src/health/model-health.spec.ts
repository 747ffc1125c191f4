import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule, accountsEntities } from '#accounts';
import { changeModel, createModel, listModels, readModelHealth, testModel, type ModelHealth } from '#contracts';
import { Metrics, newId } from '#platform';
import { keyHeaders, otherWorkspace } from '../../../../test/support/accounts.ts';
import { startApp, type TestApp } from '../../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { startModelServer, type Behaviour, type ModelServer } from '../../../../test/support/model-server.ts';
import { standIns } from '../../../../test/support/stand-ins.ts';
import { Catalogue, ModelFailed, ModelsModule, modelsEntities } from '../index.ts';
import { writeMinutes } from './health.sql.ts';
import { noCalls } from './minute-counts.ts';

const limits = { connectMs: 1_000, firstTokenMs: 5_000, idleMs: 1_000, totalMs: 10_000 };

describe('the health of language models', () => {
  let db: TestDatabase;
  let server: TestApp;
  let model: ModelServer;
  let workspaceId: string;
  let headers: Record<string, string>;
  beforeAll(async () => {
    model = await startModelServer({ tokens: 2 });
    db = await startDatabase([...accountsEntities, ...modelsEntities, ...standIns('backend_version', 'backend').slice(1)]);
    server = await startApp(db, [AccountsModule, ModelsModule], { DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' });
    workspaceId = await db.workspace();
    headers = await keyHeaders(server, workspaceId, 'owner');
  });
  afterAll(async () => {
    await server.stop();
    await model.stop();
    await db.stop();
  });

  const add = async (name: string) => (await server.call(createModel, { provider: 'openai', name, baseUrl: model.url }, headers)).body;
  const ask = async (key: string, behaviour: Behaviour = {}, signal = new AbortController().signal): Promise<string> => {
    model.behave(behaviour);
    try {
      const chat = await server.app.get(Catalogue).chat(workspaceId, key);
      for await (const event of chat.stream({ messages: [{ role: 'user', content: 'Hello' }], maxTokens: 10, temperature: 0, limits }, signal)) void event;
      return 'answered';
    } catch (error) {
      return error instanceof ModelFailed ? error.code : 'bug';
    }
  };
  const healthOf = async (id: string): Promise<ModelHealth> => (await server.call(readModelHealth, {}, headers)).body.items.find(({ modelId }) => modelId === id)!;

  it('counts calls, classes of failure, second attempts and times, and forgets nothing that was not written yet', async () => {
    const { id, key } = await add('counted');
    for (let i = 0; i < 20; i++) await ask(key);
    await ask(key, { refuse: { status: 401 } });
    await ask(key, { stallAfter: 1 });
    await ask(key, { refuse: { status: 401 } });
    await ask(key, { refuse: { status: 500 } });
    await ask(key, { hang: true }, AbortSignal.timeout(100));
    const { quarter, day, halfHours, lastFailure, breaker } = await healthOf(id);
    expect(quarter).toMatchObject({ calls: 25, answered: 21, failed: 3, cancelled: 1, triedAgain: 1, failures: [{ code: 'auth', calls: 2 }, { code: 'stalled', calls: 1 }] });
    expect(quarter.firstTokenP50).toMatchObject({ kind: 'value', n: 24 });
    // Three of 24 never ended: more than one in twenty.
    expect(quarter.totalP95).toEqual({ kind: 'censored', n: 24 });
    expect(day).toEqual(quarter);
    expect(halfHours).toHaveLength(48);
    expect(halfHours.slice(-2).reduce((sum, { calls, failed }) => sum + calls - failed, 0)).toBe(22);
    expect(lastFailure?.code).toBe('auth');
    expect(breaker).toBe('closed');
  });

  it('adds up what several servers counted, and leaves out what is older than a day', async () => {
    const { id } = await add('spread');
    const agoMs = [0, 10, 60, 25 * 60].map((minutes) => minutes * 60_000);
    const minutes = agoMs.map((ago) => ({
      ...noCalls(), workspaceId, modelId: id, minute: new Date(Date.now() - ago), processId: newId(), calls: 3, failed: 1, failures: { rate: 1 }, total: { 400: 2, 1024: 1 },
    }));
    await db.database.acrossWorkspaces((tx) => writeMinutes(tx, minutes));
    const { quarter, day } = await healthOf(id);
    expect([quarter.calls, quarter.failed, day.calls, day.failures]).toEqual([6, 2, 9, [{ code: 'rate', calls: 3 }]]);
  });

  it('no longer shows a model as left alone once its server asks it again, also when a minute turned in between', async () => {
    const { id } = await add('turned');
    const processId = newId();
    const minutes = [{ ago: 60_000, closedUntil: new Date(Date.now() + 60_000) }, { ago: 0, closedUntil: null }].map(({ ago, closedUntil }) => ({
      ...noCalls(), workspaceId, modelId: id, minute: new Date(Date.now() - ago), processId, calls: 1, closedUntil,
    }));
    await db.database.acrossWorkspaces((tx) => writeMinutes(tx, minutes.slice(0, 1)));
    expect((await healthOf(id)).breaker).toBe('open');
    await db.database.acrossWorkspaces((tx) => writeMinutes(tx, minutes.slice(1)));
    expect((await healthOf(id)).breaker).toBe('closed');
  });

  it('shows a model that is left alone, here and on other servers, and the test button brings it back', async () => {
    const { id, key } = await add('down');
    for (let i = 0; i < 20; i++) await ask(key, { cutAfter: 1 });
    const asked = model.requests.length;
    expect(await ask(key)).toBe('circuit_open');
    expect(model.requests).toHaveLength(asked);
    expect(await healthOf(id)).toMatchObject({ breaker: 'open', lastFailure: { code: 'network' }, quarter: { failures: [{ code: 'network', calls: 20 }, { code: 'circuit_open', calls: 1 }] } });
    const other = await startApp(db, [AccountsModule, ModelsModule]);
    expect((await other.call(readModelHealth, {}, headers)).body.items.find(({ modelId }) => modelId === id)?.breaker).toBe('open');
    await other.stop();
    const told = await server.app.get(Metrics).registry.metrics();
    expect(told).toContain(`duet_model_breaker{workspace="${workspaceId}",model="${key}"} 2`);
    expect(told).toContain(`duet_model_calls_total{workspace="${workspaceId}",model="${key}",outcome="circuit_open"} 1`);
    expect(told).toMatch(new RegExp(`duet_model_calls_running{workspace="${workspaceId}",provider="openai",where="waiting"} 0`));
    model.behaveAsUsual();
    expect((await server.call(testModel, { id }, headers)).body.ok).toBe(true);
    expect(await ask(key)).toBe('answered');
    expect((await healthOf(id)).breaker).toBe('closed');
  });

  it('remembers the last test for everybody, without what the model said', async () => {
    const { id } = await add('tested');
    model.behaveAsUsual();
    await server.call(testModel, { id }, headers);
    const { lastTest } = (await server.call(listModels, {}, headers)).body.items.find((one) => one.id === id)!;
    expect(lastTest).toMatchObject({ ok: true, errorCode: null });
    expect(lastTest).not.toHaveProperty('text');
  });

  it('knows context window and retirement from the server, and lets a person know better', async () => {
    const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    model.models = [{ id: 'ending', max_model_len: 4_096, shutdown_date: soon }];
    const { id } = await add('ending');
    const shown = async () => (await server.call(listModels, {}, headers)).body.items.find((one) => one.id === id)!;
    expect(await eventually(shown, ({ contextWindow }) => contextWindow !== null)).toMatchObject({ contextWindow: 4_096, contextWindowFrom: 'server', retirement: { on: soon, from: 'server' } });
    expect([9, 10, 11]).toContain((await shown()).retirement?.daysLeft);
    expect((await server.call(changeModel, { id, contextWindow: 2_048, retiresOn: '2020-01-01' }, headers)).body)
      .toMatchObject({ contextWindow: 2_048, contextWindowFrom: 'entered', retirement: { on: '2020-01-01', from: 'entered' } });
    expect((await server.app.get(Catalogue).chat(workspaceId, 'openai/ending')).contextWindow).toBe(2_048);
    model.models = null;
    await server.app.get(Catalogue).askServers(new AbortController().signal);
    expect((await server.call(changeModel, { id, retiresOn: null }, headers)).body.retirement).toMatchObject({ on: soon });
  });

  it('is no business of another workspace', async () => {
    const other = await otherWorkspace(server, db);
    expect((await server.call(readModelHealth, {}, other.headers)).body.items).toEqual([]);
  });
});
