import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule, accountsEntities } from '#accounts';
import { changeModel, createModel, deleteModel, listModels, testModel } from '#contracts';
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
    db = await startDatabase([...accountsEntities, ...modelsEntities, ...standIns('backend_version').slice(1)]);
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

  it('shows the model of the environment in each workspace, without its key, and lets nobody change it there', async () => {
    const { items, embedded } = (await server.call(listModels, {}, headers)).body;
    expect(items).toMatchObject([{ key: 'openai/demo', fromEnvironment: true, baseUrl: model.url, keyEnding: 'ment' }]);
    expect(embedded.encoder).not.toBe('missing');
    const { id } = items[0]!;
    expect((await server.call(changeModel, { id, inputPrice: 3 }, headers)).status).toBe(403);
    expect((await server.call(deleteModel, { id }, headers)).status).toBe(403);
    expect((await server.call(testModel, { id }, headers)).body).toMatchObject({ ok: true, text: model.words(2), errorCode: null });
    expect(model.requests.at(-1)!.authorization).toBe('Bearer sk-of-the-environment');
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

  it('refuses private addresses unless the operator allows them', async () => {
    const strict = await startApp(db, [AccountsModule, ModelsModule]);
    const refused = await strict.call(createModel, { provider: 'openai', name: 'inner', baseUrl: model.url }, headers);
    expect(refused.problem.code).toBe('model_host_refused');
    await strict.stop();
  });
});
