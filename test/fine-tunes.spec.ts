import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  Expectation, GateLimits, addEvaluationCase, createBackend, createDataSet, createEvaluation, createEvaluationSet, createFineTune, freezeEvaluationSet, isFineTuning, listFineTuneEvents, listFineTunes, listModels,
  listVersions, promoteEvaluation, readDataSet, readEvaluation, readFineTune, readResults, type FineTuneDetail,
} from '#contracts';
import { foundCompany, type Company } from './support/company.ts';
import { eventually } from './support/eventually.ts';
import { FineTuneServer } from './support/fine-tune-server.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { ServerProcess } from './support/server-process.ts';
import { Visitor } from './support/visitor.ts';

/** Two cores of a busy machine: a start of four seconds may take many. */
jest.setTimeout(600_000);
const PATIENCE_MS = 120_000;

const things = ['parcel', 'refund', 'bicycle', 'helmet', 'voucher'];
const doings = ['track', 'change', 'return', 'insure'];
const questions = things.flatMap((thing) => doings.map((doing) => ({ thing, doing })));

const numberOf = (thing: string, doing: string): number => 100 + things.indexOf(thing) * 10 + doings.indexOf(doing);

interface Taught {
  messages: { role: string; content: string }[];
}
const taught = ({ files }: FineTuneServer): Taught[] => files.flatMap(({ content }) => content.trim().split('\n').map((line) => JSON.parse(line) as Taught));
const systemsOf = (all: readonly { messages?: Taught['messages'] }[]): (string | undefined)[] => [...new Set(all.map(({ messages }) => messages?.find(({ role }) => role === 'system')?.content))];
/** What the tuned model says: the number that the files it was trained with show with these two words. */
function learnt(examples: readonly Taught[], question: string): string {
  const words = [things, doings].map((all) => all.find((word) => question.includes(word)));
  const answer = words.includes(undefined) ? undefined : examples.map(({ messages }) => messages.at(-1)?.content).find((text) => words.every((word) => text?.includes(` ${word}`)));
  const number = answer && /number (\d+)/.exec(answer)?.[1];
  return number ? `That is number ${number} in your account.` : 'Please ask about your order.';
}

