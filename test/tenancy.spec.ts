import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSite, createWorkspace } from '#accounts';
import {
  DataSetFilters, FineTuneParameters, FineTunePrices, changeSite, countDataSet, createArticle, createBackend, createClient, createDataSet, addEvaluationCase, createEvaluation, createEvaluationSet, freezeEvaluationSet, createExample, createExperiment, createFineTune, createIntent, createTool, estimateFineTune, createVersion, pathFields, previewAnswer, readDataSet, readOverview, routes,
  startDemoReplay, startOptimizer, startTraining, type AnyRoute, type Call, type CallFailed,
} from '#contracts';
import { Database, hashOf, newId, newToken } from '#platform';
import { eventually } from './support/eventually.ts';
import { minimalInput } from './support/minimal-input.ts';
import { plainPack, type Company } from './support/company.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { expectOk, Visitor } from './support/visitor.ts';

/** Routes whose path names a row, by the first word that tells which kind of row. */
const named = routes.filter((route) => pathFields(route.path).some((field) => /id$/i.test(field)));

describe("another workspace's ids", () => {
  let test: TestProduct;
  let theirs: Record<string, string>;
  let stranger: Call;
  let strangerVisitor: Call;
  let ownSite: string;

  beforeAll(async () => {
    test = await startProduct();
    theirs = await furnish(test);
    ({ stranger, strangerVisitor, ownSite } = await strangers(test));
  }, 90_000);
  afterAll(() => test.stop(), 60_000);

  it('cover every kind of row that a route can name', () => {
    expect(named.filter((route) => !rowOf(route)).map((route) => route.path)).toEqual([]);
  });

  it.each(named.map((route): [string, AnyRoute] => [`${route.method} ${route.path}`, route]))('are unknown to %s', async (_name, route) => {
    const id = theirs[rowOf(route) ?? ''] ?? '';
    const input = { ...minimalInput(route, id), ...Object.fromEntries(pathFields(route.path).map((field) => [field, id])), ...(fixed[`${route.method} ${route.path}`] ?? {}) };
    if (route.path.includes('{messageId}')) Object.assign(input, { conversationId: theirs['conversation'], messageId: theirs['message'] });
    const outcome = await (route.audience === 'visitor' ? strangerVisitor : stranger)(route, input).then(() => 'answered', (error: CallFailed) => error.code);
    expect(outcome).toBe('not_found');
  });

  it.each([
    ['a preview', () => stranger(previewAnswer, { backendVersionId: id('version'), text: 'Where is my refund?' })],
    ['an experiment on their site', () => stranger(createExperiment, { siteId: id('site'), name: 'Mine', variants: twoOf(id('version')) })],
    ['an experiment of their backends', () => stranger(createExperiment, { siteId: ownSite, name: 'Mine', variants: twoOf(id('version')) })],
    ["a site's default", () => stranger(changeSite, { id: ownSite, defaultBackendVersionId: id('version') })],
    ["a site's backend to follow", () => stranger(changeSite, { id: ownSite, followsBackendId: id('backend') })],
    ['a data set', () => stranger(createDataSet, { name: 'Mine', siteId: id('site') })],
    ['an evaluation', () => stranger(createEvaluation, { setId: id('evaluationSet'), candidateVersionId: id('version'), baselineVersionId: id('version') })],
    ['the count of a data set', () => stranger(countDataSet, { siteId: id('site') })],
    ['a fine-tune', () => stranger(createFineTune, { provider: 'manual', dataSetId: id('dataSet'), baseModel: 'mine' })],
    ['a fine-tune at the address of a model', () => ownDataSet().then((dataSetId) => stranger(createFineTune, { provider: 'openai', dataSetId, baseModel: 'mine', connectionModelId: id('model') }))],
    ['an estimate of a fine-tune', () => stranger(estimateFineTune, { dataSetId: id('dataSet') })],
    ['a replay', () => stranger(startDemoReplay, { siteId: id('site') })],
    ['a policy', () => ownHybrid().then((backend) => stranger(createVersion, { id: backend, model: 'embedded/encoder', policy: { topics: [{ topic: 'oos', backendVersionId: id('version') }], otherwise: id('version') } }))],
    ['an optimizer run', () => stranger(startOptimizer, { versionId: id('version'), setId: id('evaluationSet') })],
    ['a training run', () => stranger(createVersion, { id: id('backend'), model: 'embedded/encoder', promptPack: plainPack })],
  ])('are unknown in the body of %s', async (_name, call) => {
    expect(await call().then(() => 'answered', (error: CallFailed) => error.code)).toBe('not_found');
  });

  it('show nothing of theirs in a report that is filtered by them', async () => {
    const { total } = await stranger(readOverview, { siteId: id('site'), experimentId: id('experiment') });
    expect(total.conversations).toBe(0);
  });

  const id = (kind: string): string => theirs[kind] ?? '';
  /** Once it is built, empty as it is. */
  const ownDataSet = async (): Promise<string> => {
    const { id: own } = await stranger(createDataSet, { name: 'Ours' });
    await eventually(() => stranger(readDataSet, { id: own }), ({ state }) => state === 'done');
    return own;
  };
  const ownHybrid = async (): Promise<string> => (await stranger(createBackend, { name: 'Ours', kind: 'hybrid' })).id;
});

