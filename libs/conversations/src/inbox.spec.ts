import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  claimConversation, closeByAgent, giveBack, listApiKeys, listConversations, readConversation, readQueue, replyAsAgent, revokeApiKey, systemLines, type DeskEvent, type QueueItem,
} from '#contracts';
import { newId } from '#platform';
import { keyHeaders } from '../../../test/support/accounts.ts';
import { makeSite, startChat, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { Gate, delta, finished, says } from '../../../test/support/scripted-backend.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';
import { DeskPresence } from './desk-presence.ts';

type Headers = Record<string, string>;

describe('the inbox', () => {
  let db: TestDatabase;
  let server: TestChat;
  let site: TestSite;
  let alice: Headers;
  let bob: Headers;
  let owner: Headers;

  beforeAll(async () => {
    db = await startDatabase(roomEntities);
    server = await startChat(db, rooms);
    site = await makeSite(db);
    alice = await keyHeaders(server, site.workspaceId, 'agent');
    bob = await keyHeaders(server, site.workspaceId, 'agent');
    owner = await keyHeaders(server, site.workspaceId, 'owner');
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });
  beforeEach(() => {
    server.backend.script = says('Fine.');
  });

  const query = <T>(sql: string, values: unknown[]): Promise<T[]> => db.database.inWorkspace(site.workspaceId, (tx) => tx.query<T[]>(sql, values));
  const facts = async (conversationId: string) =>
    (await query<{ kind: string }>('select kind from journal where conversation_id = $1 order by id', [conversationId])).map((row) => row.kind);
  const waiting = async (reason?: string) => {
    const talk = await server.talk(site);
    await talk.say('My parcel is broken');
    await talk.tab.hears('finished');
    const { conversation } = await talk.tab.do('conversation.hand-over', { conversationId: talk.conversationId, ...(reason ? { reason } : {}) });
    return { ...talk, conversation };
  };
  const taken = async () => {
    const talk = await waiting();
    await server.call(claimConversation, { id: talk.conversationId }, alice);
    return talk;
  };

  it('queues who asks for a person, with the reason, and says that nobody is there', async () => {
    const { conversation, conversationId, tab } = await waiting('It arrived broken');
    expect(conversation).toMatchObject({ state: 'waiting', teamAway: true });
    expect(conversation.queuePosition).toBeGreaterThan(0);
    expect((await tab.hears('message', ({ message }) => message.role === 'system')).message.text).toBe(systemLines.away);
    const { body } = await server.call(readQueue, {}, alice);
    expect(body.items.find((item) => item.conversationId === conversationId)).toMatchObject({
      state: 'waiting', reason: 'It arrived broken', opening: 'My parcel is broken', lastText: 'Fine.', siteName: 'Shop', agentId: null,
    });
    const left = await tab.do('conversation.hand-over', { conversationId, email: 'ada@example.com' });
    expect(left.conversation).toMatchObject({ state: 'waiting', email: 'ada@example.com' });
    expect(await query('select email, reason from hand_over where conversation_id = $1', [conversationId])).toEqual([{ email: 'ada@example.com', reason: 'It arrived broken' }]);
  });

  it('tells those who wait that they moved up when somebody before them is taken, or leaves', async () => {
    const [first, second, third] = [await waiting(), await waiting(), await waiting()];
    const place = third.conversation.queuePosition ?? 0;
    await server.call(claimConversation, { id: first.conversationId }, alice);
    await third.tab.hears('state', ({ conversation }) => conversation.queuePosition === place - 1);
    await second.tab.do('conversation.end', { conversationId: second.conversationId });
    await third.tab.hears('state', ({ conversation }) => conversation.queuePosition === place - 2);
  });

  it('puts a conversation into the queue when the assistant hands it over', async () => {
    server.backend.script = () => [delta('I am calling somebody.'), { type: 'hand_over', reason: 'asked' }, { type: 'end', result: 'handed_over', intent: null, confidence: null, language: null }];
    const { say, tab } = await server.talk(site);
    await say('Let me speak to a person');
    expect((await tab.hears('finished')).message).toMatchObject({ state: 'complete', offersPerson: true });
    expect((await tab.hears('state')).conversation.state).toBe('waiting');
  });

  it('can be asked for before any message', async () => {
    const { tab, conversationId, say } = await server.talk(site);
    await tab.do('conversation.hand-over', { conversationId });
    expect(await say('Hello, person')).toMatchObject({ replyId: null });
  });

  it('keeps the assistant silent while somebody waits', async () => {
    const { say, transcript } = await waiting();
    expect(await say('Anybody?')).toMatchObject({ replyId: null });
    expect((await transcript()).at(-1)?.slice(1)).toEqual(['visitor', 'complete', 'Anybody?']);
  });

  it('gives a conversation to exactly one of two agents who reach for it', async () => {
    const { conversationId, tab } = await waiting();
    const replies = await Promise.all([alice, bob].map((headers) => server.call(claimConversation, { id: conversationId }, headers)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.problem.code).toBe('already_claimed');
    expect((await tab.hears('state', ({ conversation }) => conversation.state === 'with_agent')).conversation.queuePosition).toBeNull();
    await tab.hears('message', ({ message }) => message.text === systemLines.joined('agent key'));
    const winner = replies[0]?.status === 200 ? alice : bob;
    expect((await server.call(claimConversation, { id: conversationId }, winner)).status).toBe(200);
  });

  it('silences a running answer the moment an agent joins', async () => {
    const gate = new Gate();
    server.backend.script = () => [delta('As I was say'), gate.wait, delta('ing'), finished()];
    const { tab, say, conversationId, transcript } = await server.talk(site);
    const { replyId } = await say('Hello');
    await tab.hears('delta');
    await tab.do('conversation.hand-over', { conversationId });
    await server.call(claimConversation, { id: conversationId }, alice);
    expect((await tab.hears('finished')).message).toMatchObject({ id: replyId, state: 'cancelled', text: 'As I was say' });
    gate.open();
    expect(await say('Are you there?')).toMatchObject({ replyId: null });
    expect(tab.heard.filter((event) => event.type === 'delta')).toHaveLength(1);
    expect((await transcript()).filter(([, role]) => role === 'assistant')).toHaveLength(1);
  });

  it('carries an agent\'s words to the visitor, once, and counts the person', async () => {
    const { conversationId, tab } = await taken();
    const message = { id: conversationId, clientMessageId: newId(), text: 'Let me look.' };
    const [first, again] = [await server.call(replyAsAgent, message, alice), await server.call(replyAsAgent, message, alice)];
    expect([first.body.duplicate, again.body.duplicate, again.body.messageId]).toEqual([false, true, first.body.messageId]);
    expect((await server.call(replyAsAgent, { ...message, text: 'Other' }, alice)).problem.code).toBe('idempotency_conflict');
    expect((await server.call(replyAsAgent, { ...message, clientMessageId: newId() }, bob)).problem.code).toBe('not_claimed_by_you');
    expect((await tab.hears('message', (event) => event.message.role === 'agent')).message).toMatchObject({ text: 'Let me look.', authorName: 'agent key' });
    expect(await query('select person_replied as replied from outcome where conversation_id = $1', [conversationId])).toEqual([{ replied: true }]);
  });

  it('hands back to the assistant, which answers again', async () => {
    const { conversationId, say, tab } = await taken();
    expect((await server.call(giveBack, { id: conversationId }, bob)).problem.code).toBe('not_claimed_by_you');
    expect((await server.call(giveBack, { id: conversationId }, alice)).status).toBe(200);
    const { replyId } = await say('And now?');
    expect((await tab.hears('finished', ({ message }) => message.id === replyId)).message.state).toBe('complete');
    expect((await facts(conversationId)).filter((kind) => kind.startsWith('hand_over'))).toEqual(['hand_over.requested', 'hand_over.claimed', 'hand_over.ended']);
  });

  it('closes a conversation for good', async () => {
    const { conversationId, tab } = await taken();
    for (const status of [200, 200]) expect((await server.call(closeByAgent, { id: conversationId }, alice)).status).toBe(status);
    expect(await tab.ask('message.send', { conversationId, clientMessageId: newId(), text: 'One more' })).toMatchObject({ ok: false, code: 'conversation_closed' });
    expect((await facts(conversationId)).filter((kind) => kind === 'conversation.ended')).toHaveLength(1);
    expect((await server.call(claimConversation, { id: conversationId }, bob)).problem.code).toBe('no_hand_over');
  });

  it('lets a visitor leave the queue by ending the conversation', async () => {
    const { conversationId, tab } = await waiting();
    const { conversation } = await tab.do('conversation.end', { conversationId });
    expect(conversation.state).toBe('closed');
    const { body } = await server.call(readQueue, {}, alice);
    expect(body.items.some((item) => item.conversationId === conversationId)).toBe(false);
    expect(await query('select ended_how as how from hand_over where conversation_id = $1', [conversationId])).toEqual([{ how: 'visitor_left' }]);
  });

  it('tells open desks of the queue and of the conversation that they look at', async () => {
    const desk = await server.desk(alice);
    const { conversationId, say } = await waiting();
    const news = await desk.hearsOfDesk<{ items: QueueItem[] }>((event) => event.type === 'queue' && event.items.some((item) => item.conversationId === conversationId));
    expect(news.items.length).toBeGreaterThan(0);
    expect(await desk.raw('desk.watch', { conversationId })).toEqual({ ok: true });
    await say('Still here');
    const heard = await desk.hearsOfDesk<Extract<DeskEvent, { type: 'chat' }>>((event) => event.type === 'chat' && event.event.type === 'message' && event.event.message.text === 'Still here');
    expect(heard.event.conversationId).toBe(conversationId);
    expect(await desk.raw('desk.watch', { conversationId: newId() })).toMatchObject({ ok: false, code: 'not_found' });
    expect(await desk.raw('desk.nonsense', {})).toMatchObject({ ok: false, code: 'invalid_request' });
  });

  it('refuses a desk to strangers', async () => {
    await expect(server.desk({})).rejects.toMatchObject({ code: 'cross_site_refused' });
    await expect(server.desk({ authorization: 'Bearer sk_wrong' })).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('lists conversations with their outcome, by page, and finds words in them', async () => {
    const { conversationId, say, tab } = await server.talk(site);
    const { replyId } = await say('Do you sell left-handed scissors?');
    await tab.hears('finished');
    await tab.do('conversation.helped', { conversationId });
    const found = await server.call(listConversations, { search: 'LEFT-handed' }, alice);
    expect(found.body.items).toMatchObject([{ id: conversationId, opening: 'Do you sell left-handed scissors?', resolution: 'alone', backendKind: 'prompt', messages: 2 }]);
    const first = await server.call(listConversations, { limit: 2 }, alice);
    const second = await server.call(listConversations, { limit: 2, before: first.body.next ?? '' }, alice);
    expect(first.body.items[0]?.id).toBe(conversationId);
    expect(new Set([...first.body.items, ...second.body.items].map(({ id }) => id)).size).toBe(4);
    const one = await server.call(readConversation, { id: conversationId }, alice);
    expect(one.body.messages[1]).toMatchObject({ id: replyId, result: 'answered', servedEngine: 'embedded', assignedBackendVersionId: site.backendVersionId });
  });

  it('shows nothing of it to another workspace', async () => {
    const { conversationId } = await waiting();
    const foreign = await makeSite(db);
    const stranger = await keyHeaders(server, foreign.workspaceId, 'owner');
    for (const route of [readConversation, claimConversation, giveBack, closeByAgent]) {
      expect((await server.call(route, { id: conversationId }, stranger)).problem.code).toBe('not_found');
    }
    expect((await server.call(replyAsAgent, { id: conversationId, clientMessageId: newId(), text: 'x' }, stranger)).problem.code).toBe('not_found');
    expect((await server.call(readQueue, {}, stranger)).body.items).toEqual([]);
  });

  it('closes the desk of somebody whose key was revoked, and no other', async () => {
    const fired = await keyHeaders(server, site.workspaceId, 'agent');
    const [desk, other] = [await server.desk(fired), await server.desk(alice)];
    const { body } = await server.call(listApiKeys, {}, owner);
    await server.call(revokeApiKey, { id: body.items[0]!.id }, owner);
    const closed = desk.disconnected;
    await server.app.get(DeskPresence, { strict: false }).look();
    await closed;
    expect(other.socket.connected).toBe(true);
  });
});