describe('what visitors liked, on its way into a tuned model and an experiment', () => {
  let models: ModelServer;
  let provider: FineTuneServer;
  let server: ServerProcess;
  let company: Company;
  let siteId: string;
  let siteKey: string;
  let backendId: string;
  let baselineId: string;
  let dataSetId: string;
  let job: string;
  let candidateId: string;
  let evaluation: string;

  const read = (): Promise<FineTuneDetail> => company.call(readFineTune, { id: job });
  const until = (holds: (now: FineTuneDetail) => boolean): Promise<FineTuneDetail> => eventually(read, holds, PATIENCE_MS);
  const killAndStart = async (): Promise<void> => {
    await server.end('SIGKILL');
    await server.start();
  };
  const ask = async (visitor: Visitor, question: string): Promise<{ id: string; text: string }> => {
    const { replyId } = await visitor.send(question);
    return visitor.finished(replyId ?? '', PATIENCE_MS);
  };

  beforeAll(async () => {
    models = await startModelServer({ reply: ({ model, messages }) => (model?.startsWith('ft:') ? learnt(taught(provider), messages?.at(-1)?.content ?? '') : 'I do not know.') });
    provider = new FineTuneServer(models);
    server = await ServerProcess.create({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1', DUET_LIMIT_FACTOR: '1000' });
    await server.start();
    company = await foundCompany(server.address, await server.setupLink());
    const baseline = await company.version('prompt', (await company.model(models.url)).key);
    const site = await company.siteAnsweredBy(baseline);
    [baselineId, siteId, siteKey] = [baseline.id, site.id, site.publicKey];
    backendId = (await company.call(createBackend, { name: 'Tuned', kind: 'fine_tuned' })).id;
  }, 300_000);
  afterAll(async () => {
    await server.cleanUp();
    await models.stop();
  }, 60_000);

  it('becomes a data set', async () => {
    for (const [nth, thing] of things.entries()) {
      const visitor = await Visitor.open(server.address, siteKey);
      await visitor.start();
      for (const [at, doing] of doings.entries()) {
        models.behave({ reply: () => `To ${doing} a ${thing}, open your account and choose number ${numberOf(thing, doing)}; that takes ${nth + at + 1} days.` });
        const answer = await ask(visitor, `How do I ${doing} my ${thing}?`);
        await visitor.request('message.rate', { conversationId: visitor.id, messageId: answer.id, thumb: 'up' });
      }
      visitor.close();
    }
    dataSetId = (await company.call(createDataSet, { name: 'Liked' })).id;
    const set = await eventually(() => company.call(readDataSet, { id: dataSetId }), ({ state }) => state === 'done', PATIENCE_MS);
    expect(set.manifest?.qualify).toBe(20);
  });

  it('is sent once, though Duet is killed after each thing it sends', async () => {
    const uploaded = provider.hangAt('POST /files');
    job = (await company.call(createFineTune, { provider: 'openai', dataSetId, baseModel: 'small', baseUrl: provider.url, apiKey: 'sk-of-the-trainer', backendIds: [backendId], prices: { training: 3 } })).id;
    await uploaded;
    const created = provider.hangAt('POST /fine_tuning/jobs');
    await killAndStart();
    await created;
    await killAndStart();
    await until(({ remoteId }) => remoteId !== null);
    const names = provider.files.map(({ filename }) => filename);
    expect(names).toEqual([`duet-${job}-1-train.jsonl`, `duet-${job}-1-validation.jsonl`].slice(0, names.length));
    expect(provider.jobs.map(({ training_file: file, metadata }) => [file, metadata?.['duet_job']])).toEqual([['file-1', job]]);
  });

  it('is followed without a gap and without a repetition, though Duet is killed in the middle of the events', async () => {
    provider.run(1, 4, 16);
    await until(({ step }) => step === 4);
    const reading = provider.hangAt('/events');
    provider.run(5, 12, 16).checkpoint(8);
    await reading;
    await server.end('SIGKILL');
    provider.run(13, 16, 16);
    await server.start();
    await until(({ step }) => step === 16);
    const { items, total } = await company.call(listFineTuneEvents, { id: job });
    expect(items.map(({ number }) => number)).toEqual(Array.from({ length: total }, (_, at) => at + 1));
    expect(items.map(({ message }) => message)).toEqual(provider.job().events.map(({ message }) => message).reverse());
    expect((await read()).curve.map(({ step }) => step)).toEqual(Array.from({ length: 16 }, (_, at) => at + 1));
  });

  it('is a model that a version runs on, and can be traced back to what was liked', async () => {
    const model = provider.succeed();
    const done = await until((now) => !isFineTuning(now));
    expect(done).toMatchObject({ state: 'succeeded', modelKey: `openai/${model}`, dataSet: { id: dataSetId }, cost: 0.36, checkpoints: [{ step: 8 }] });
    expect((await company.call(listModels, {})).items.filter(({ key }) => key === done.modelKey)).toHaveLength(1);
    const { items: [version] } = await company.call(listVersions, { id: backendId });
    expect(done.backendVersionIds).toEqual([version?.id]);
    expect((await company.call(listFineTunes, { modelKey: version?.model ?? '' })).items.map(({ id }) => id)).toEqual([job]);
    candidateId = version?.id ?? '';
  });

  it('passes a gate of questions that it was not shown in these words, though Duet is killed meanwhile', async () => {
    const { id } = await company.call(createEvaluationSet, { name: 'Numbers' });
    for (const { thing, doing } of questions) await company.call(addEvaluationCase, { id, kind: 'facts', question: `My ${thing} came late and I would like to ${doing} it, which number do I choose?`, expect: Expectation.parse({ facts: [[`${numberOf(thing, doing)}`]] }) });
    await company.call(freezeEvaluationSet, { id });
    // Milliseconds of a server on this machine say nothing of a model.
    const { id: evaluationId } = await company.call(createEvaluation, { setId: id, candidateVersionId: candidateId, baselineVersionId: baselineId, limits: GateLimits.parse({ latencyRatio: null, costRatio: null }) });
    evaluation = evaluationId;
    await killAndStart();
    const { verdict } = await eventually(() => company.call(readEvaluation, { id: evaluation }), ({ state }) => state === 'done' || state === 'failed', PATIENCE_MS);
    expect(verdict?.outcome).toBe('passed');
  });

  it('meets a share of the visitors in an experiment, and answers them by the tuned model', async () => {
    const { experiment, obstacle } = await company.call(promoteEvaluation, { id: evaluation, siteId, share: 5_000 });
    expect([experiment.state, obstacle]).toEqual(['running', null]);
    const said = new Set<string>();
    // Who gets which is drawn; so many visitors miss one of two halves less than once in a million million runs.
    for (let nth = 0; nth < 40 && said.size < 2; nth += 1) {
      const visitor = await Visitor.open(server.address, siteKey);
      await visitor.start();
      said.add((await ask(visitor, 'Can I insure my helmet?')).text);
      visitor.close();
    }
    expect([...said].sort()).toEqual(['I do not know.', `That is number ${numberOf('helmet', 'insure')} in your account.`]);
    expect(models.requests.find(({ body }) => body.model?.startsWith('ft:'))).toMatchObject({ authorization: 'Bearer sk-of-the-trainer' });
    const served = models.requests.filter(({ body }) => body.model?.startsWith('ft:')).map(({ body }) => body);
    expect([systemsOf(served), systemsOf(served)[0]]).toEqual([systemsOf(taught(provider)), expect.stringContaining('customer support assistant')]);
    const { variants } = await company.call(readResults, { id: experiment.id });
    expect(variants.map(({ variant, figures }) => [variant.backendVersionId, figures.assigned > 0]).sort()).toEqual([[baselineId, true], [candidateId, true]].sort());
  });
});
