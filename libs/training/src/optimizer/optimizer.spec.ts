import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BackendVersions, VersionLabels } from '#backends';
import {
  cancelOptimizer, copyEvaluationSet, createBackend, createEvaluation, createModel, deleteEvaluationSet, listOptimizerCandidates, listOptimizerRuns, listVersions, freezeEvaluationSet, planOptimizer, readBudgets, readOptimizerRun, saveOptimized, startOptimizer,
  type CallOf, type DeskEvent, type OptimizerCandidate, type OptimizerRun, type PromptPack,
} from '#contracts';
import { Broadcast } from '#conversations';
import { plainPack } from '../../../../test/support/company.ts';
import { startModelServer, type Behaviour, type ModelRequest, type ModelServer } from '../../../../test/support/model-server.ts';
import { demoQuestions, TrainingDesk, type Company } from '../../../../test/support/training-desk.ts';
import { placeSet, type DevelopmentCase } from './development-set.fixture.ts';

/** Two cores of a busy machine: a run of a few seconds may take many. */
jest.setTimeout(300_000);

const things = ['refund', 'parcel', 'voucher', 'repair', 'exchange', 'invoice', 'newsletter', 'warranty', 'helmet', 'jacket', 'tyre', 'saddle', 'bell', 'lamp', 'lock', 'pump'];
const spoken = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const daysOf = (thing: string): string => `${spoken[things.indexOf(thing) % spoken.length]} working days for the ${thing}`;
const talk: DevelopmentCase[] = things.map((thing) => ({
  question: `How long do I wait for the ${thing} that I asked about?`, expect: { facts: [[daysOf(thing)]] }, reference: `Please allow ${daysOf(thing)} before you write to us again about it.`,
}));
const good = 'Answer questions about orders. Say every figure that the passages hold.';
const block = (text: string): string => `\`\`\`instructions\n${text}\n\`\`\``;
const systemOf = ({ body }: ModelRequest): string => body.messages?.[0]?.content ?? '';
const isRewrite = (request: ModelRequest): boolean => systemOf(request).startsWith('You improve the instructions');

