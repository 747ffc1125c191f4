import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { listArticles, listBackends, listConversations, listExamples, listExperiments, listSites, readReplays, readResults, startDemoReplay, type Experiment } from '#contracts';
import { Config } from '#platform';
import { startProduct, type TestProduct } from '../../../test/support/product.ts';
import type { Company } from '../../../test/support/company.ts';
import { Visitor } from '../../../test/support/visitor.ts';
import { readDemo, type DemoCompany } from './demo-files.ts';
import { Demo, replayCommand, type DemoProgress } from './index.ts';

/** Two cores of a busy machine: a run of a few seconds may take many. */
jest.setTimeout(120_000);

/** The demo in small: some intents with their questions and articles. */
async function smallDemo(): Promise<DemoCompany> {
  const demo = await readDemo();
  const intents = demo.intents.slice(0, 6);
  const keys = new Set(intents.map(({ intent }) => intent));
  const lines = (csv: string): string => ['text,category', ...csv.split('\n').filter((line) => keys.has(line.split(',').at(-1)!.trim()))].join('\n');
  return {
    ...demo, intents, trainQuestions: lines(demo.trainQuestions), testQuestions: lines(demo.testQuestions),
    articles: demo.articles.filter((article) => article.intents.some((key) => keys.has(key))),
  };
}

