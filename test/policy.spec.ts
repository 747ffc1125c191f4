import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  changeSite, createBackend, createExample, createExperiment, createIntent, createModel, createVersion, readConversation, readEditToAnswer, readResults, startExperiment,
  type BackendVersion, type Experiment, type RecordedMessage, type Site,
} from '#contracts';
import { Knowledge } from '#knowledge';
import { Database } from '#platform';
import type { Company } from './support/company.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { Visitor } from './support/visitor.ts';

/** The encoder is loaded by the first question, on a busy machine too. */
jest.setTimeout(60_000);

const asked = { track_parcel: ['where is my parcel', 'track my delivery', 'has my order been sent yet', 'my package has not arrived'], get_refund: ['i want my money back', 'refund please', 'when do i get my refund', 'please pay me back'] };
const MORE_THAN_IS_SHOWN = 12;

describe('visitors of a version that routes by topic', () => {
  let test: TestProduct;
  let model: ModelServer;
  let company: Company;
  let prompt: BackendVersion;
  let tuned: BackendVersion;
  let routing: BackendVersion;
  const open: Visitor[] = [];

  beforeAll(async () => {
    [test, model] = await Promise.all([startProduct(), startModelServer({ text: 'Tuned for refunds.' })]);
    company = await test.company();
    const { call } = company;
    for (const [key, texts] of Object.entries(asked)) {
      await call(createIntent, { key, label: key, answer: `The answer to ${key}.` });
      for (const text of texts) await call(createExample, { text, intent: key });
    }
    const knowledge = test.product.app.get(Knowledge);
    // Made now: a question waits only so long for vectors of examples before words must do.
    await knowledge.vectorsOf(await knowledge.freshIndexOf(company.session.workspace.id), Object.values(asked).flat());
    await call(createModel, { provider: 'openai', name: 'tuned', baseUrl: model.url });
    prompt = await company.version('prompt', 'embedded/encoder');
    tuned = await call(createVersion, { id: (await call(createBackend, { name: 'Tuned', kind: 'fine_tuned' })).id, model: 'openai/tuned' });
    routing = await call(createVersion, {
      id: (await call(createBackend, { name: 'By topic', kind: 'hybrid' })).id, model: 'embedded/encoder',
      policy: { topics: [{ topic: 'get_refund', backendVersionId: tuned.id }], otherwise: prompt.id },
    });
  }, 120_000);
  afterAll(async () => {
    for (const visitor of open) visitor.close();
    await test.stop();
    await model.stop();
  }, 60_000);

  const visit = async (site: Site): Promise<Visitor> => {
    const visitor = await Visitor.open(test.address, site.publicKey);
    open.push(visitor);
    await visitor.start();
    return visitor;
  };
  const answersOf = async ({ id }: Visitor): Promise<RecordedMessage[]> =>
    (await company.call(readConversation, { id })).messages.filter(({ role }) => role === 'assistant');
  const experimentOn = async (site: Site, by = routing): Promise<Experiment> => {
    // Both variants are the same, so that every visitor meets it.
    const { id } = await company.call(createExperiment, {
      siteId: site.id, name: 'By topic?', crossEngineFallback: true,
      variants: [{ name: 'A', backendVersionId: by.id, weight: 5_000, isControl: true }, { name: 'B', backendVersionId: by.id, weight: 5_000 }],
    });
    return company.call(startExperiment, { id });
  };

  it('are answered by the version that their first topic asks for, and stay with it when they ask about another', async () => {
    const site = await company.siteAnsweredBy(routing);
    const [refund, parcel] = [await visit(site), await visit(site)];
    expect((await refund.ask('i would like my money back')).text).toBe('Tuned for refunds.');
    expect((await refund.ask('where is my parcel')).text).toBe('Tuned for refunds.');
    expect((await parcel.ask('where is my parcel')).text).toBe('The answer to track_parcel.');
    expect((await parcel.ask('refund please')).text).toBe('The answer to get_refund.');
    expect(await answersOf(refund)).toMatchObject([1, 2].map(() => ({ assignedBackendVersionId: routing.id, servedBackendVersionId: tuned.id, servedEngine: 'language_model', fallbackReason: null })));
    expect(await answersOf(parcel)).toMatchObject([1, 2].map(() => ({ assignedBackendVersionId: routing.id, servedBackendVersionId: prompt.id, servedEngine: 'embedded', fallbackReason: null })));
  });

  it('stay with it in a conversation that is longer than a model is shown', async () => {
    const refund = await visit(await company.siteAnsweredBy(routing));
    await refund.ask('refund please');
    for (let turn = 0; turn < MORE_THAN_IS_SHOWN; turn++) await refund.ask('where is my parcel');
    expect(new Set((await answersOf(refund)).map(({ servedBackendVersionId }) => servedBackendVersionId))).toEqual(new Set([tuned.id]));
  });

  it('stay with it when the first topic is read otherwise by then', async () => {
    const visitor = await visit(await company.siteAnsweredBy(routing));
    await visitor.ask('i lost a voucher');
    const [{ servedBackendVersionId: before } = {}] = await answersOf(visitor);
    const topic = before === tuned.id ? 'track_parcel' : 'get_refund';
    for (const text of ['i lost a voucher', 'i have lost a voucher', 'my voucher is lost']) await company.call(createExample, { text, intent: topic });
    await test.product.app.get(Knowledge).freshIndexOf(company.session.workspace.id);
    const later = await visit(await company.siteAnsweredBy(routing));
    await later.ask('i lost a voucher');
    expect((await answersOf(later))[0]?.servedBackendVersionId).not.toBe(before);
    await visitor.ask('and now');
    expect((await answersOf(visitor)).map(({ servedBackendVersionId }) => servedBackendVersionId)).toEqual([before, before]);
  });

  it('count for the variant that routed them, and not as answered elsewhere', async () => {
    const site = await company.siteAnsweredBy(prompt);
    const { id } = await experimentOn(site);
    const visitor = await visit(site);
    await visitor.ask('refund please');
    const [answer] = await answersOf(visitor);
    expect(answer).toMatchObject({ assignedBackendVersionId: routing.id, servedBackendVersionId: tuned.id, fallbackReason: null });
    expect(answer?.servedVariantId).toBe(answer?.assignedVariantId);
    const facts = await test.product.app.get(Database).inWorkspace(company.session.workspace.id, (tx) => tx.query<{ elsewhere: boolean }[]>(
      `select fact -> 'servedElsewhere' is not null as elsewhere from journal where conversation_id = $1 and kind = 'answer.finished'`, [visitor.id]));
    expect(facts).toEqual([{ elsewhere: false }]);
    const { analysis } = await company.call(readResults, { id });
    expect(analysis.gates.filter(({ kind }) => kind === 'served_elsewhere')).toEqual([]);
  });

  it('count as answered elsewhere where the version of their topic failed and the site answered', async () => {
    const site = await company.siteAnsweredBy(prompt);
    const { id } = await experimentOn(site);
    const visitor = await visit(site);
    model.behave({ refuse: { status: 401 } });
    expect((await visitor.ask('refund please')).text).toBe('The answer to get_refund.');
    const [answer] = await answersOf(visitor);
    expect(answer).toMatchObject({ assignedBackendVersionId: routing.id, servedBackendVersionId: prompt.id });
    expect(answer?.fallbackReason).not.toBeNull();
    const { analysis } = await company.call(readResults, { id });
    expect(analysis.gates.filter(({ kind }) => kind === 'served_elsewhere')).toHaveLength(1);
  });

  it('are those of a failing variant where everybody that the site routes to runs on the built-in engine, and nobody stands in otherwise', async () => {
    const failing = async (by: BackendVersion): Promise<RecordedMessage> => {
      const site = await company.siteAnsweredBy(by);
      await experimentOn(site, tuned);
      const visitor = await visit(site);
      model.behave({ refuse: { status: 401 } });
      await visitor.ask('refund please');
      return (await answersOf(visitor))[0]!;
    };
    expect(await failing(routing)).toMatchObject({ servedBackendVersionId: tuned.id, fallbackReason: null, state: 'failed' });
    const builtIn = await company.call(createVersion, { id: routing.backendId, model: 'embedded/encoder', policy: { topics: [{ topic: 'get_refund', backendVersionId: prompt.id }], otherwise: prompt.id } });
    expect(await failing(builtIn)).toMatchObject({ servedBackendVersionId: prompt.id, text: 'The answer to get_refund.', state: 'complete' });
  });

  it('are not answered by anybody else when the site allows no other engine', async () => {
    const visitor = await visit(await company.siteAnsweredBy(routing));
    model.behave({ refuse: { status: 401 } });
    expect((await visitor.ask('refund please')).state).toBe('failed');
    expect(await answersOf(visitor)).toMatchObject([{ servedBackendVersionId: tuned.id, fallbackReason: null, result: 'failed' }]);
  });

  it('show when the policy, and the version that it chose, first answered anybody', async () => {
    const [policy, chosen] = await Promise.all([routing, tuned].map(({ id }) => company.call(readEditToAnswer, { id })));
    expect([policy, chosen].map((one) => one?.own.firstAnswers.map(({ traffic }) => traffic))).toEqual([['live'], ['live']]);
  });

  it('may be those of a site by default', async () => {
    const site = await company.site();
    expect((await company.call(changeSite, { id: site.id, defaultBackendVersionId: routing.id })).defaultBackendVersionId).toBe(routing.id);
  });
});
