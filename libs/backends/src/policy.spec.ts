import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule, accountsEntities } from '#accounts';
import {
  createBackend, createModel, createVersion, deleteBackend, listBackends, listVersions, previewAnswer, readVersion, restoreVersion,
  type BackendKind, type BackendVersion, type CallOf, type Policy, type PromptPack,
} from '#contracts';
import { Importing, knowledgeEntities } from '#knowledge';
import { modelsEntities } from '#models';
import { newId } from '#platform';
import { keyHeaders, otherWorkspace } from '../../../test/support/accounts.ts';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { startModelServer, type ModelServer } from '../../../test/support/model-server.ts';
import { standIns } from '../../../test/support/stand-ins.ts';
import { BackendsModule, backendsEntities } from './index.ts';

const asked = { track_parcel: ['where is my parcel', 'track my delivery', 'has my order been sent yet', 'my package has not arrived'], get_refund: ['i want my money back', 'refund please', 'when do i get my refund', 'please pay me back'] };
const csv = ['text,category,answer', ...Object.entries(asked).flatMap(([key, texts]) => texts.map((text) => `${text},${key},The answer to ${key}.`))].join('\n');
const pack: PromptPack = {
  instructions: '', tone: '', must: [], never: [], examplesPerIntent: null, exampleSeed: 1, useKnowledge: true, thresholds: { answer: 0.3, clarify: 0.1 },
};