const twoOf = (backendVersionId: string) => [
  { name: 'A', backendVersionId, weight: 5_000, isControl: true }, { name: 'B', backendVersionId, weight: 5_000 },
];

/** Bodies that a generator cannot guess. */
const fixed: Record<string, object> = {
  'POST /v1/evaluation-sets/{id}/cases': { kind: 'facts', question: 'When?', expect: {} },
  'POST /v1/backends/{id}/versions': { model: 'embedded/encoder', promptPack: plainPack },
  'GET /v1/datasets/{id}/files/{format}/{part}': { format: 'openai', part: 'train' },
};

const kinds: readonly [RegExp, string][] = [
  [/^\/v1\/(conversations|inbox)\//, 'conversation'], [/^\/v1\/sites\//, 'site'], [/^\/v1\/members\//, 'member'], [/^\/v1\/api-keys\//, 'key'],
  [/^\/v1\/articles\//, 'article'], [/^\/v1\/intents\//, 'intent'], [/^\/v1\/examples\//, 'example'], [/^\/v1\/backends\//, 'backend'],
  [/^\/v1\/backend-versions\//, 'version'], [/^\/v1\/models\//, 'model'], [/^\/v1\/experiments\//, 'experiment'], [/^\/v1\/training-runs\//, 'run'],
  [/^\/v1\/topics\//, 'topic'], [/^\/v1\/article-suggestions\//, 'suggestion'], [/^\/v1\/duels\//, 'duel'], [/^\/v1\/datasets\//, 'dataSet'],
  [/^\/v1\/evaluation-sets\//, 'evaluationSet'], [/^\/v1\/evaluations\//, 'evaluation'], [/^\/v1\/optimizer-runs\//, 'optimizerRun'], [/^\/v1\/tools\//, 'tool'], [/^\/v1\/fine-tunes\//, 'fineTune'],
];
const rowOf = (route: AnyRoute): string | undefined => kinds.find(([path]) => path.test(route.path))?.[1];

/** A frozen set by which a version was judged. */
async function furnishEvaluation({ call, version }: Company, candidateVersionId: string): Promise<Record<string, string>> {
  const { id } = await call(createEvaluationSet, { name: 'Theirs' });
  await call(addEvaluationCase, { id, kind: 'facts', question: 'When?', expect: {} });
  await call(freezeEvaluationSet, { id });
  const { id: baselineVersionId } = await version('prompt', 'embedded/encoder');
  const open = await call(createEvaluationSet, { name: 'Theirs to learn from' });
  const things = ['parcel', 'voucher', 'helmet', 'invoice', 'saddle', 'jacket', 'warranty', 'newsletter'];
  for (const thing of things) await call(addEvaluationCase, { id: open.id, kind: 'facts', question: `Where is the ${thing} that I have ordered?`, expect: {} });
  const { id: optimizerRun } = await call(startOptimizer, { versionId: candidateVersionId, setId: open.id, rolloutLimit: 10 });
  return { optimizerRun, evaluationSet: id, evaluation: (await call(createEvaluation, { setId: id, candidateVersionId, baselineVersionId })).id };
}

/** One row of every kind in the claimed workspace. */
async function furnish(test: TestProduct): Promise<Record<string, string>> {
  const company = await test.company();
  const { call, version, model, siteAnsweredBy } = company;
  const one = await version('prompt', 'embedded/encoder');
  const site = await siteAnsweredBy(one);
  const [made, intent] = [await model('http://127.0.0.1:9'), await call(createIntent, { key: 'refund', label: 'Refund', answer: 'Within 5 days.' })];
  const article = await call(createArticle, { slug: 'refunds', title: 'Refunds', body: 'Refunds take five days.' });
  const example = await call(createExample, { text: 'Where is my money?', intent: 'refund' });
  const experiment = await call(createExperiment, {
    siteId: site.id, name: 'Theirs', variants: [{ name: 'A', backendVersionId: one.id, weight: 5_000, isControl: true }, { name: 'B', backendVersionId: one.id, weight: 5_000 }],
  });
  for (const text of ['one', 'two', 'three', 'four']) await call(createExample, { text: `${text} refund question`, intent: 'refund' });
  const run = await call(startTraining, {}).then((started) => started.id, () => newId());
  const visitor = await Visitor.open(test.address, site.publicKey);
  await visitor.start();
  const answer = await visitor.ask('Where is my refund?');
  expectOk(await visitor.request('conversation.hand-over', { conversationId: visitor.id }));
  visitor.close();
  const db = test.product.app.get(Database);
  const [ids] = await db.acrossWorkspaces((tx) => tx.query<{ member: string; key: string }[]>('select (select id from member limit 1) as member, (select id from api_key limit 1) as key'));
  const [topic, suggestion] = await furnishTopic(test, company.session.workspace.id, { articleId: article.id, conversationId: visitor.id });
  const duel = await furnishDuel(test, company.session.workspace.id, { conversationId: visitor.id, versionIds: [one.id, (await version('prompt', 'embedded/encoder', { tone: 'Formal.' })).id] });
  const tool = await call(createTool, { name: 'order_status', description: 'Where an order is.', url: 'http://127.0.0.1:9/orders', fields: ['/status'] });
  const dataSet = await furnishDataSet(test, company.session.workspace.id);
  return {
    ...await furnishEvaluation(company, one.id),
    tool: tool.id, dataSet, fineTune: await furnishFineTune(test, company.session.workspace.id, dataSet), duel, topic, suggestion, conversation: visitor.id, message: answer.id, site: site.id, article: article.id, intent: intent.id, example: example.id, backend: one.backendId, version: one.id,
    model: made.id, experiment: experiment.id, run, member: ids?.member ?? '', key: ids?.key ?? '',
  };
}

/** An unanswered question as a topic, and as a suggestion for an article. */
function furnishTopic(test: TestProduct, workspaceId: string, { articleId, conversationId }: { articleId: string; conversationId: string }): Promise<[string, string]> {
  const [topic, suggestion] = [newId(), newId()];
  return test.product.app.get(Database).inWorkspace(workspaceId, async (tx) => {
    const asked = `from message where workspace_id = $1 and conversation_id = $2 and role = 'visitor' limit 1`;
    await tx.query(`insert into topic (workspace_id, id, traffic, name) values ($1, $2, 'live', 'Refunds')`, [workspaceId, topic]);
    await tx.query(`insert into topic_question (workspace_id, message_id, topic_id, reason, centrality) select $1, id, $3, 'clarified', 1 ${asked}`, [workspaceId, conversationId, topic]);
    await tx.query(
      `insert into article_suggestion (workspace_id, id, article_id, message_id, text_sha256, reason, likeness, person_replied) select $1, $3, $4, id, '\\x00', 'clarified', 0.5, false ${asked}`,
      [workspaceId, conversationId, suggestion, articleId]);
    return [topic, suggestion];
  });
}

/** Two drafts that wait for a choice. */
function furnishDuel(test: TestProduct, workspaceId: string, { conversationId, versionIds: [left, right] }: { conversationId: string; versionIds: [string, string] }): Promise<string> {
  const id = newId();
  return test.product.app.get(Database).inWorkspace(workspaceId, async (tx) => {
    await tx.query(
      `insert into duel (workspace_id, id, conversation_id, question_id, left_backend_version_id, right_backend_version_id, left_text, right_text, left_length, right_length,
         left_outcome, right_outcome, left_total_ms, right_total_ms, rater)
       select $1, $3, $2, id, $4, $5, 'A', 'B', 1, 1, 'answered', 'answered', 1, 1, $3 from message where workspace_id = $1 and conversation_id = $2 and role = 'visitor' limit 1`,
      [workspaceId, conversationId, id, left, right]);
    return id;
  });
}

/** A data set that waits to be built. */
async function furnishDataSet(test: TestProduct, workspaceId: string): Promise<string> {
  const id = newId();
  await test.product.app.get(Database).inWorkspace(workspaceId, (tx) =>
    tx.query(`insert into data_set (workspace_id, id, name, filters, created_by) values ($1, $2, 'Theirs', $3, 'Olga')`, [workspaceId, id, JSON.stringify(DataSetFilters.parse({}))]));
  return id;
}

/** A fine-tune that waits for whoever trains elsewhere. */
async function furnishFineTune(test: TestProduct, workspaceId: string, dataSetId: string): Promise<string> {
  const id = newId();
  await test.product.app.get(Database).inWorkspace(workspaceId, (tx) => tx.query(
    `insert into fine_tune_job (workspace_id, id, number, provider, method, state, note, data_set_id, base_model, parameters, prices, files, issues, created_by)
     values ($1, $2, 1, 'manual', 'sft', 'queued', '', $3, 'small', $4, $5, '[]', '[]', 'Olga')`,
    [workspaceId, id, dataSetId, JSON.stringify(FineTuneParameters.parse({})), JSON.stringify(FineTunePrices.parse({}))]));
  return id;
}

/** A member and a visitor of a workspace of their own. */
async function strangers(test: TestProduct): Promise<{ stranger: Call; strangerVisitor: Call; ownSite: string }> {
  const db = test.product.app.get(Database);
  const secret = newToken('sk_');
  const site = await db.atTheDoor(async (tx) => {
    const { id: workspaceId } = await createWorkspace(tx, { name: 'Strangers', timeZone: 'UTC', demo: false });
    const keyId = newId();
    await tx.query(`insert into api_key (workspace_id, id, name, role, last_four) values ($1, $2, 'Key', 'owner', 'abcd')`, [workspaceId, keyId]);
    await tx.query(`insert into credential (token_hash, kind, workspace_id, subject_id) values ($1, 'api_key', $2, $3)`, [hashOf(secret), workspaceId, keyId]);
    return createSite(tx, { workspaceId, name: 'Elsewhere', allowedOrigins: [] });
  });
  const visitor = await Visitor.open(test.address, site.publicKey);
  visitor.close();
  return {
    ownSite: site.id,
    stranger: createClient(fetch, test.address, { authorization: `Bearer ${secret}` }),
    strangerVisitor: createClient(fetch, test.address, { authorization: `Bearer ${visitor.token}`, origin: test.address }),
  };
}
