import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { accountsEntities } from '#accounts';
import { backendsEntities } from '#backends';
import { conversationsEntities } from '#conversations';
import {
  claimConversation, countDataSet, createDataSet, dataSetFormats, decideDuel, deleteDataSet, estimateDataSet, exportDataSet, listDataSets, listDataSetsOfConversation, listDataSetTurns, readDataSet,
  replyAsAgent, validateDataSetFile, type CallOf, type DataSet, type DataSetFormat, type DataSetPart,
} from '#contracts';
import { experimentsEntities } from '#experiments';
import { knowledgeEntities } from '#knowledge';
import { modelsEntities } from '#models';
import { Jobs, newId } from '#platform';
import { keyHeaders } from '../../../../test/support/accounts.ts';
import type { Talk } from '../../../../test/support/chat.ts';
import { delta, finished, says } from '../../../../test/support/scripted-backend.ts';
import { startDuelDesk, type DuelDesk } from '../../../conversations/src/duels/duels.fixture.ts';
import { TrainingModule, trainingEntities } from '../index.ts';
import { sha256 } from './manifest.ts';

/** Two cores of a busy machine: a building of a moment may take many. */
jest.setTimeout(120_000);

const entities = [...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...experimentsEntities, ...conversationsEntities, ...trainingEntities];

