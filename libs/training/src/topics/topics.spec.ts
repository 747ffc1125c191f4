import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AccountsModule, ApiKeys, accountsEntities } from '#accounts';
import { AnalyticsModule } from '#analytics';
import { BackendsModule, backendsEntities } from '#backends';
import { Broadcast, ConversationsModule, conversationsEntities, readUnanswered } from '#conversations';
import {
  acceptSuggestion, createArticle, createIntent, declineSuggestion, deleteIntent, dismissTopic, listArticleSuggestions, listExamples, listTopics, makeIntentOfTopic, readTopic,
  readTrainingRun, refreshTopics, restoreSuggestion, restoreTopic, startTraining, type DeskEvent, type TopicState, type TopicTraffic,
} from '#contracts';
import { ExperimentsModule, experimentsEntities } from '#experiments';
import { Importing, Knowledge, KnowledgeModule, knowledgeEntities } from '#knowledge';
import { ModelsModule, TextEngine, modelsEntities } from '#models';
import { Jobs } from '#platform';
import { startApp, type TestApp } from '../../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { TrainingModule, trainingEntities } from '../index.ts';
import { askIn, type AskedHow } from './asked.fixture.ts';

/** Two cores of a busy machine: a grouping of a moment may take many. */
jest.setTimeout(120_000);

const gifts = ['Do you sell gift cards?', 'can I buy a gift card here', 'are gift cards sold online', 'I want to buy a gift card for my sister', 'where do I buy gift cards', 'gift card for 50 pounds please'];
const insurance = ['Do you offer bike insurance?', 'is my bike insured against theft', 'can I insure my bike with you', 'what does bike insurance cost', 'does the bike insurance cover theft'];

