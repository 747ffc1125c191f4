import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule, accountsEntities } from '#accounts';
import { changeModel, createModel, deleteModel, listModelFiles, listModels, testModel } from '#contracts';
import { eventually } from '../../../test/support/eventually.ts';
import { keyHeaders, otherWorkspace } from '../../../test/support/accounts.ts';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { startModelServer, type ModelServer } from '../../../test/support/model-server.ts';
import { standIns } from '../../../test/support/stand-ins.ts';
import { Catalogue, ModelsModule, modelsEntities } from './index.ts';

const secret = 'sk-very-secret-key-9876';

describe('the catalogue of language models', () => {
  let db: TestDatabase;
  let server: TestApp;
  let model: ModelServer;
  let workspaceId: string;
  let headers: Record<string, string>;
  beforeAll(async () => {
    model = await startModelServer({ tokens: 2 });
    db = await startDatabase([...accountsEntities, ...modelsEntities, ...standIns('backend_version', 'backend').slice(1)]);
    server = await startApp(db, [AccountsModule, ModelsModule], {
      DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1', DUET_MODEL_URL: model.url, DUET_MODEL_NAME: 'demo', DUET_MODEL_KEY: 'sk-of-the-environment',
    });
    workspaceId = await db.workspace();
    headers = await keyHeaders(server, workspaceId, 'owner');
  });
  afterAll(async () => {
    await server.stop();
    await model.stop();
    await db.stop();
  });
  const add = (name: string, apiKey: string | null = secret) => server.call(createModel, { provider: 'openai', name, baseUrl: model.url, apiKey }, headers);

  it('shows the model of the environment in each workspace, without its key, and lets nobody change what is set there', async () => {
    const { items, embedded } = (await server.call(listModels, {}, headers)).body;
    expect(items).toMatchObject([{ key: 'openai/demo', fromEnvironment: true, baseUrl: model.url, keyEnding: 'ment' }]);
    expect(embedded.encoder).not.toBe('missing');
    const { id } = items[0]!;
    for (const set of [{ name: 'other' }, { baseUrl: 'https://models.example/v1' }, { apiKey: secret }, { apiKey: null }]) expect((await server.call(changeModel, { id, ...set }, headers)).status).toBe(403);
    expect((await server.call(deleteModel, { id }, headers)).status).toBe(403);
    expect((await server.call(testModel, { id }, headers)).body).toMatchObject({ ok: true, text: model.words(2), errorCode: null });
    expect(model.requests.at(-1)!.authorization).toBe('Bearer sk-of-the-environment');
  });

  it('takes prices, context window and last day of the model of the environment, which keeps them', async () => {
    const { id, name, baseUrl } = (await server.call(listModels, {}, headers)).body.items.find(({ fromEnvironment }) => fromEnvironment)!;
    await server.app.get(Catalogue).chat(workspaceId, 'openai/demo');
    const entered = { inputPrice: 3, outputPrice: 15, hourlyPrice: 2, contextWindow: 8_192, retiresOn: '2040-01-31' };
    const { retiresOn, ...shown } = entered;
    expect((await server.call(changeModel, { id, name, baseUrl, ...entered }, headers)).body).toMatchObject({ ...shown, retirement: { on: retiresOn, from: 'entered' }, keyEnding: 'ment' });
    expect((await server.call(listModels, {}, headers)).body.items[0]).toMatchObject(shown);
    expect(await server.app.get(Catalogue).chat(workspaceId, 'openai/demo')).toMatchObject({ prices: { inputPrice: 3, outputPrice: 15, hourlyPrice: 2 }, contextWindow: 8_192 });
    await server.call(changeModel, { id, contextWindow: null, retiresOn: null }, headers);
  });

  it('asks the server of the environment what it knows of its model, and asks anew where that is elsewhere', async () => {
    model.models = [{ id: 'demo', max_model_len: 4_096, shutdown_date: '2040-06-30' }];
    const other = await otherWorkspace(server, db);
    const demoIn = async (app: TestApp) => (await app.call(listModels, {}, other.headers)).body.items[0]!;
    expect(await eventually(() => demoIn(server), ({ contextWindow }) => contextWindow !== null)).toMatchObject({ contextWindow: 4_096, contextWindowFrom: 'server', retirement: { on: '2040-06-30' } });
    const elsewhere = await startModelServer({ tokens: 2 });
    const moved = await startApp(db, [AccountsModule, ModelsModule], { DUET_MODEL_URL: elsewhere.url, DUET_MODEL_NAME: 'demo' });
    expect(await demoIn(moved)).toMatchObject({ baseUrl: elsewhere.url, contextWindow: null, retirement: null });
    await moved.stop();
    await elsewhere.stop();
    expect(await eventually(() => demoIn(server), ({ contextWindow }) => contextWindow !== null)).toMatchObject({ baseUrl: model.url, contextWindow: 4_096 });
    model.models = null;
  });

  it('seals keys, gives only their ending, and opens them for their own row', async () => {
    const { body } = await add('sealed');
    expect(body).toMatchObject({ key: 'openai/sealed', keyEnding: '9876', fromEnvironment: false });
    const [row] = await db.database.inWorkspace(workspaceId, (tx) => tx.query<{ sealed_key: Buffer }[]>('select sealed_key from model where id = $1', [body.id]));
    expect(row!.sealed_key.includes(secret)).toBe(false);
    expect(JSON.stringify((await server.call(listModels, {}, headers)).body)).not.toContain(secret);
    await server.call(testModel, { id: body.id }, headers);
    expect(model.requests.at(-1)!.authorization).toBe(`Bearer ${secret}`);
  });

  it('sends a stored key to no other address', async () => {
    const { id } = (await add('moving')).body;
    expect((await server.call(changeModel, { id, baseUrl: `${model.origin}/elsewhere` }, headers)).problem.code).toBe('invalid_request');
    expect((await server.call(changeModel, { id, baseUrl: `${model.origin}/elsewhere`, apiKey: 'sk-another-key-1111' }, headers)).body).toMatchObject({ keyEnding: '1111' });
  });

  it('tells what went wrong in a test', async () => {
    const { id } = (await add('refused')).body;
    model.behave({ refuse: { status: 401, body: '{"error":{"message":"no such key"}}' } });
    expect((await server.call(testModel, { id }, headers)).body).toMatchObject({ ok: false, errorCode: 'auth', detail: '401: no such key', text: '' });
  });

  it('uses new prices at once', async () => {
    const { id } = (await add('priced', null)).body;
    expect((await server.app.get(Catalogue).chat(workspaceId, 'openai/priced')).prices.inputPrice).toBe(0);
    await server.call(changeModel, { id, inputPrice: 3 }, headers);
    expect((await server.app.get(Catalogue).chat(workspaceId, 'openai/priced')).prices.inputPrice).toBe(3);
  });

  it('holds one model of a name, and none after it was deleted', async () => {
    const { id } = (await add('twice')).body;
    expect((await add('twice')).problem.code).toBe('model_taken');
    await server.call(deleteModel, { id }, headers);
    await expect(server.app.get(Catalogue).chat(workspaceId, 'openai/twice')).rejects.toMatchObject({ code: 'model_misconfigured' });
  });

  it('shows a workspace nothing of another', async () => {
    const { id } = (await add('mine')).body;
    const other = await otherWorkspace(server, db);
    expect((await server.call(testModel, { id }, other.headers)).status).toBe(404);
    expect((await server.call(listModels, {}, other.headers)).body.items.map(({ key }) => key)).toEqual(['openai/demo']);
  });

  it('makes models of the files in its folder only, and keeps what they were', async () => {
    const folder = path.join(db.config.dataDir, 'models');
    fs.mkdirSync(folder, { recursive: true });
    for (const name of ['base.gguf', 'tone.gguf']) fs.writeFileSync(path.join(folder, name), `GGUF ${name}`);
    expect((await server.call(listModelFiles, {}, headers)).body).toMatchObject({ items: [{ name: 'base.gguf', bytes: 14 }, { name: 'tone.gguf' }], engine: { install: expect.stringMatching(/^npm install/) } });
    const file = (gguf: { file: string; adapter?: string } | null, more = {}) => server.call(createModel, { provider: 'gguf', name: 'house-tone', gguf, ...more }, headers);
    for (const refused of [file({ file: '../base.gguf' }), file({ file: 'gone.gguf' }), file(null), file({ file: 'base.gguf' }, { apiKey: 'k' }), file({ file: 'base.gguf' }, { provider: 'openai' })]) {
      expect((await refused).problem.code).toBe('invalid_request');
    }
    const { id } = (await file({ file: 'base.gguf', adapter: 'tone.gguf' })).body;
    const read = async () => (await server.call(listModels, {}, headers)).body.items.find((one) => one.id === id)!;
    const kept = await eventually(read, ({ gguf }) => gguf?.sha256 !== null);
    expect(kept).toMatchObject({ key: 'gguf/house-tone', gguf: { file: 'base.gguf', adapter: 'tone.gguf', adapterScale: 1, places: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), adapterSha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    fs.writeFileSync(path.join(folder, 'tone.gguf'), 'GGUF of somebody else');
    expect((await server.call(testModel, { id }, headers)).body).toMatchObject({ ok: false, errorCode: 'bad_response', detail: expect.stringContaining('tone.gguf is not the file that was added') });
    const saved = (await server.call(changeModel, { id, gguf: { file: 'base.gguf', adapter: 'tone.gguf' } }, headers)).body;
    expect(saved.gguf?.sha256).toBeNull();
    expect((await eventually(read, ({ gguf }) => gguf?.sha256 !== null)).gguf?.adapterSha256).not.toBe(kept.gguf?.adapterSha256);
  });

  it('loses nothing that was learnt of a model while it is changed', async () => {
    const folder = path.join(db.config.dataDir, 'models');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'learnt.gguf'), 'GGUF learnt');
    const { id } = (await server.call(createModel, { provider: 'gguf', name: 'learnt', gguf: { file: 'learnt.gguf' } }, headers)).body;
    const find = async () => (await server.call(listModels, {}, headers)).body.items.find((one) => one.id === id)!;
    await eventually(find, ({ gguf }) => gguf?.sha256 !== null);
    const learnt = 'f'.repeat(64);
    const changing = await db.database.inWorkspace(workspaceId, async (tx) => {
      await tx.query(`update model set gguf = jsonb_set(gguf, '{identity,file,sha256}', to_jsonb($2::text)) where id = $1`, [id, learnt]);
      const changed = server.call(changeModel, { id, inputPrice: 3 }, headers);
      // A transaction sees one state of the others' activity only.
      const waiting = () => db.database.inWorkspace(workspaceId, (other) => other.query<unknown[]>(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'UPDATE "model"%'`));
      const waits = await eventually(waiting, (rows) => rows.length > 0);
      expect(waits).toHaveLength(1);
      return { changed };
    });
    expect((await changing.changed).body).toMatchObject({ inputPrice: 3, gguf: { sha256: learnt } });
    expect((await server.call(changeModel, { id }, headers)).body).toMatchObject({ inputPrice: 3, gguf: { sha256: learnt } });
  });

  it('refuses private addresses unless the operator allows them', async () => {
    const strict = await startApp(db, [AccountsModule, ModelsModule]);
    const refused = await strict.call(createModel, { provider: 'openai', name: 'inner', baseUrl: model.url }, headers);
    expect(refused.problem.code).toBe('model_host_refused');
    await strict.stop();
  });
});
