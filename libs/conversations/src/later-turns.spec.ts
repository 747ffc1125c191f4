import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { spentToday } from '#accounts';
import { Database, newId } from '#platform';
import { makeSite, startChat, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';
import { Gate, delta, finished } from '../../../test/support/scripted-backend.ts';
import { stored } from './delivery-core.fixture.ts';

describe('a later question of a conversation', () => {
  let db: TestDatabase;
  let server: TestChat;
  let site: TestSite;
  let severalTrips: jest.SpiedFunction<Database['withLastTrip']>;

  beforeAll(async () => {
    db = await startDatabase(roomEntities);
    server = await startChat(db, rooms);
    site = await makeSite(db);
    severalTrips = jest.spyOn(server.app.get(Database), 'withLastTrip');
  });
  afterAll(async () => {
    severalTrips.mockRestore();
    await server.stop();
    await db.stop();
  });
  beforeEach(() => {
    server.backend.script = () => [delta('Noted.'), { type: 'usage', inputTokens: 3, outputTokens: 4, costMicroUsd: 5 }, finished()];
  });

  /** A conversation with one question that was answered. */
  async function begun() {
    const talk = await server.talk(site);
    await talk.say('First');
    await talk.tab.hears('finished');
    severalTrips.mockClear();
    return talk;
  }

  it('is stored in one trip to the database, with all that the first one was stored with', async () => {
    const { tab, say, visitor, conversationId, transcript } = await begun();
    expect(await say('Second')).toMatchObject({ seq: 3, duplicate: false });
    await tab.hears('finished', ({ message }) => message.seq === 4);
    expect(severalTrips).not.toHaveBeenCalled();
    expect((await transcript()).map(([seq, role, , text]) => [seq, role, text])).toEqual([[1, 'visitor', 'First'], [2, 'assistant', 'Noted.'], [3, 'visitor', 'Second'], [4, 'assistant', 'Noted.']]);
    expect(server.backend.turns.at(-1)?.history).toEqual([{ role: 'visitor', text: 'First' }, { role: 'assistant', text: 'Noted.' }]);
    const { facts, finished: answers } = await stored(db, visitor, conversationId);
    expect(facts.map(({ kind }) => kind).sort()).toEqual(['answer.finished', 'answer.finished', 'conversation.started', 'message.received', 'message.received']);
    expect(answers).toBe(2);
    const spent = await db.database.inWorkspace(site.workspaceId, (tx) => spentToday(tx, { workspaceId: site.workspaceId, siteId: site.siteId, visitorId: visitor.id }));
    expect(spent.visitor).toMatchObject({ tokens: 14, microUsd: 10 });
  });

  it('waits its turn while the one before is being answered', async () => {
    const { tab, say, transcript } = await begun();
    const gate = new Gate();
    server.backend.script = () => [gate.wait, delta('Slowly.'), finished()];
    await say('Second');
    expect(severalTrips).not.toHaveBeenCalled();
    await say('Third');
    expect(severalTrips).toHaveBeenCalledTimes(1);
    gate.open();
    await tab.hears('finished', ({ message }) => message.seq === 6);
    expect((await transcript()).map(([seq, role, state]) => [seq, role, state])).toEqual([1, 2, 3, 4, 5, 6].map((seq) => [seq, seq % 2 === 1 ? 'visitor' : 'assistant', 'complete']));
  });

  it('is known again when its receipt was lost, and refused under another text', async () => {
    const { tab, conversationId, transcript } = await begun();
    const message = { conversationId, clientMessageId: newId(), text: 'Second' };
    const { replyId } = await tab.do('message.send', message);
    await tab.hears('finished', ({ message: { id } }) => id === replyId);
    expect(await tab.do('message.send', message)).toMatchObject({ seq: 3, duplicate: true, replyId });
    expect(await tab.ask('message.send', { ...message, text: 'Another' })).toMatchObject({ ok: false, code: 'idempotency_conflict' });
    expect(await transcript()).toHaveLength(4);
  });

  it('goes to the person who has joined meanwhile', async () => {
    const { tab, conversationId, say, transcript } = await begun();
    await db.database.inWorkspace(site.workspaceId, (tx) => tx.query(`update conversation set state = 'waiting' where id = $1`, [conversationId]));
    expect(await say('Anybody there?')).toMatchObject({ seq: 3, replyId: null });
    expect((await transcript()).map(([, role]) => role)).toEqual(['visitor', 'assistant', 'visitor']);
    expect(tab.heard.filter((event) => event.type === 'message' && event.message.seq === 3)).toHaveLength(1);
  });

  it('is refused in a conversation that was closed or deleted meanwhile, and stores nothing', async () => {
    for (const [change, code] of [[`state = 'closed', closed_at = now()`, 'conversation_closed'], ['deleted_at = now(), arrival = null', 'gone']] as const) {
      const { tab, conversationId, visitor } = await begun();
      await db.database.inWorkspace(site.workspaceId, (tx) => tx.query(`update conversation set ${change} where id = $1`, [conversationId]));
      expect(await tab.ask('message.send', { conversationId, clientMessageId: newId(), text: 'Hello?' })).toMatchObject({ ok: false, code });
      const { messages, facts } = await stored(db, visitor, conversationId);
      expect([messages.length, facts.filter(({ kind }) => kind === 'message.received').length]).toEqual([2, 1]);
    }
  });

  it('of a stranger is refused as if there were no such conversation', async () => {
    const { conversationId, say } = await begun();
    const stranger = await server.talk(site);
    expect(await stranger.tab.ask('message.send', { conversationId, clientMessageId: newId(), text: 'x' })).toMatchObject({ ok: false, code: 'not_found' });
    severalTrips.mockClear();
    await say('Second');
    expect(severalTrips).not.toHaveBeenCalled();
  });
});
