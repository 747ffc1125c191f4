import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readMessages, stopMessage, type ChatEvent, type ProblemReply, type Receipt } from '#contracts';
import { newId } from '#platform';
import { makeSite, startChat, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { Gate, delta, finished, says } from '../../../test/support/scripted-backend.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';

describe('an answer as an HTTP event stream', () => {
  let db: TestDatabase;
  let server: TestChat;
  /** Another process on the same database, without Redis between them. */
  let elsewhere: TestChat;
  let site: TestSite;

  beforeAll(async () => {
    db = await startDatabase(roomEntities);
    server = await startChat(db, rooms);
    elsewhere = await startChat(db, rooms);
    site = await makeSite(db);
  }, 120_000);
  afterAll(async () => {
    await elsewhere.stop();
    await server.stop();
    await db.stop();
  }, 60_000);

  const post = (conversationId: string, headers: Record<string, string>, body: object, at = server): Promise<IncomingMessage> => new Promise((resolve, reject) => {
    const { port } = at.app.getHttpServer().address() as AddressInfo;
    request({ host: '127.0.0.1', port, method: 'POST', path: `/v1/conversations/${conversationId}/messages`, agent: false,
      headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' } }, resolve).on('error', reject).end(JSON.stringify(body));
  });
  /** @param heard is told what was read so far */
  const textOf = async (reply: IncomingMessage, heard: (text: string) => void = () => undefined): Promise<string> => {
    let text = '';
    for await (const piece of reply.setEncoding('utf8')) heard(text += String(piece));
    return text;
  };
  const eventsOf = (text: string): { receipt: Receipt; events: ChatEvent[] } => {
    const [first = '', ...rest] = text.trim().split('\n\n');
    return { receipt: JSON.parse(first.replace('event: receipt\ndata: ', '')) as Receipt, events: rest.map((one) => JSON.parse(one.replace('data: ', '')) as ChatEvent) };
  };

  it('gives the receipt first, then the pieces, then the whole', async () => {
    server.backend.script = says('Your parcel ', 'left.');
    const { conversationId, headers, tab } = await server.talk(site);
    const reply = await post(conversationId, headers, { clientMessageId: newId(), text: 'Where?' });
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([201, 'text/event-stream']);
    const { receipt, events } = eventsOf(await textOf(reply));
    expect(receipt).toMatchObject({ seq: 1, duplicate: false });
    expect(events.map(({ type }) => type)).toEqual(['message', 'delta', 'delta', 'finished']);
    expect(events.at(-1)).toMatchObject({ message: { id: receipt.replyId, text: 'Your parcel left.', state: 'complete' } });
    expect((await tab.hears('finished')).message.id).toBe(receipt.replyId);
  });

  it('gives a resent message the answer that is there already', async () => {
    server.backend.script = says('Once.');
    const { conversationId, headers } = await server.talk(site);
    const message = { clientMessageId: newId(), text: 'Again?' };
    await textOf(await post(conversationId, headers, message));
    const { receipt, events } = eventsOf(await textOf(await post(conversationId, headers, message)));
    expect(receipt.duplicate).toBe(true);
    expect(events).toMatchObject([{ type: 'finished', message: { text: 'Once.' } }]);
  });

  it('goes on answering when the client hangs up', async () => {
    const gate = new Gate();
    server.backend.script = () => [delta('First '), gate.wait, delta('and last.'), finished()];
    const { conversationId, headers, tab } = await server.talk(site);
    const reply = await post(conversationId, headers, { clientMessageId: newId(), text: 'Hm?' });
    await gate.reached;
    reply.destroy();
    gate.open();
    await tab.hears('finished');
    const { body } = await server.call(readMessages, { conversationId }, headers);
    expect(body.messages[1]).toMatchObject({ state: 'complete', text: 'First and last.' });
  });

  it('ends at once while a person is awaited', async () => {
    const { conversationId, headers, tab } = await server.talk(site);
    await tab.do('conversation.hand-over', { conversationId });
    const { receipt, events } = eventsOf(await textOf(await post(conversationId, headers, { clientMessageId: newId(), text: 'Hello?' })));
    expect([receipt.replyId, events]).toEqual([null, []]);
  });

  it('refuses as every other route does', async () => {
    const { conversationId } = await server.talk(site);
    const { headers } = await server.visitor(site);
    const reply = await post(conversationId, headers, { clientMessageId: newId(), text: 'Mine?' });
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([404, expect.stringContaining('application/problem+json')]);
    expect((JSON.parse(await textOf(reply)) as ProblemReply).code).toBe('not_found');
  });

  /** The text that a client has put together, which takes only what fits. */
  const heardText = (events: ChatEvent[]): string => {
    let text = '';
    for (const event of events) {
      if (event.type === 'message') text = event.message.text;
      if (event.type !== 'delta') continue;
      expect(event.offset).toBe(text.length);
      text += event.text;
    }
    return text;
  };

  it('gives a resent message what was said before it was resent, and the rest', async () => {
    const gate = new Gate();
    server.backend.script = () => [delta('First '), gate.wait, delta('and last.'), finished()];
    const { conversationId, headers, tab } = await server.talk(site);
    const message = { clientMessageId: newId(), text: 'Hm?' };
    const first = await post(conversationId, headers, message);
    await tab.hears('delta');
    const second = await post(conversationId, headers, message);
    const two = eventsOf(await textOf(second, (text) => { if (text.includes('First ')) gate.open(); }));
    const one = eventsOf(await textOf(first));
    expect([heardText(one.events), heardText(two.events)]).toEqual(['First and last.', 'First and last.']);
    expect(two.events.at(-1)).toEqual(one.events.at(-1));
  });

  it('follows an answer that another process gives, to its end', async () => {
    const gate = new Gate();
    elsewhere.backend.script = () => [delta('First '), gate.wait, delta('and last.'), finished()];
    const { conversationId, headers } = await server.talk(site);
    const message = { clientMessageId: newId(), text: 'Hm?' };
    const there = await post(conversationId, headers, message, elsewhere);
    await gate.reached;
    const here = await post(conversationId, headers, message);
    const { receipt, events } = eventsOf(await textOf(here, (text) => { if (text.includes('First ')) gate.open(); }));
    expect(receipt.duplicate).toBe(true);
    expect(heardText(events).startsWith('First ')).toBe(true);
    expect(events.at(-1)).toEqual(eventsOf(await textOf(there)).events.at(-1));
  });

  it('ends when the answer is stopped in another process', async () => {
    const gate = new Gate();
    server.backend.script = () => [delta('First '), gate.wait, finished()];
    const { conversationId, headers, tab } = await server.talk(site);
    const reply = await post(conversationId, headers, { clientMessageId: newId(), text: 'Hm?' });
    const { messageId } = await tab.hears('delta');
    expect((await elsewhere.call(stopMessage, { conversationId, messageId }, headers)).status).toBe(200);
    const { events } = eventsOf(await textOf(reply));
    expect(events.at(-1)).toMatchObject({ type: 'finished', message: { id: messageId, state: 'cancelled', text: 'First ' } });
    gate.open();
  });
});