describe('a version that routes by topic', () => {
  let db: TestDatabase;
  let server: TestApp;
  let model: ModelServer;
  let headers: Record<string, string>;
  let prompt: BackendVersion;
  let tuned: BackendVersion;

  beforeAll(async () => {
    db = await startDatabase([...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...standIns('training_run').slice(1)]);
    server = await startApp(db, [AccountsModule, BackendsModule], { DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' });
    model = await startModelServer({ text: 'Tuned for this.' });
    const workspaceId = await db.workspace('Acme');
    headers = await keyHeaders(server, workspaceId, 'owner');
    await server.app.get(Importing).import(workspaceId, { content: csv, part: 'train', source: 'import' });
    await server.call(createModel, { provider: 'openai', name: 'tuned', baseUrl: model.url }, headers);
    prompt = (await save(await backendOf('prompt'), { model: 'embedded/encoder', promptPack: pack })).body;
    tuned = (await save(await backendOf('fine_tuned'), { model: 'openai/tuned' })).body;
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await model.stop();
    await db.stop();
  });

  const backendOf = async (kind: BackendKind = 'hybrid'): Promise<string> => (await server.call(createBackend, { name: `A ${kind} backend`, kind }, headers)).body.id;
  const save = (id: string, more: Omit<CallOf<typeof createVersion>, 'id'>, as = headers) => server.call(createVersion, { id, ...more }, as);
  const policy = (): Policy => ({ topics: [{ topic: 'get_refund', backendVersionId: tuned.id }], otherwise: prompt.id });
  const route = (id: string, more: Partial<Policy> = {}, as = headers) => save(id, { model: 'embedded/encoder', policy: { ...policy(), ...more } }, as);
  const preview = async (input: Omit<CallOf<typeof previewAnswer>, 'text'>, text: string) => (await server.call(previewAnswer, { text, ...input }, headers)).body;

  const theirsHybrid = async (as: Record<string, string>): Promise<string> => (await server.call(createBackend, { name: 'Theirs', kind: 'hybrid' }, as)).body.id;

  it('says whom it routes to, wherever versions are read, and needs nothing trained of its own', async () => {
    const id = await backendOf();
    const saved = (await route(id)).body;
    expect(saved).toMatchObject({ kind: 'hybrid', model: 'embedded/encoder', promptPack: null, trainingRunId: null, state: 'ready', policy: policy() });
    expect(saved.answeredBy).toHaveLength(2);
    expect(saved.answeredBy).toEqual(expect.arrayContaining([
      { id: prompt.id, backendId: prompt.backendId, backendName: 'A prompt backend', kind: 'prompt', number: 1 },
      { id: tuned.id, backendId: tuned.backendId, backendName: 'A fine_tuned backend', kind: 'fine_tuned', number: 1 },
    ]));
    expect((await server.call(readVersion, { id: saved.id }, headers)).body).toEqual(saved);
    expect((await server.call(listVersions, { id }, headers)).body.items).toEqual([saved]);
    expect((await server.call(listBackends, {}, headers)).body.items.find((one) => one.id === id)?.latest).toEqual(saved);
    expect(prompt).toMatchObject({ policy: null, answeredBy: [] });
  });

  it('hands a question to the version that its topic asks for', async () => {
    const { id: backendVersionId } = (await route(await backendOf())).body;
    expect(await preview({ backendVersionId }, 'i would like my money back')).toMatchObject({ text: 'Tuned for this.', servedEngine: 'language_model', servedBackendVersionId: tuned.id });
    expect(await preview({ backendVersionId }, 'where is my parcel now')).toMatchObject({ text: 'The answer to track_parcel.', servedEngine: 'embedded', servedBackendVersionId: prompt.id });
  });

  it('keeps to the topic of the first message when another one is asked about', async () => {
    const { id: backendVersionId } = (await route(await backendOf())).body;
    const history = [{ role: 'visitor' as const, text: 'refund please' }, { role: 'assistant' as const, text: 'Tuned for this.' }];
    expect(await preview({ backendVersionId, history }, 'where is my parcel now')).toMatchObject({ text: 'Tuned for this.', servedBackendVersionId: tuned.id });
  });

  it('hands what fits none of the topics to the version for everything else', async () => {
    const { id: backendVersionId } = (await route(await backendOf(), { topics: [{ topic: 'oos', backendVersionId: tuned.id }] })).body;
    expect((await preview({ backendVersionId }, 'where is my parcel now')).servedBackendVersionId).toBe(prompt.id);
  });

  it('answers as a draft exactly as it will when it is saved', async () => {
    const draft = { backendId: await backendOf(), model: 'embedded/encoder', policy: policy() };
    expect(await preview({ draft }, 'i would like my money back')).toMatchObject({ backendVersionId: null, text: 'Tuned for this.', servedBackendVersionId: tuned.id });
  });

  it('fails where the version that it chose fails, and nobody else steps in', async () => {
    const { id: backendVersionId } = (await route(await backendOf())).body;
    model.behave({ refuse: { status: 401 } });
    expect(await preview({ backendVersionId }, 'refund please')).toMatchObject({ result: 'failed', text: '', servedBackendVersionId: tuned.id });
  });

  it('comes back whole when an older version is restored', async () => {
    const id = await backendOf();
    const first = (await route(id)).body;
    await route(id, { otherwise: tuned.id });
    expect((await server.call(restoreVersion, { id: first.id }, headers)).body).toMatchObject({ number: 3, policy: policy(), note: 'Restores version 1' });
  });

  it('is refused without a whole, plain policy', async () => {
    const refusal = async (reply: ReturnType<typeof save>) => {
      const { status, problem } = await reply;
      return [status, problem.code, problem.detail];
    };
    const id = await backendOf();
    const routing = (await route(id)).body;
    expect(await refusal(route(id, { otherwise: routing.id }))).toEqual([400, 'invalid_request', 'Version 1 of A hybrid backend routes by topic itself.']);
    expect(await refusal(route(id, { topics: [{ topic: 'refnud', backendVersionId: tuned.id }] }))).toEqual([400, 'invalid_request', 'There is no intent "refnud" in this workspace.']);
    expect(await refusal(route(await backendOf('prompt')))).toEqual([400, 'invalid_request', 'Only a hybrid backend routes by topic.']);
    expect((await refusal(save(id, { model: 'embedded/encoder', policy: policy(), promptPack: pack })))[1]).toBe('invalid_request');
    const twice = [tuned.id, prompt.id].map((backendVersionId) => ({ topic: 'get_refund', backendVersionId }));
    expect((await refusal(route(id, { topics: twice })))[1]).toBe('invalid_request');
    expect((await refusal(route(id, { topics: [] })))[1]).toBe('invalid_request');
    const untrained = (await save(await backendOf(), { model: 'embedded/intent', promptPack: pack })).body;
    expect((await refusal(route(id, { otherwise: untrained.id }))).slice(0, 2)).toEqual([409, 'backend_version_not_ready']);
  });

  it('knows no version of another workspace, and none that does not exist', async () => {
    const other = await otherWorkspace(server, db);
    const id = await backendOf();
    const theirs = (await server.call(createBackend, { name: 'Theirs', kind: 'prompt' }, other.headers)).body;
    const version = (await save(theirs.id, { model: 'embedded/encoder', promptPack: pack }, other.headers)).body;
    for (const foreign of [version.id, newId()]) {
      expect((await route(id, { otherwise: foreign })).problem.code).toBe('not_found');
      expect((await route(id, { topics: [{ topic: 'get_refund', backendVersionId: foreign }] })).problem.code).toBe('not_found');
    }
    const topics = [{ topic: 'oos', backendVersionId: tuned.id }];
    expect((await route(id, { topics }, other.headers)).problem.code).toBe('not_found');
    expect((await route(await theirsHybrid(other.headers), { topics }, other.headers)).problem.code).toBe('not_found');
  });

  it('keeps those who answer for it from being deleted, until it is gone itself', async () => {
    const answering = (await save(await backendOf('prompt'), { model: 'embedded/encoder', promptPack: pack })).body;
    const id = await backendOf();
    await route(id, { otherwise: answering.id });
    const refused = await server.call(deleteBackend, { id: answering.backendId }, headers);
    expect([refused.status, refused.problem.code]).toEqual([409, 'backend_in_use']);
    expect((await server.call(deleteBackend, { id }, headers)).status).toBe(200);
    expect((await server.call(deleteBackend, { id: answering.backendId }, headers)).status).toBe(200);
  });

  it('may route to an older version of its own backend, and is deleted with it', async () => {
    const id = await backendOf();
    const plain = (await save(id, { model: 'openai/tuned', promptPack: pack })).body;
    expect((await route(id, { otherwise: plain.id })).body.policy?.otherwise).toBe(plain.id);
    expect((await server.call(deleteBackend, { id }, headers)).status).toBe(200);
  });
});
