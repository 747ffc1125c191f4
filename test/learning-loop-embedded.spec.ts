import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  GateLimits, changeIntent, changeSite, claimConversation, createBackend, createDataSet, createEvaluation, createEvaluationSet, createExample, createFineTune, createIntent, freezeEvaluationSet, importExamples, listDataSetTurns, listIntents, listTrainingRuns, promoteEvaluation,
  readDataSet, readEvaluation, readFineTune, readLoop, readTrainingRun, replyAsAgent, startTraining, takeEvaluationCases,
} from '#contracts';
import { newId } from '#platform';
import { foundCompany, type Company } from './support/company.ts';
import { auditBothWidths, openBrowser, openDesk } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { ServerProcess } from './support/server-process.ts';
import { demoQuestions, isUnderWay } from './support/training-desk.ts';
import { expectOk, Visitor } from './support/visitor.ts';

/** Two cores of a busy machine: a training of a few seconds may take many. */
jest.setTimeout(300_000);
const PATIENCE_MS = 200_000;

const [train, heldOut] = [demoQuestions('train', 4), demoQuestions('test', 4)];
const missing = train.at(-1)!.category;
const better = 'Better now: this is how we do what was asked.';

describe('a thumbs-down, on its way to a better answer with the built-in trainer and no key', () => {
  let server: ServerProcess;
  let company: Company;
  let siteId: string;
  let siteKey: string;
  let backendId: string;
  let before: string;
  let after: string;
  let evaluationId: string;
  let conversationId: string;
  let learnt: { dataSetId: string; number: number; question: string; answer: string };
  const disliked = train.find(({ category }) => category === missing)!.text;

  const teach = (part: 'train' | 'test', rows: typeof train) => company.call(importExamples, { content: rows.map((row) => JSON.stringify(row)).join('\n'), part });
  const killAndStart = async (): Promise<void> => {
    await server.end('SIGKILL');
    await server.start();
  };
  const trained = async (): Promise<string> => {
    const { id } = await company.call(startTraining, { backendIds: [backendId] });
    const run = await eventually(() => company.call(readTrainingRun, { id }), (one) => !isUnderWay(one), PATIENCE_MS);
    expect(run.state).toBe('succeeded');
    return run.backendVersionIds[0]!;
  };
  const asks = async (): Promise<{ visitor: Visitor; id: string; text: string }> => {
    const visitor = await Visitor.open(server.address, siteKey);
    await visitor.start();
    const { replyId } = await visitor.send(disliked);
    return { visitor, ...await visitor.finished(replyId ?? '', PATIENCE_MS) };
  };

  beforeAll(async () => {
    server = await ServerProcess.create({ DUET_LIMIT_FACTOR: '1000' });
    await server.start();
    company = await foundCompany(server.address, await server.setupLink());
    backendId = (await company.call(createBackend, { name: 'Tuned', kind: 'fine_tuned' })).id;
    await teach('train', train.filter(({ category }) => category !== missing));
    await teach('test', heldOut.filter(({ category }) => category !== missing));
    for (const { id, key } of (await company.call(listIntents, {})).items) await company.call(changeIntent, { id, answer: `This is how we do ${key}.` });
    before = await trained();
    const site = await company.site();
    await company.call(changeSite, { id: site.id, defaultBackendVersionId: before });
    [siteId, siteKey] = [site.id, site.publicKey];
  }, 240_000);
  afterAll(() => server.cleanUp(), 60_000);

  it('begins where the bot does not know', async () => {
    const { visitor, id, text } = await asks();
    expect(text).not.toContain('Better now');
    expect(await visitor.request('message.rate', { conversationId: visitor.id, messageId: id, thumb: 'down' })).toMatchObject({ ok: true });
    expectOk(await visitor.request('conversation.hand-over', { conversationId: visitor.id }));
    conversationId = visitor.id;
    visitor.close();
  });

  it('is answered better by an agent, whose words come into a data set', async () => {
    await company.call(claimConversation, { id: conversationId });
    await company.call(replyAsAgent, { id: conversationId, clientMessageId: newId(), text: better });
    const { id } = await company.call(createDataSet, { name: 'What agents said' });
    const { manifest } = await eventually(() => company.call(readDataSet, { id }), ({ state }) => state === 'done', PATIENCE_MS);
    expect(manifest).toMatchObject({ qualify: 1, byWhy: [{ why: 'agent', turns: 1 }] });
    const [turn] = (await company.call(listDataSetTurns, { id })).items;
    learnt = { dataSetId: id, number: turn!.number, question: turn?.example?.messages.at(-1)?.text ?? '', answer: turn?.example?.answer ?? '' };
    expect(learnt).toMatchObject({ question: disliked, answer: better });
    const [journey] = (await company.call(readLoop, {})).journeys;
    expect(journey).toMatchObject({ betterAt: expect.any(String), learntAt: expect.any(String), improvedAt: null });
  });

  it('becomes an approved answer with labelled questions, of which a fine-tune makes a version, although the server is killed meanwhile', async () => {
    await company.call(createIntent, { key: missing, label: 'Missing', answer: learnt.answer });
    const { question: text, dataSetId, number } = learnt;
    expect(await company.call(createExample, { text, intent: missing, from: { dataSetId, number } })).toMatchObject({ text: disliked, intent: missing, part: 'train', from: { dataSetId, number } });
    await expect(company.call(createExample, { text: 'Of nowhere?', intent: missing, from: { dataSetId, number: number + 1 } })).rejects.toMatchObject({ code: 'not_found' });
    await teach('train', train.filter((one) => one.category === missing && one.text !== disliked));
    await teach('test', heldOut.filter(({ category }) => category === missing));
    const { id } = await company.call(createFineTune, { provider: 'embedded', backendIds: [backendId] });
    await eventually(() => company.call(listTrainingRuns, {}), ({ items }) => items[0]?.state === 'running' && items[0].number === 2, PATIENCE_MS);
    await killAndStart();
    const job = await eventually(() => company.call(readFineTune, { id }), ({ state }) => state === 'succeeded' || state === 'failed', PATIENCE_MS);
    expect(job).toMatchObject({ state: 'succeeded', method: 'intents', modelKey: 'embedded/intent@2' });
    expect((await company.call(listTrainingRuns, {})).items[0]).toMatchObject({ state: 'succeeded', interruptions: 1 });
    after = job.backendVersionIds[0]!;
    expect(after).not.toBe(before);
  });

  it('passes the gate after another restart, because it answers more of what is asked and nothing less', async () => {
    await killAndStart();
    const { id } = await company.call(createEvaluationSet, { name: 'What visitors ask' });
    expect((await company.call(takeEvaluationCases, { id, from: 'labelled', limit: 60 })).added).toBeGreaterThanOrEqual(20);
    await company.call(freezeEvaluationSet, { id });
    // Milliseconds on this machine say nothing of a model.
    evaluationId = (await company.call(createEvaluation, { setId: id, candidateVersionId: after, baselineVersionId: before, limits: GateLimits.parse({ latencyRatio: null, costRatio: null }) })).id;
    const { verdict } = await eventually(() => company.call(readEvaluation, { id: evaluationId }), ({ state }) => state === 'done' || state === 'failed', PATIENCE_MS);
    expect(verdict?.outcome).toBe('passed');
  });

  it('reaches visitors in an experiment, one of whom gets the better answer', async () => {
    expect(await company.call(promoteEvaluation, { id: evaluationId, siteId, share: 5_000 })).toMatchObject({ obstacle: null, experiment: { state: 'running' } });
    const said: string[] = [];
    // Who gets which is drawn; so many visitors all get the old one less than once in a million runs.
    for (let nth = 0; nth < 20 && !said.at(-1)?.includes('Better now'); nth += 1) {
      const { visitor, text } = await asks();
      said.push(text);
      visitor.close();
    }
    expect(said.at(-1)).toContain('Better now');
  });

  it('is told as one way, stage by stage, with the time that it took', async () => {
    const { stages, improved, journeys } = await company.call(readLoop, {});
    const counts = Object.fromEntries(stages.flatMap((stage) => stage.counts.map(({ name, now }) => [name, now])));
    expect(counts).toMatchObject({ thumbs_down: 1, data_sets: 1, trainings: 2, passed: 1, promoted: 1, started: 1 });
    expect(counts['labelled']).toBeGreaterThan(0);
    expect(counts['approved']).toBeGreaterThan(0);
    const [journey] = journeys;
    const way = [journey?.dislikedAt, journey?.betterAt, journey?.learntAt, journey?.versionAt, journey?.gateAt, journey?.improvedAt].map((at) => Date.parse(at ?? ''));
    expect(journey?.topic).toBe('Missing');
    expect(way).toEqual([...way].sort((a, b) => a - b));
    expect(improved).toMatchObject({ count: 1, of: 1 });
    // Its instants are told to the millisecond.
    expect(Math.abs((improved.medianMs ?? 0) - (way[5]! - way[0]!))).toBeLessThanOrEqual(1);
  });

  it('is a page of its own that anybody reads: the headline, the stages, and each answer on its way', async () => {
    const browser = await openBrowser();
    try {
      const { page, complaints } = await openDesk(browser, server.address, company.cookie);
      await page.goto(server.address);
      await page.getByRole('link', { name: 'Learning loop' }).click();
      await page.getByText(/1 of 1 disliked answer improved so far/).waitFor();
      expect(await page.getByRole('list', { name: 'The stages of the loop' }).getByRole('heading').allTextContents()).toEqual(['Feedback', 'Examples', 'Versions', 'Gate', 'Experiments', 'Verdicts']);
      await page.getByRole('link', { name: 'Missing' }).waitFor();
      await page.getByText('How this is worked out').click();
      expect(await auditBothWidths(page)).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  it('is at its end with the next answer where the trained version only has to say other words', async () => {
    const until = (words: string): ReturnType<typeof asks> => eventually(asks, (one) => {
      if (!one.text.includes(words)) one.visitor.close();
      return one.text.includes(words);
    }, PATIENCE_MS);
    const { visitor, id } = await until('Better now');
    expect(await visitor.request('message.rate', { conversationId: visitor.id, messageId: id, thumb: 'down' })).toMatchObject({ ok: true });
    visitor.close();
    const { items } = await company.call(listIntents, {});
    await company.call(changeIntent, { id: items.find(({ key }) => key === missing)!.id, answer: 'Even shorter.' });
    (await until('Even shorter')).visitor.close();
    const [newest] = (await company.call(readLoop, {})).journeys;
    expect(newest).toMatchObject({ topic: 'Missing', improvedAt: expect.any(String) });
    expect(newest?.learntAt).toBe(newest?.betterAt);
  });
});
