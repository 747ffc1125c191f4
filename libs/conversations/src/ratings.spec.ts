import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deleteConversation, listMyConversations, rateMessage, readMessages, sendMessage } from '#contracts';
import { newId } from '#platform';
import { makeSite, startChat, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { Gate, delta, finished, says } from '../../../test/support/scripted-backend.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';

describe('what a visitor says about a chat', () => {
  let db: TestDatabase;
  let server: TestChat;
  let site: TestSite;

  beforeAll(async () => {
    db = await startDatabase(roomEntities);
    server = await startChat(db, rooms);
    site = await makeSite(db);
  });
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });

  const rows = <T>(sql: string, conversationId: string): Promise<T[]> => db.database.inWorkspace(site.workspaceId, (tx) => tx.query<T[]>(sql, [conversationId]));
  const changes = async (conversationId: string, kind: string) =>
    (await rows<{ fact: { from: unknown; to: unknown } }>(`select fact from journal where conversation_id = $1 and kind = '${kind}' order by id`, conversationId))
      .map(({ fact }) => [fact.from, fact.to]);
  const answered = async () => {
    server.backend.script = says('Fine.');
    const talk = await server.talk(site);
    const { replyId, messageId } = await talk.say('My name is Zoe, where is my order?');
    await talk.tab.hears('finished');
    return { ...talk, messageId, replyId: replyId as string };
  };

  it('counts the last thumb of an answer, and takes it back', async () => {
    const { tab, conversationId, replyId, messageId } = await answered();
    const rate = (thumb: 'up' | 'down' | null) => tab.do('message.rate', { conversationId, messageId: replyId, thumb });
    const counts = async () => (await rows<object>('select thumbs_up as up, thumbs_down as down from outcome where conversation_id = $1', conversationId))[0];
    await rate('up');
    await rate('up');
    expect(await counts()).toEqual({ up: 1, down: 0 });
    await rate('down');
    expect(await counts()).toEqual({ up: 0, down: 1 });
    await rate(null);
    expect(await counts()).toEqual({ up: 0, down: 0 });
    expect(await changes(conversationId, 'message.rated')).toEqual([[null, 'up'], ['up', 'down'], ['down', null]]);
    await tab.hears('message', ({ message }) => message.id === replyId && message.thumb === 'down');
    expect(await tab.ask('message.rate', { conversationId, messageId, thumb: 'up' })).toMatchObject({ ok: false, code: 'message_not_rateable' });
    expect(await tab.ask('message.rate', { conversationId, messageId: newId(), thumb: 'up' })).toMatchObject({ ok: false, code: 'not_found' });
  });

  it('counts satisfaction once a conversation, with who was asked', async () => {
    const { tab, conversationId } = await answered();
    await tab.do('conversation.asked', { conversationId });
    await tab.do('conversation.asked', { conversationId });
    for (const score of [4, 4, 2]) await tab.do('conversation.rate', { conversationId, score, comment: 'Quick, but wrong' });
    expect(await changes(conversationId, 'rating.asked')).toHaveLength(1);
    expect(await changes(conversationId, 'conversation.rated')).toEqual([[null, 4], [4, 2]]);
    expect(await rows('select csat, csat_comment as comment from outcome where conversation_id = $1', conversationId)).toEqual([{ csat: 2, comment: 'Quick, but wrong' }]);
    for (const score of [0, 6, 2.5, '5']) expect(await tab.raw('conversation.rate', { conversationId, score })).toMatchObject({ code: 'invalid_request' });
  });

  it('counts whoever rates as asked', async () => {
    const { tab, conversationId } = await answered();
    await tab.do('conversation.rate', { conversationId, score: 5 });
    expect(await changes(conversationId, 'rating.asked')).toHaveLength(1);
  });

  it('has nothing to rate before the first message', async () => {
    const { tab, conversationId } = await server.talk(site);
    expect(await tab.ask('conversation.rate', { conversationId, score: 5 })).toMatchObject({ ok: false, code: 'invalid_request' });
  });

  it('can still be said after the end, while nothing more can be asked', async () => {
    const { tab, conversationId } = await answered();
    await tab.do('conversation.end', { conversationId });
    await tab.do('conversation.end', { conversationId });
    await tab.do('conversation.rate', { conversationId, score: 5 });
    await tab.do('conversation.helped', { conversationId });
    expect(await tab.ask('message.send', { conversationId, clientMessageId: newId(), text: 'x' })).toMatchObject({ code: 'conversation_closed' });
    expect(await changes(conversationId, 'conversation.ended')).toHaveLength(1);
  });

  it('is forgotten on demand: every word is gone for good, numbers stay', async () => {
    const { tab, conversationId, replyId, headers } = await answered();
    await tab.do('message.rate', { conversationId, messageId: replyId, thumb: 'down', comment: 'Zoe was here' });
    await tab.do('conversation.rate', { conversationId, score: 1, comment: 'Zoe again' });
    await tab.do('conversation.hand-over', { conversationId, reason: 'Zoe wants a person', email: 'zoe@example.com' });
    for (const status of [200, 200]) expect((await server.call(deleteConversation, { conversationId }, headers)).status).toBe(status);
    const everything = JSON.stringify([
      await rows('select * from message where conversation_id = $1', conversationId), await rows('select * from hand_over where conversation_id = $1', conversationId),
      await rows('select * from outcome where conversation_id = $1', conversationId), await rows('select * from journal where conversation_id = $1', conversationId),
    ]);
    expect(everything).not.toMatch(/zoe|Fine/i);
    expect(await rows('select csat, thumbs_down as down, answers from outcome where conversation_id = $1', conversationId)).toEqual([{ csat: 1, down: 1, answers: 1 }]);
    expect((await server.call(sendMessage, { conversationId, clientMessageId: newId(), text: 'Back' }, headers)).problem).toMatchObject({ status: 410, code: 'gone' });
    expect((await server.call(readMessages, { conversationId }, headers)).problem.code).toBe('gone');
    expect((await server.call(rateMessage, { conversationId, messageId: replyId, thumb: 'up' }, headers)).problem.code).toBe('gone');
    expect((await server.call(listMyConversations, {}, headers)).body.items).toEqual([]);
  });

  it('is forgotten even in the middle of an answer', async () => {
    const gate = new Gate();
    server.backend.script = () => [delta('Dear Ada, '), gate.wait, delta('more'), finished()];
    const { say, tab, conversationId, transcript } = await server.talk(site);
    await say('I am Ada');
    await tab.hears('delta');
    await tab.do('conversation.delete', { conversationId });
    gate.open();
    expect((await transcript()).map(([, , , text]) => text)).toEqual(['', '']);
  });
});