describe('topics of unanswered questions', () => {
  let db: TestDatabase;
  let server: TestApp;
  let workspaceId: string;
  let headers: Record<string, string>;
  let ask: Awaited<ReturnType<typeof askIn>>;
  const heard: DeskEvent[] = [];

  const service = <T>(type: new (...args: never[]) => T): T => server.app.get<T>(type, { strict: false });
  const askAll = async (texts: readonly string[], how?: AskedHow) => Promise.all(texts.map((text) => ask(text, how)));
  const list = async (state: TopicState = 'open', traffic: TopicTraffic = 'live') => (await server.call(listTopics, { state, traffic }, headers)).body;
  const read = async (id: string) => (await server.call(readTopic, { id }, headers)).body;
  const suggestions = async (articleId?: string) => (await server.call(listArticleSuggestions, { articleId }, headers)).body;
  const group = async (traffic: TopicTraffic = 'live') => {
    await server.call(refreshTopics, { traffic }, headers);
    for (;;) {
      const { refresh } = await list('open', traffic);
      if (refresh.state === 'done' || refresh.state === 'failed') return refresh;
      await wait(20);
    }
  };

  beforeAll(async () => {
    db = await startDatabase([...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...experimentsEntities, ...conversationsEntities, ...trainingEntities]);
    server = await startApp(db, [AccountsModule, AnalyticsModule, ModelsModule, KnowledgeModule, ExperimentsModule, BackendsModule, ConversationsModule, TrainingModule]);
    service(Broadcast).onDesk((_, event) => heard.push(event));
    await service(Jobs).start(true);
  });
  afterAll(async () => {
    await service(Jobs).stop();
    await server.stop();
    await db.stop();
  });
  beforeEach(async () => {
    workspaceId = await db.workspace();
    headers = { authorization: `Bearer ${(await service(ApiKeys).create(workspaceId, { name: 'Test', role: 'owner' })).secret}` };
    ask = await askIn(db.database, workspaceId);
  });

  it('are made of questions that were asked back, handed over, failed, disliked, known without an answer, or answered unsurely', async () => {
    const asked = async (how: AskedHow) => (await ask('Where is my parcel?', how)).messageId;
    const expected = new Map([
      [await asked({ state: 'failed' }), 'failed'],
      [await asked({ result: 'clarified' }), 'clarified'],
      [await asked({ result: 'offered_person' }), 'handed_over'],
      [await asked({ result: 'answered', confidence: 0.9, wantsPerson: true }), 'handed_over'],
      [await asked({ result: 'answered', confidence: 0.9, thumb: 'down' }), 'thumbs_down'],
      [await asked({ result: 'answered', confidence: 0.9, offersPerson: true }), 'no_answer'],
      [await asked({ result: 'answered', confidence: 0.1 }), 'low_confidence'],
    ]);
    await asked({ result: 'answered', confidence: 0.9 });
    await asked({ result: 'answered', confidence: null });
    await asked({ result: 'offered_person', intent: 'talk_to_person', confidence: 0.8 });
    await asked({ traffic: 'preview' });
    await asked({ traffic: 'test' });
    await asked({ daysAgo: 40 });
    await ask('Where is my parcel?', { traffic: 'replay' });
    const found = await db.database.inWorkspace(workspaceId, (tx) => readUnanswered(tx, workspaceId, { traffic: 'live', days: 28, confidenceBelow: 0.35, limit: 100 }));
    expect(new Map(found.map(({ id, reason }) => [id, reason]))).toEqual(expected);
    expect(found[0]!.found).toBe(7);
  });

  it('have names, sizes, trends and the satisfaction of their conversations', async () => {
    await askAll(gifts.slice(0, 4), { csat: 2 });
    await askAll(gifts.slice(4), { daysAgo: 9, thumb: 'down', csat: null });
    await askAll(insurance, { daysAgo: 8, result: 'offered_person' });
    await ask('who founded this company');
    const refresh = await group();
    expect(refresh).toMatchObject({ state: 'done', questions: 12, ungrouped: 1, found: 12, days: 28, errorCode: null });
    const { items, counts } = await list();
    expect(counts).toEqual({ open: 2, dismissed: 0, intent: 0 });
    expect(items).toMatchObject([
      { questions: 6, conversations: 6, thisWeek: 4, lastWeek: 2, satisfaction: { meanRating: 2, ratings: 4, thumbsUp: 0, thumbsDown: 2 }, reasons: [{ reason: 'clarified', questions: 6 }] },
      { questions: 5, thisWeek: 0, lastWeek: 5, satisfaction: { meanRating: null, ratings: 0 }, reasons: [{ reason: 'handed_over', questions: 5 }] },
    ]);
    expect(items.map(({ name }) => name.toLowerCase())).toEqual([expect.stringContaining('gift card'), expect.stringContaining('bike')]);
    expect(gifts).toContain(items[0]!.headline);
    expect(heard).toContainEqual({ type: 'topics', traffic: 'live', state: 'done' });
  });

  it('count days of the workspace’s own time zone', async () => {
    const zone = 'Pacific/Kiritimati';
    await db.source.query('update workspace set time_zone = $2 where id = $1', [workspaceId, zone]);
    const [clock] = await db.source.query<{ sinceMidnight: number }[]>(`select extract(epoch from (now() at time zone $1)::time)::float8 / 86400 as "sinceMidnight"`, [zone]);
    const minute = 1 / 1_440;
    await askAll(gifts, { daysAgo: 6 + clock!.sinceMidnight - minute });
    await askAll(insurance, { daysAgo: 6 + clock!.sinceMidnight + minute });
    await group();
    expect((await list()).items).toMatchObject([{ thisWeek: 6, lastWeek: 0 }, { thisWeek: 0, lastWeek: 5 }]);
  });

  it('mask personal data and fold what says the same', async () => {
    await askAll([...gifts, 'Do you sell gift cards?', 'do you sell gift cards', 'gift cards for order BW-4471902, mail jo@example.com please', ...insurance]);
    await group();
    const { all, proposedKey } = await read((await list()).items[0]!.id);
    expect(all.map(({ text }) => text)).toContain('gift cards for order [NUMBER], mail [EMAIL] please');
    expect(all.filter(({ text, alike }) => /^do you sell gift cards\??$/i.test(text) && !alike)).toHaveLength(1);
    expect(proposedKey).toMatch(/^[a-z0-9_]*gift_card[a-z0-9_]*$/);
  });

  it('stay the same when questions are added, and stay dismissed until they are taken back', async () => {
    await askAll(gifts);
    await askAll(insurance);
    await group();
    const before = (await list()).items;
    await server.call(dismissTopic, { id: before[1]!.id }, headers);
    await askAll(['do you have gift cards in the shop', 'gift cards by mail'], { daysAgo: 1 });
    await ask('bike insurance for a year');
    await group();
    expect((await list()).items).toMatchObject([{ id: before[0]!.id, questions: 8 }]);
    expect((await list('dismissed')).items).toMatchObject([{ id: before[1]!.id, questions: 6, state: 'dismissed' }]);
    await server.call(restoreTopic, { id: before[1]!.id }, headers);
    expect((await list()).items).toHaveLength(2);
  });

  it('are of live visitors or of replays, never of both', async () => {
    await askAll(gifts);
    await askAll(insurance, { traffic: 'replay' });
    await group();
    expect((await list('open', 'replay')).refresh.state).toBe('never');
    await group('replay');
    const shown = async (traffic: TopicTraffic) => (await Promise.all((await list('open', traffic)).items.map(({ id }) => read(id)))).flatMap(({ all }) => all.map(({ text }) => text));
    expect(gifts).toEqual(expect.arrayContaining(await shown('live')));
    expect(insurance).toEqual(expect.arrayContaining(await shown('replay')));
    expect((await shown('replay')).length).toBeGreaterThan(2);
  });

  it('become intents whose examples the next training run learns', async () => {
    const other = Array.from({ length: 12 }, (_, at) => `{"text":"where is parcel number ${'abcdefghijkl'[at]}","category":"track"}`).join('\n');
    await service(Importing).import(workspaceId, { content: other, part: 'train', source: 'import' });
    const learnt = async () => {
      const { body } = await server.call(startTraining, {}, headers);
      for (;;) {
        const run = (await server.call(readTrainingRun, { id: body.id }, headers)).body;
        if (run.report) return run.report;
        if (run.state === 'failed') throw new Error(run.errorCode ?? '');
        await wait(50);
      }
    };
    await service(Importing).import(workspaceId, { content: other.replaceAll('where is parcel', 'send back box').replaceAll('track', 'return'), part: 'train', source: 'import' });
    const before = await learnt();
    await askAll([...gifts, ...gifts.map((text) => `hello, ${text.toLowerCase()}`)]);
    await group();
    const [topic] = (await list()).items;
    const { all } = await read(topic!.id);
    const chosen = all.filter(({ alike }) => !alike).slice(0, 6);
    const { status, body } = await server.call(makeIntentOfTopic, { id: topic!.id, key: 'gift_cards', label: 'Gift cards', answer: 'Yes, online.', questionIds: chosen.map(({ id }) => id) }, headers);
    expect({ status, ...body }).toMatchObject({ status: 200, key: 'gift_cards', examples: 6 });
    expect((await server.call(listExamples, { intent: 'gift_cards' }, headers)).body.items).toHaveLength(6);
    expect((await list()).items).toEqual([]);
    expect((await list('intent')).items).toMatchObject([{ id: topic!.id, intent: { key: 'gift_cards', label: 'Gift cards' } }]);
    const after = await learnt();
    const size = ({ trainExamples, validationExamples, testExamples }: typeof after) => trainExamples + validationExamples + testExamples;
    expect(after.intents).toBe(before.intents + 1);
    expect(size(after)).toBe(size(before) + 6);
    expect((await server.call(makeIntentOfTopic, { id: topic!.id, key: 'again', label: 'Again', questionIds: [chosen[0]!.id] }, headers)).problem.code).toBe('topic_is_intent');
    await server.call(deleteIntent, { id: body.intentId }, headers);
    await group();
    expect((await list()).items).toMatchObject([{ questions: 12 }]);
  });

  it('keep the topic when the intent’s key is taken, or no question is its own', async () => {
    await askAll(gifts);
    await group();
    const [topic] = (await list()).items;
    await server.call(createIntent, { key: (await read(topic!.id)).proposedKey, label: 'Taken' }, headers);
    const { all, proposedKey } = await read(topic!.id);
    expect(proposedKey).toMatch(/_2$/);
    const key = proposedKey.replace(/_2$/, '');
    expect((await server.call(makeIntentOfTopic, { id: topic!.id, key, label: 'X', questionIds: [all[0]!.id] }, headers)).problem.code).toBe('intent_taken');
    expect((await server.call(makeIntentOfTopic, { id: topic!.id, key: 'x', label: 'X', questionIds: [topic!.id] }, headers)).problem.code).toBe('invalid_request');
    expect((await list()).items).toHaveLength(1);
  });

  it('show nothing of a conversation that its visitor deleted', async () => {
    const asked = await askAll(gifts);
    await askAll(insurance);
    await group();
    const [topic] = (await list()).items;
    await db.database.inWorkspace(workspaceId, (tx) => tx.query(`update message set text = '' where workspace_id = $1 and conversation_id = $2`, [workspaceId, asked[0]!.conversationId]));
    const { all, questions } = await read(topic!.id);
    expect(questions).toBe(5);
    expect(all.map(({ text }) => text)).not.toContain(gifts[0]);
  });

  describe('an article', () => {
    const article = { slug: 'gift-cards', title: 'Gift cards', body: 'We sell vouchers from 10 to 200 pounds.\n\n## How they arrive\n\nBy e-mail, within an hour.\n', questions: ['Can I give a voucher as a present?'] };

    it('is told the real questions near it, takes one with a click, and is found by it at once', async () => {
      const { body: { id: articleId } } = await server.call(createArticle, article, headers);
      await askAll(gifts);
      await ask('does my bike bell rattle or is it me');
      await group();
      const { items, total } = await suggestions(articleId);
      expect(total).toBeGreaterThan(2);
      expect(items.every(({ likeness, articleTitle }) => likeness >= 0.4 && articleTitle === 'Gift cards')).toBe(true);
      const last = items.at(-1)!;
      const { body } = await server.call(acceptSuggestion, { id: last.id }, headers);
      expect(body).toMatchObject({ id: articleId, version: 2, questions: [...article.questions, last.text] });
      const knowledge = service(Knowledge);
      const [encoded] = await service(TextEngine).encode(workspaceId, [last.text]);
      const [best] = knowledge.search(await knowledge.indexOf(workspaceId), last.text, encoded!.vector);
      expect(best!.likeness).toBeCloseTo(1, 4);
      expect((await suggestions()).total).toBe(total - 1);
      expect((await server.call(declineSuggestion, { id: last.id }, headers)).problem.code).toBe('not_found');
    });

    it('never hears of a declined question again, whoever asks it, unless the decision is taken back', async () => {
      await server.call(createArticle, article, headers);
      await askAll(gifts);
      await group();
      const { items, total } = await suggestions();
      const declined = items[0]!;
      await server.call(declineSuggestion, { id: declined.id }, headers);
      await ask(declined.text.toUpperCase());
      await group();
      expect((await suggestions()).items.map(({ text }) => text.toLowerCase())).not.toContain(declined.text.toLowerCase());
      await server.call(restoreSuggestion, { id: declined.id }, headers);
      expect((await suggestions()).total).toBe(total);
    });

    it('hears of questions a little further away after an agent answered', async () => {
      await server.call(createArticle, article, headers);
      await ask('something nice to give to my sister for her birthday', { agent: 'A gift card, perhaps?' });
      await ask('something nice to give to my sister for her birthday party');
      await group();
      const { items, likenessAfterPerson, likenessFrom } = await suggestions();
      expect(items.every(({ likeness, personReplied }) => likeness >= (personReplied ? likenessAfterPerson : likenessFrom))).toBe(true);
    });
  });
});
