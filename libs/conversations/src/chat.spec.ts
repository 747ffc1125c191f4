import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openConversation, readMessages, sendMessage } from '#contracts';
import { newId } from '#platform';
import { makeSite, startChat, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { Gate, delta, finished, says } from '../../../test/support/scripted-backend.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';

describe('a chat', () => {
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

  it('answers a message over a socket, piece by piece, and keeps it', async () => {
    server.backend.script = says('Your parcel ', 'left on Monday.');
    const { token } = await server.visitor(site);
    const tab = await server.tab(site, token);
    const { conversation } = await tab.do('conversation.open', {});
    const receipt = await tab.do('message.send', { conversationId: conversation.id, clientMessageId: newId(), text: 'Where is my parcel?' });
    expect(receipt).toMatchObject({ seq: 1, duplicate: false });
    const { message, textLength } = await tab.hears('finished');
    expect(message).toMatchObject({ id: receipt.replyId, seq: 2, role: 'assistant', state: 'complete', text: 'Your parcel left on Monday.' });
    expect(textLength).toBe(message.text.length);
    expect(tab.heard.filter((event) => event.type === 'delta').map((event) => event.type === 'delta' && event.text).join('')).toBe(message.text);
    const page = await tab.do('conversation.resume', { conversationId: conversation.id, afterSeq: 0 });
    expect(page.messages.map(({ seq, text, state }) => [seq, text, state])).toEqual([
      [1, 'Where is my parcel?', 'complete'], [2, 'Your parcel left on Monday.', 'complete'],
    ]);
  });

  it('answers over HTTP too', async () => {
    server.backend.script = says('Yes.');
    const { headers } = await server.visitor(site);
    const { body: chat } = await server.call(openConversation, {}, headers);
    const sent = await server.call(sendMessage, { conversationId: chat.id, clientMessageId: newId(), text: 'Open on Sunday?' }, headers);
    expect([sent.status, sent.body.seq]).toEqual([201, 1]);
    const read = await server.call(readMessages, { conversationId: chat.id, afterSeq: 0 }, headers);
    expect(read.body.messages.map(({ text }) => text)[0]).toBe('Open on Sunday?');
  });

  it('lets a tab that comes in the middle of an answer hear all of it, once', async () => {
    const gate = new Gate();
    server.backend.script = () => [delta('First half, '), gate.wait, delta('second half.'), finished()];
    const { token } = await server.visitor(site);
    const tab = await server.tab(site, token);
    const { conversation } = await tab.do('conversation.open', {});
    await tab.do('message.send', { conversationId: conversation.id, clientMessageId: newId(), text: 'Tell me' });
    await tab.hears('delta');
    const late = await server.tab(site, token);
    const page = await late.do('conversation.resume', { conversationId: conversation.id, afterSeq: 0 });
    expect(page.messages[1]).toMatchObject({ state: 'streaming', text: 'First half, ' });
    gate.open();
    const { message } = await late.hears('finished');
    const rest = late.heard.flatMap((event) => (event.type === 'delta' ? [event] : []));
    expect(rest.map(({ offset, text }) => [offset, text])).toEqual([[12, 'second half.']]);
    expect(message.text).toBe('First half, second half.');
  });
});