describe('data sets from conversations', () => {
  let desk: DuelDesk;
  let admin: Record<string, string>;
  let other: string;
  let fineTuned: string;

  const asked = async (text: string): Promise<Talk & { answerId: string }> => {
    const talk = await desk.server.talk(desk.site);
    const { replyId } = await talk.say(text);
    await talk.tab.hears('finished');
    return { ...talk, answerId: replyId ?? '' };
  };
  const rate = ({ tab, conversationId, answerId }: Awaited<ReturnType<typeof asked>>, thumb: 'up' | 'down') => tab.do('message.rate', { conversationId, messageId: answerId, thumb });
  const taken = async (text: string, thumb: 'down' | null = null) => {
    const talk = await asked(text);
    if (thumb) await rate(talk, thumb);
    await talk.tab.do('conversation.hand-over', { conversationId: talk.conversationId });
    await desk.server.call(claimConversation, { id: talk.conversationId }, desk.alice);
    return talk;
  };
  const agentSays = async ({ conversationId }: Talk, text: string) => (await desk.server.call(replyAsAgent, { id: conversationId, clientMessageId: newId(), text }, desk.alice)).body;
  const count = async (wish: CallOf<typeof countDataSet> = {}) => (await desk.server.call(countDataSet, wish, desk.analyst)).body;
  const read = async (id: string): Promise<DataSet> => (await desk.server.call(readDataSet, { id }, desk.analyst)).body;
  const build = async (wish: Partial<CallOf<typeof createDataSet>> = {}) => {
    const { body: { id } } = await desk.server.call(createDataSet, { name: 'What was good', ...wish }, admin);
    for (;;) {
      const set = await read(id);
      if (set.state === 'done') return { ...set, manifest: set.manifest! };
      if (set.state === 'failed') throw new Error(set.errorCode ?? '');
      await wait(20);
    }
  };
  const file = (id: string, format: DataSetFormat, part: DataSetPart) => desk.server.call(exportDataSet, { id, format, part }, desk.analyst);
  const turnsOf = async (id: string, more = {}) => (await desk.server.call(listDataSetTurns, { id, ...more }, desk.analyst)).body;

  beforeAll(async () => {
    desk = await startDuelDesk([TrainingModule], entities);
    admin = await keyHeaders(desk.server, desk.site.workspaceId, 'admin');
    desk.follow(desk.site.backendVersionId, ({ text }) => [delta(`About “${text}”: `), delta('we look after that for you.'), finished('help')]);
    fineTuned = await desk.version(says('By myself.'), 'Tuned');
    other = await desk.version(says('By another, in other words.'));
    await desk.server.app.get(Jobs, { strict: false }).start(true);
  });
  afterAll(async () => {
    await desk.server.app.get(Jobs, { strict: false }).stop();
    await desk.stop();
  });

  it('are promised nothing while nobody has said anything', async () => {
    expect(await count()).toEqual({ qualify: 0, byWhy: [], leftOut: [], marked: [], conversations: 0, beyond: 0, complete: true });
    const { manifest } = await build();
    expect([manifest.qualify, manifest.files.every(({ lines }) => lines === 0), manifest.leaks]).toEqual([0, true, 0]);
  });

  it('count what qualifies, and every reason why something does not', async () => {
    await rate(await asked('Where is my parcel? Mail jo.bloggs@example.com'), 'up');
    const rated = await asked('Do you sell vouchers?');
    await rated.tab.do('conversation.rate', { conversationId: rated.conversationId, score: 5 });
    await asked('Are you open on Sunday?');
    await rate(await asked('How do I pay by invoice?'), 'down');
    const person = await taken('Can you change my address?');
    await agentSays(person, 'Anna here.');
    await agentSays(person, 'I changed it to the one you wrote.');
    const tuned = await asked('Which size do I need?');
    await rate(tuned, 'up');
    await desk.query(`update backend set kind = 'fine_tuned' where id = (select backend_id from backend_version where id = $1)`, [fineTuned]);
    await desk.query('update message set served_backend_version_id = $2 where id = $1', [tuned.answerId, fineTuned]);
    const inExperiment = await asked('Is there a warranty?');
    await rate(inExperiment, 'up');
    const { id, variants } = await desk.experiment([desk.site.backendVersionId, other]);
    await desk.join(inExperiment.conversationId, id, variants[0] ?? '');
    const heldOut = await asked('Do you repair bicycles?');
    await rate(heldOut, 'up');
    await desk.query('update conversation set holdout = true where id = $1', [heldOut.conversationId]);
    const erased = await asked('My secret question?');
    await erased.tab.do('conversation.delete', { conversationId: erased.conversationId });
    await rate(await asked('Where is my parcel? Mail ANN@example.org'), 'up');
    const lookedUp = await asked('Where is BW-1001?');
    await rate(lookedUp, 'up');
    await desk.query(`update message set tool_calls = '[{"name":"order_status"}]' where conversation_id = $1 and role = 'assistant'`, [lookedUp.conversationId]);
    const replayed = await asked('A replayed question?');
    await rate(replayed, 'up');
    await desk.query(`update outcome set traffic = 'replay' where conversation_id = $1`, [replayed.conversationId]);
    await desk.query(`update conversation set traffic = 'replay' where id = $1`, [replayed.conversationId]);

    await desk.query(`update experiment set state = 'running'`);
    const counted = await count();
    expect(counted).toMatchObject({ qualify: 3, conversations: 11, beyond: 0, marked: [], complete: true });
    expect(counted.byWhy).toEqual(expect.arrayContaining([{ why: 'agent', turns: 1 }, { why: 'thumbs_up', turns: 1 }, { why: 'csat', turns: 1 }]));
    expect(Object.fromEntries(counted.leftOut.map(({ reason, turns }) => [reason, turns]))).toEqual({
      unrated: 1, disliked: 1, escalated: 1, own_model: 1, used_tool: 1, experiment: 1, holdout: 1, erased: 1, duplicate: 1,
    });
  });

  it('mark those of experiments, of the holdout and of replayed questions where they are wanted', async () => {
    expect(await count({ experiments: 'mark', holdout: 'mark' })).toMatchObject({ qualify: 5, marked: expect.arrayContaining([{ mark: 'experiment', turns: 1 }, { mark: 'holdout', turns: 1 }]) as unknown });
    expect(await count({ traffic: 'replay' })).toMatchObject({ qualify: 1, conversations: 1, marked: [{ mark: 'replay', turns: 1 }] });
    expect((await count({ days: 1, siteId: desk.site.siteId })).qualify).toBe(3);
    await desk.query(`update experiment set state = 'stopped'`);
    expect((await count()).qualify).toBe(4);
    // What follows is about the others.
    await desk.query('update message set thumb = null where conversation_id in (select id from conversation where experiment_id is not null)');
  });

  it('give out files whose every byte the manifest knows, redacted, and without a fault of their own', async () => {
    const set = await build({ systemPrompt: 'Be kind.' });
    expect(set).toMatchObject({ name: 'What was good', taint: null, createdBy: 'admin key', manifest: { qualify: 3, leaks: 0, redacted: [{ kind: 'email', count: 2 }] } });
    for (const format of dataSetFormats.answers) {
      const reply = await file(set.id, format, 'train');
      const known = set.manifest.files.find((one) => one.format === format && one.part === 'train');
      expect([sha256(reply.body), Buffer.byteLength(reply.body), 3]).toEqual([known?.sha256, known?.bytes, known?.lines]);
      expect(reply.headers['repr-digest']).toBe(`sha-256=:${Buffer.from(known?.sha256 ?? '', 'hex').toString('base64')}:`);
      expect(reply.headers['content-disposition']).toBe(`attachment; filename="what-was-good-train.${format}.${format === 'csv' ? 'csv' : 'jsonl'}"`);
      expect(reply.body).toContain('Where is my parcel? Mail [EMAIL]');
      expect(reply.body).not.toMatch(/example\.com|secret/);
      const { body: checked } = await desk.server.call(validateDataSetFile, { format, method: 'answers', content: reply.body }, desk.analyst);
      expect(checked).toMatchObject({ lines: 3, errors: 0, issues: [{ line: 0, code: 'too_few', severity: 'warning' }] });
    }
    const said = (await file(set.id, 'openai', 'train')).body.trim().split('\n').map((line) => JSON.parse(line) as { messages: { content: string }[] });
    expect(said.map(({ messages }) => messages.map(({ content }) => content))).toContainEqual(['Be kind.', 'Can you change my address?', 'Anna here.\n\nI changed it to the one you wrote.']);
    const usual = await build();
    expect((await file(usual.id, 'openai', 'train')).body).toContain(JSON.stringify({ role: 'system', content: usual.filters.systemPrompt }).slice(1, -1));
    expect(usual.filters.systemPrompt).toMatch(/^You are the customer support assistant of .+\. Answer the customer's question\.$/);
    const { body: cost } = await desk.server.call(estimateDataSet, { id: set.id, epochs: 2, pricePerMillion: 25 }, desk.analyst);
    expect(cost.billed.expected).toBe(Math.round((set.manifest.parts[0]!.characters / 3.6 + set.manifest.parts[0]!.messages * 4) * 2));
  });

  it('are led to from their messages, and lead to them, page by page', async () => {
    const set = await build();
    const first = await turnsOf(set.id, { limit: 2 });
    const rest = await turnsOf(set.id, { limit: 2, after: first.next ?? 0 });
    const turns = [...first.items, ...rest.items];
    expect([first.total, first.next, rest.next, turns.map(({ number }) => number)]).toEqual([3, 2, null, [1, 2, 3]]);
    for (const { conversationId, messageIds, number } of turns) {
      const { body: { items } } = await desk.server.call(listDataSetsOfConversation, { id: conversationId }, desk.analyst);
      expect(items).toContainEqual({ dataSetId: set.id, name: set.name, part: 'train', number, messageIds });
      const texts = await desk.query<{ text: string }>('select text from message where id = any($1::uuid[])', [messageIds]);
      expect(texts.length).toBe(messageIds.length);
    }
    expect(sha256(turns.flatMap(({ messageIds }) => messageIds).join('\n'))).toBe(set.manifest.sourcesSha256);
  });

  it('lose the words of a conversation that is deleted later, are marked as tainted, and keep their manifest', async () => {
    const forgetful = await asked('A question that is soon to be forgotten?');
    await rate(forgetful, 'up');
    const set = await build();
    expect((await file(set.id, 'openai', 'train')).body).toContain('soon to be forgotten');
    await forgetful.tab.do('conversation.delete', { conversationId: forgetful.conversationId });
    const after = await read(set.id);
    expect(after).toEqual({ ...set, taint: { turns: 1, conversations: 1, at: expect.any(String) as unknown } });
    const left = await file(set.id, 'openai', 'train');
    expect(left.body).not.toContain('forgotten');
    expect(left.body.trim().split('\n')).toHaveLength(3);
    expect(left.headers['repr-digest']).toBe(`sha-256=:${Buffer.from(sha256(left.body), 'hex').toString('base64')}:`);
    expect((await turnsOf(set.id)).items.find(({ conversationId }) => conversationId === forgetful.conversationId)).toMatchObject({ example: null, why: 'thumbs_up' });
    await expect(desk.query(`update data_set set manifest = '{}' where id = $1`, [set.id])).rejects.toThrow('never changes');
    await expect(desk.query(`update data_set set filters = '{}' where id = $1`, [set.id])).rejects.toThrow('never changes');
  });

  it('hold pairs of blind choices and of answers that an agent gave again', async () => {
    const chosen = await taken('Which of two drafts is better?');
    const duel = await desk.ask(chosen);
    const better = duel.left.text === 'By another, in other words.' ? 'left' : 'right';
    await desk.server.call(decideDuel, { id: duel.id, result: better }, desk.alice);
    const equal = await desk.ask(await taken('Are both the same?'));
    await desk.server.call(decideDuel, { id: equal.id, result: 'tie' }, desk.alice);
    await agentSays(await taken('What was that nonsense?', 'down'), 'I am sorry: it was about your order.');

    const set = await build({ method: 'pairs' });
    expect(Object.fromEntries(set.manifest.leftOut.map(({ reason, turns }) => [reason, turns]))).toEqual({ undecided: 1, no_rewrite: 1 });
    const pairs = (await turnsOf(set.id)).items.map(({ why, example }) => [why, example?.messages.at(-1)?.text, example?.answer, example?.rejected]);
    expect(pairs).toEqual([
      ['duel', 'Which of two drafts is better?', 'By another, in other words.', 'About “Which of two drafts is better?”: we look after that for you.'],
      ['rewrite', 'What was that nonsense?', 'I am sorry: it was about your order.', 'About “What was that nonsense?”: we look after that for you.'],
    ]);
    for (const format of dataSetFormats.pairs) {
      const { body: content } = await file(set.id, format, 'train');
      expect(sha256(content)).toBe(set.manifest.files.find((one) => one.format === format && one.part === 'train')?.sha256);
      expect((await desk.server.call(validateDataSetFile, { format, method: 'pairs', content }, desk.analyst)).body).toMatchObject({ lines: 2, errors: 0 });
    }
    expect((await file(set.id, 'sharegpt', 'train')).problem.code).toBe('no_such_file');
  });

  it('hold thumbs that need no pair', async () => {
    const set = await build({ method: 'thumbs' });
    const lines = (await file(set.id, 'trl', 'train')).body.trim().split('\n').map((line) => (JSON.parse(line) as { label: boolean }).label);
    expect([lines.filter(Boolean).length, lines.filter((label) => !label).length]).toEqual([1, 2]);
    expect(set.manifest.byWhy).toEqual(expect.arrayContaining([{ why: 'thumbs_up', turns: 1 }, { why: 'thumbs_down', turns: 2 }]));
  });

  it('are read by those who may carry data away, and made by those who may train', async () => {
    const tried = await Promise.all([desk.server.call(countDataSet, {}, desk.alice), desk.server.call(createDataSet, { name: 'Mine' }, desk.analyst), desk.server.call(listDataSets, {}, desk.alice)]);
    expect(tried.map(({ problem }) => problem.code)).toEqual(['forbidden', 'forbidden', 'forbidden']);
    expect((await desk.server.call(countDataSet, { siteId: newId() }, desk.analyst)).problem.code).toBe('not_found');
    expect((await desk.server.call(createDataSet, { name: 'Mine', siteId: newId() }, admin)).problem.code).toBe('not_found');
  });

  it('are listed newest first and can be deleted, whether built or not; their conversations stay', async () => {
    const before = (await desk.query<{ count: string }>('select count(*) from message'))[0];
    const { body: { items } } = await desk.server.call(listDataSets, { limit: 2 }, desk.analyst);
    expect([items.length, items.map(({ id }) => id)]).toEqual([2, [...items.map(({ id }) => id)].sort().reverse()]);
    const waiting = (await desk.server.call(createDataSet, { name: 'Not wanted' }, admin)).body;
    for (const id of [waiting.id, items[0]!.id]) expect((await desk.server.call(deleteDataSet, { id }, admin)).status).toBe(200);
    expect([(await desk.server.call(readDataSet, { id: waiting.id }, admin)).status, (await desk.server.call(deleteDataSet, { id: waiting.id }, admin)).status]).toEqual([404, 404]);
    expect((await desk.query<{ count: string }>('select count(*) from message'))[0]).toEqual(before);
  });
});