describe('the demo company', () => {
  let server: TestProduct;
  let company: Company;
  let demo: Promise<DemoCompany>;
  const never = new AbortController().signal;
  const prepare = (onProgress: (progress: DemoProgress) => void = () => undefined, signal = never) => server.product.app.get(Demo, { strict: false }).prepare(onProgress, signal, demo);
  const experiments = async (): Promise<Experiment[]> => (await company.call(listExperiments, {})).items;

  beforeAll(async () => {
    demo = smallDemo();
    server = await startProduct();
  });
  afterAll(() => server.stop());

  it('is read whole: every article, intent and question', async () => {
    const { articles, intents, pack, company: { name } } = await readDemo();
    expect(articles.length).toBeGreaterThanOrEqual(50);
    expect(intents.length).toBeGreaterThanOrEqual(60);
    expect(articles.every(({ questions, body, intents: keys }) => questions.length > 0 && keys.length > 0 && body.includes('## '))).toBe(true);
    expect(pack.instructions).toContain(name);
  });

  it('is founded once, also when the first start was interrupted in its training', async () => {
    const leave = new AbortController();
    await expect(prepare(({ stage }) => stage === 'training' && leave.abort(new Error('the server stops')), leave.signal)).rejects.toThrow();
    const seen: DemoProgress[] = [];
    const place = await prepare((progress) => seen.push(progress));
    expect(seen.at(-1)).toMatchObject({ stage: 'done', fraction: 1 });
    expect(await prepare()).toEqual(place);
    company = await server.company();
    const { items: sites } = await company.call(listSites, {});
    expect(sites).toMatchObject([{ name: 'Brackenway Help', publicKey: place.siteKey, defaultBackendVersionId: expect.any(String) }]);
    expect((await company.call(listBackends, {})).items.map(({ kind, latest, versions }) => [kind, latest?.state, versions]))
      .toEqual([['prompt', 'ready', 1], ['fine_tuned', 'ready', 1], ['hybrid', 'ready', 1]]);
    expect(await experiments()).toMatchObject([{ state: 'running', traffic: 'live', variants: [{ isControl: true, weight: 3_334 }, { weight: 3_333 }, { weight: 3_333 }] }]);
    expect((await company.call(listArticles, {})).total).toBe((await demo).articles.length);
    expect((await company.call(listExamples, { part: 'test', limit: 1 })).items).toMatchObject([{ source: 'demo' }]);
  });

  it('can be replayed: visitors through the front door, rated by the rule, compared on the page', async () => {
    const [site] = (await company.call(listSites, {})).items;
    const wish = { siteId: site!.id, limit: 12, ratedShare: 1, seed: 3 };
    const both = await Promise.allSettled([company.call(startDemoReplay, wish), company.call(startDemoReplay, wish)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'replay_running' });
    let replay = (await company.call(readReplays, {})).items[0]!;
    while (replay.state === 'running') {
      await wait(50);
      replay = (await company.call(readReplays, {})).items[0]!;
    }
    expect(replay).toMatchObject({ state: 'finished', done: 12, total: 12, detail: null });
    const compared = (await experiments()).find(({ traffic }) => traffic === 'replay')!;
    expect(compared).toMatchObject({ state: 'running', name: expect.stringContaining('replayed'), variants: [{}, {}, {}] });
    const { variants } = await company.call(readResults, { id: compared.id });
    expect(variants.reduce((sum, { figures }) => sum + figures.conversations, 0)).toBe(12);
    const { items } = await company.call(listConversations, { traffic: 'replay' });
    expect(items).toHaveLength(12);
    expect(items.every(({ state }) => state === 'closed')).toBe(true);
    expect(items.filter(({ csat }) => csat === 5).length).toBeGreaterThan(5);
  });

  it('can be replayed in pairs, each question by a visitor of each variant', async () => {
    const [site] = (await company.call(listSites, {})).items;
    await company.call(startDemoReplay, { siteId: site!.id, limit: 4, paired: true, ratedShare: 1, seed: 3 });
    let [replay] = (await company.call(readReplays, {})).items;
    for (; replay?.state === 'running'; [replay] = (await company.call(readReplays, {})).items) await wait(50);
    expect(replay).toMatchObject({ state: 'finished', done: 12, total: 12, detail: null });
    const { id } = (await experiments()).find(({ traffic }) => traffic === 'replay')!;
    const { variants } = await company.call(readResults, { id });
    expect(variants.map(({ figures }) => figures.conversations).every((conversations) => conversations >= 4)).toBe(true);
  });

  it('can be replayed in pairs from the command line', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'duet-replay-'));
    const said: string[] = [];
    const log = jest.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
    try {
      const file = path.join(folder, 'test.csv');
      const [first] = (await demo).intents;
      writeFileSync(file, `text,category\n"has my order shipped, and when",${first!.intent}\nwhat is the capital of peru,oos\n`);
      await replayCommand([file, '--paired', '--rated-share', '1', '--url', server.address, '--key', company.apiKey], new Config({ DUET_DATA_DIR: folder }, folder));
    } finally {
      log.mockRestore();
      rmSync(folder, { recursive: true });
    }
    expect(said[0]).toMatch(/^6 conversations played on "Brackenway Help", \d rated, \d asked for a person, 0 got no answer, 0 failed\.$/);
    expect(said[1]).toMatch(/intent accuracy.*\n-+.*\nPrompt-engineered +v1.*\nFine-tuned +v1.*\nHybrid +v1/);
    expect((await company.call(listConversations, { traffic: 'replay' })).items).toHaveLength(30);
  });

  it('ends, played in pairs to the planned number of ratings, in a verdict: by how much which approach is better, what it does no harm to, what is still open', async () => {
    const [site] = (await company.call(listSites, {})).items;
    for (let seed = 1; seed <= 3; seed++) {
      await company.call(startDemoReplay, { siteId: site!.id, limit: 5_000, paired: true, ratedShare: 1, seed });
      let [replay] = (await company.call(readReplays, {})).items;
      for (; replay?.state === 'running'; [replay] = (await company.call(readReplays, {})).items) await wait(50);
      expect(replay).toMatchObject({ state: 'finished', detail: null });
    }
    const { id, variants, plannedRatings } = (await experiments()).find(({ traffic }) => traffic === 'replay')!;
    const { analysis: { verdict, gates }, variants: figures } = await company.call(readResults, { id });
    const rated = figures.reduce((sum, { figures: { csatMean } }) => sum + (csatMean.kind === 'mean' ? csatMean.n : 0), 0);
    expect(rated).toBeGreaterThanOrEqual(plannedRatings);
    const best = variants.find((variant) => variant.id === verdict.variantId);
    expect(best?.isControl).toBe(false);
    // Fewer than 200 visitors of a variant tell nothing of a p95, so that gate is open however quick or slow the machine is.
    expect(verdict.conclusion).toBe('continue');
    expect(verdict.sentence).toMatch(new RegExp(`^${best?.name} satisfies \\d\\.\\d\\d points of 5 more \\(\\d\\.\\d\\d to \\d\\.\\d\\d\\), (costs .+, )?share of failed answers and share handed over within their margins; one gate is still open\\.$`));
    expect(verdict.evidence).toMatch(/^Mean rating: Prompt-engineered \d\.\d\d, Fine-tuned \d\.\d\d, Hybrid \d\.\d\d\. /);
    expect(new Set(gates.filter(({ state }) => state !== 'ok').map(({ measure }) => measure))).toEqual(new Set(['total_p95']));
  });

  it('lets nobody replay without the key for it', async () => {
    const [site] = (await company.call(listSites, {})).items;
    const plain = await Visitor.open(server.address, site!.publicKey);
    expect(await plain.request('conversation.open', { expectedIntent: 'track_order' })).toMatchObject({ ok: false, code: 'forbidden' });
    plain.close();
    const cheat = await Visitor.open(server.address, site!.publicKey, { auth: { replayKey: 'sk_wrong' } });
    await expect(cheat.request('conversation.open', {}, 1_000)).rejects.toThrow();
    cheat.close();
  });
});