describe('the prompt optimizer', () => {
  let desk: TrainingDesk;
  let company: Company;
  let model: ModelServer;
  const heard: DeskEvent[] = [];

  const place = (cases: readonly DevelopmentCase[], how = {}) => desk.db.database.inWorkspace(company.workspaceId, (tx) => placeSet(tx, company.workspaceId, cases, how));
  const versionOf = async (modelKey: string, pack: Partial<PromptPack> = {}) => {
    const versions = desk.service(BackendVersions);
    const backend = await versions.create(company.workspaceId, { name: `On ${modelKey}`, kind: 'prompt' });
    return versions.save(company.workspaceId, { backendId: backend.id, model: modelKey, promptPack: { ...plainPack, ...pack }, trainingRunId: null, note: '', authorName: null });
  };
  const start = (wish: CallOf<typeof startOptimizer>) => desk.server.call(startOptimizer, wish, company.headers);
  const read = async (id: string): Promise<OptimizerRun> => (await desk.server.call(readOptimizerRun, { id }, company.headers)).body;
  const until = async (id: string, holds: (run: OptimizerRun) => boolean): Promise<OptimizerRun> => {
    for (const deadline = Date.now() + 250_000; ; await wait(50)) {
      const run = await read(id);
      if (holds(run)) return run;
      if (Date.now() > deadline || (run.state !== 'waiting' && run.state !== 'running')) throw new Error(`the run is ${run.state} ${run.errorCode}, ${run.rollouts} answers, ${run.candidates} candidates`);
    }
  };
  const ended = (id: string) => until(id, ({ finishedAt }) => finishedAt !== null);
  const candidates = async (id: string): Promise<OptimizerCandidate[]> => (await desk.server.call(listOptimizerCandidates, { id }, company.headers)).body.items;
  /** Says what is asked for only when it was told to, counts every byte as a token, and rewrites as scripted: badly at first. */
  const playsAlong = (rewrites: string[]) => (request: ModelRequest): Behaviour => {
    const inputTokens = (request.body.messages ?? []).reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
    if (isRewrite(request)) return { text: rewrites.length > 1 ? rewrites.shift()! : rewrites[0]!, inputTokens };
    const thing = things.find((one) => request.body.messages?.at(-1)?.content.includes(` ${one} `)) ?? '';
    return { text: systemOf(request).includes('every figure') ? `It takes ${daysOf(thing)}.` : 'That depends.', inputTokens };
  };
  /** By what the server told of each request that it has answered. */
  const usedByServer = (rewrite: string): number => model.requests.reduce((sum, request) => {
    const { text = '', inputTokens = 0 } = playsAlong([rewrite])(request);
    return sum + inputTokens + Math.ceil(text.length / 4);
  }, 0);

  beforeAll(async () => {
    [desk, model] = [await TrainingDesk.open({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' }), await startModelServer()];
    desk.service(Broadcast).onDesk((_, event) => heard.push(event));
    company = await desk.company();
    await desk.server.call(createModel, { provider: 'openai', name: 'local', baseUrl: model.url, inputPrice: 1, outputPrice: 2 }, company.headers);
  }, 200_000);
  afterAll(async () => {
    await desk.close();
    await model.stop();
  }, 60_000);

  describe('before it begins', () => {
    it('refuses what judges, and what is too little to learn from', async () => {
      const version = await versionOf('embedded/encoder');
      const [frozen, few] = [await place(talk, { frozen: true, name: 'Judge' }), await place(talk.slice(0, 3))];
      expect((await start({ versionId: version.id, setId: frozen })).problem).toMatchObject({ status: 409, code: 'optimizer_set_frozen' });
      expect((await start({ versionId: version.id, setId: few })).problem).toMatchObject({ status: 409, code: 'optimizer_too_few_cases', detail: expect.stringContaining('3 more are left out') });
      const alike = await place(Array.from({ length: 9 }, (_, at) => ({ ...talk[0]!, question: `Where is the parcel that I have ordered in your shop last week${'?'.repeat(at + 1)}` })));
      for (const route of [planOptimizer, startOptimizer]) expect((await desk.server.call(route, { versionId: version.id, setId: alike }, company.headers)).problem).toMatchObject({ code: 'optimizer_too_few_cases', detail: expect.stringContaining('0 to compare on') });
      // What a frozen set asks in the same words is on neither side.
      const { body } = await desk.server.call(planOptimizer, { versionId: version.id, setId: await place([...talk.slice(0, 3), ...talk.map((one) => ({ ...one, question: `Tell me: ${one.question} I should like to know it today.` }))]) }, company.headers);
      expect(body.cases).toEqual({ feedback: 8, validation: 8, leftOut: 3 });
      await desk.sql(`delete from evaluation_set where id = '${frozen}'`);
    });

    it('needs a model to rewrite, tokens enough to score the start, and a prompt', async () => {
      const [embedded, hosted, setId] = [await versionOf('embedded/encoder'), await versionOf('openai/local'), await place(talk)];
      expect((await start({ versionId: embedded.id, setId, steps: 'examples_and_instructions' })).problem).toMatchObject({ code: 'invalid_request', detail: expect.stringContaining('rewrites') });
      expect((await start({ versionId: hosted.id, setId, tokenBudget: 500 })).problem).toMatchObject({ status: 409, code: 'optimizer_budget_too_small' });
      const { body: plan } = await desk.server.call(planOptimizer, { versionId: hosted.id, setId, steps: 'examples_and_instructions', reflectionModel: 'openai/local' }, company.headers);
      expect(plan).toMatchObject({ engine: 'language_model', cases: { feedback: 8, validation: 8, leftOut: 0 }, atMost: { tokens: plan.suggested.tokenBudget, microUsd: plan.suggested.tokenBudget * 2 } });
      expect(plan.suggested.tokenBudget).toBeGreaterThan(plan.leastTokens);
    });
  });

  describe('on the built-in engine, without a key', () => {
    it('finds better examples for a prompt that shows one of each intent, and saves the best as a version', async () => {
      await company.teach('train', demoQuestions('train', 5));
      await desk.sql(`update intent set answer = 'This is about ' || key || '.' where workspace_id = '${company.workspaceId}'`);
      const setId = await place(demoQuestions('test', 5).slice(0, 60).map(({ text, category }) => ({ question: text, expect: { intent: category } })));
      const version = await versionOf('embedded/encoder', { examplesPerIntent: 1, exampleSeed: 4, useKnowledge: false, thresholds: { answer: 0.6, clarify: 0.2 } });
      const run = await ended((await start({ versionId: version.id, setId, rolloutLimit: 400 })).body.id);
      expect(run).toMatchObject({ state: 'done', tokens: 0, costMicroUsd: expect.any(Number) });
      expect(run.rollouts).toBeLessThanOrEqual(400);
      expect(run.best!.score).toBeGreaterThan(run.startScore! + 0.1);
      expect(run.curve.map(({ score }) => score)).toEqual([...run.curve.map(({ score }) => score)].sort((a, b) => a - b));
      const [best] = await candidates(run.id);
      expect(best).toMatchObject({ number: run.best!.number, onFront: true, promptPack: { instructions: plainPack.instructions } });
      expect(best!.better).toBeGreaterThan(best!.worse);
      // A label that cannot be put leaves no version behind that nobody would find.
      await desk.sql(`alter table version_label add constraint no_candidate check (label <> 'candidate') not valid`);
      expect((await desk.server.call(saveOptimized, { id: run.id }, company.headers)).problem.code).toBe('internal');
      await desk.sql('alter table version_label drop constraint no_candidate');
      const { body: { version: saved } } = await desk.server.call(saveOptimized, { id: run.id }, company.headers);
      const { body: { items: [newest] } } = await desk.server.call(listVersions, { id: version.backendId }, company.headers);
      expect(newest).toMatchObject({ id: saved.id, number: 2, promptPack: best!.promptPack, note: expect.stringMatching(/^Optimised by run \d+: \d+ % -> \d+ % on its development cases$/) });
      expect((await desk.service(VersionLabels).read(company.workspaceId, version.backendId)).labels).toMatchObject([{ label: 'candidate', version: { number: 2 } }]);
      // Once more is the same version.
      expect((await desk.server.call(saveOptimized, { id: run.id }, company.headers)).body.version.id).toBe(saved.id);
      expect(heard).toContainEqual({ type: 'optimizer', runId: run.id, state: 'done' });
      const { body: copy } = await desk.server.call(copyEvaluationSet, { id: setId, name: 'The same again' }, company.headers);
      expect((await desk.server.call(deleteEvaluationSet, { id: setId }, company.headers)).problem).toMatchObject({ status: 409, code: 'evaluation_set_in_use' });
      // Neither a copy of the set nor a copy of the prompt forgets what was learnt, nor does a case that is deleted.
      await desk.sql(`delete from evaluation_case where set_id = '${setId}' and number > 1`);
      const { body: prompt } = await desk.server.call(createBackend, { name: 'Copied', kind: 'prompt' }, company.headers);
      const copied = await desk.service(BackendVersions).save(company.workspaceId, { backendId: prompt.id, model: 'embedded/encoder', promptPack: { ...best!.promptPack, tone: 'Friendly.' }, trainingRunId: null, note: '', authorName: null });
      await desk.server.call(freezeEvaluationSet, { id: copy.id }, company.headers);
      for (const candidateVersionId of [saved.id, copied.id]) {
        expect((await desk.server.call(createEvaluation, { setId: copy.id, candidateVersionId, baselineVersionId: version.id }, company.headers)).problem)
          .toMatchObject({ status: 409, code: 'evaluation_learnt', detail: expect.stringContaining(`${run.cases.feedback + run.cases.validation} questions`) });
      }
    });
  });

  describe('on a language model', () => {
    it('rewrites instructions until every answer is as expected, and refuses rewrites that cheat', async () => {
      model.follow = playsAlong([block(`Answer questions about orders. ${talk[0]!.reference} ${talk[1]!.reference}`), 'No idea.', block(good)]);
      const version = await versionOf('openai/local', { examplesPerIntent: 2 });
      const run = await ended((await start({ versionId: version.id, setId: await place(talk), steps: 'examples_and_instructions', reflectionModel: 'openai/local', tokenBudget: 400_000, rolloutLimit: 300 })).body.id);
      expect(run).toMatchObject({ state: 'done', endedBy: 'nothing_left', startScore: 0, best: { score: 1 } });
      expect([run.refused.leak + run.refused.unreadable >= 1, run.costMicroUsd > 0]).toEqual([true, true]);
      expect((await candidates(run.id))[0]).toMatchObject({ step: 'instructions', promptPack: { instructions: good }, better: 8, worse: 0 });
    });

    it('never uses more tokens than it may, by the count of the server', async () => {
      const version = await versionOf('openai/local', { examplesPerIntent: 2 });
      const setId = await place(talk);
      for (const tokenBudget of [12_000, 31_000]) {
        model.requests.length = 0;
        const useless = 'Nothing useful.';
        model.follow = playsAlong([useless]);
        const run = await ended((await start({ versionId: version.id, setId, steps: 'examples_and_instructions', reflectionModel: 'openai/local', tokenBudget, rolloutLimit: 1_000 })).body.id);
        expect(run).toMatchObject({ state: 'done', endedBy: 'tokens', best: { number: 0 } });
        expect(run.tokens).toBe(usedByServer(useless));
        expect(run.tokens).toBeLessThanOrEqual(tokenBudget);
        expect(run.tokens).toBeGreaterThan(tokenBudget / 3);
      }
    });

    it('counts each call in full where the server tells no tokens', async () => {
      model.requests.length = 0;
      const useless = 'Nothing useful.';
      model.follow = (request) => ({ ...playsAlong([useless])(request), noUsage: true });
      const run = await ended((await start({
        versionId: (await versionOf('openai/local', { examplesPerIntent: 2 })).id, setId: await place(talk), steps: 'examples_and_instructions', reflectionModel: 'openai/local', tokenBudget: 60_000, rolloutLimit: 1_000,
      })).body.id);
      expect(run).toMatchObject({ state: 'done', endedBy: 'tokens', best: { number: 0 } });
      expect([run.tokens > usedByServer(useless), run.tokens <= 60_000]).toEqual([true, true]);
    });

    it('keeps the best when it is cancelled, and can save it', async () => {
      model.follow = playsAlong([block(good)]);
      const version = await versionOf('openai/local', { examplesPerIntent: 2 });
      const setId = await place([...talk, ...talk.map((one) => ({ ...one, question: `Nobody knows what I mean by ${one.question.length} and number ${one.question}`, expect: { facts: [['a thing that nobody says']] } }))]);
      const { body: { id } } = await start({ versionId: version.id, setId, steps: 'examples_and_instructions', reflectionModel: 'openai/local', tokenBudget: 50_000_000, rolloutLimit: 20_000 });
      await until(id, ({ candidates: found }) => found >= 2);
      await desk.server.call(cancelOptimizer, { id }, company.headers);
      const run = await ended(id);
      expect(run.state).toBe('cancelled');
      expect(run.best!.score).toBeGreaterThan(run.startScore!);
      expect((await desk.server.call(saveOptimized, { id }, company.headers)).body.version.number).toBe(2);
      expect((await desk.server.call(cancelOptimizer, { id }, company.headers)).problem).toMatchObject({ status: 409, code: 'optimizer_not_running' });
    });

    it('goes on at the next server when one stops in the middle, and counts a call that nobody saw the end of', async () => {
      const version = await versionOf('openai/local', { examplesPerIntent: 2 });
      const setId = await place(talk);
      model.requests.length = 0;
      // The start is scored by the first eight.
      model.follow = (request) => (model.requests.length <= 10 ? playsAlong([block(good)])(request) : { hang: true });
      const { body: { id } } = await start({ versionId: version.id, setId, steps: 'examples_and_instructions', reflectionModel: 'openai/local', tokenBudget: 400_000, rolloutLimit: 300 });
      while (model.requests.length < 11) await model.request();
      const reserved = (await read(id)).tokens;
      await desk.stopServer();
      const answered = usedByServer(block(good));
      model.follow = playsAlong([block(good)]);
      await desk.startServer();
      const run = await ended(id);
      expect(run).toMatchObject({ state: 'done', endedBy: 'nothing_left', best: { score: 1 }, interruptions: 1 });
      expect(reserved).toBeGreaterThan(answered);
      expect(run.tokens).toBeGreaterThan(usedByServer(block(good)));
    });

    it('counts a rewrite that broke off in the budget of the workspace', async () => {
      model.requests.length = 0;
      model.follow = (request) => (isRewrite(request) ? { cutAfter: 2 } : playsAlong([''])(request));
      const usedToday = async (): Promise<number> => (await desk.server.call(readBudgets, {}, company.headers)).body.workspace.tokens.used;
      const version = await versionOf('openai/local', { examplesPerIntent: 2 });
      const before = await usedToday();
      const run = await ended((await start({ versionId: version.id, setId: await place(talk), steps: 'examples_and_instructions', reflectionModel: 'openai/local', tokenBudget: 400_000, rolloutLimit: 300 })).body.id);
      expect(run).toMatchObject({ state: 'failed', errorCode: 'network' });
      const answered = model.requests.filter((request) => !isRewrite(request)).reduce((sum, request) => {
        const { text = '', inputTokens = 0 } = playsAlong([''])(request);
        return sum + inputTokens + Math.ceil(text.length / 4);
      }, 0);
      expect(await usedToday() - before).toBeGreaterThan(answered);
    });

    it('ends with the reason when the model answers nobody, and keeps what it has', async () => {
      model.follow = () => ({ refuse: { status: 401 } });
      const run = await ended((await start({ versionId: (await versionOf('openai/local')).id, setId: await place(talk), tokenBudget: 400_000 })).body.id);
      expect(run).toMatchObject({ state: 'failed', errorCode: 'auth', tokens: 0, candidates: 0 });
      expect((await desk.server.call(saveOptimized, { id: run.id }, company.headers)).problem.code).toBe('optimizer_nothing_found');
    });
  });

  it('lists its runs, newest first, page by page', async () => {
    const { body: { items, next } } = await desk.server.call(listOptimizerRuns, { limit: 2 }, company.headers);
    expect([items.map(({ number }) => number), next]).toEqual([[items[0]!.number, items[0]!.number - 1], items[1]!.id]);
  });
});
