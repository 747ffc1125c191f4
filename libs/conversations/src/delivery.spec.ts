import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sendMessage, type ProblemCode } from '#contracts';
import { Problem, newId } from '#platform';
import { makeSite, startChat, type Tab, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { Gate, finished, says } from '../../../test/support/scripted-backend.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';
import { Transcript, VisitorChat } from './index.ts';

describe('the delivery of messages', () => {
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
  beforeEach(() => {
    server.backend.script = says('Noted.');
  });

  it('stores a message once however often it is sent, and gives the same receipt each time', async () => {
    const { tab, conversationId, transcript } = await server.talk(site);
    const message = { conversationId, clientMessageId: newId(), text: 'Once' };
    const receipts = await Promise.all([1, 2, 3].map(() => tab.do('message.send', message)));
    expect(new Set(receipts.map(({ messageId, seq, replyId, createdAt }) => JSON.stringify([messageId, seq, replyId, createdAt]))).size).toBe(1);
    expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    await tab.hears('finished');
    expect((await transcript()).map(([seq, , , text]) => [seq, text])).toEqual([[1, 'Once'], [2, 'Noted.']]);
  });

  it('refuses another text under the same id and stores nothing', async () => {
    const { tab, conversationId, transcript } = await server.talk(site);
    const clientMessageId = newId();
    await tab.do('message.send', { conversationId, clientMessageId, text: 'One' });
    await tab.hears('finished');
    expect(await tab.ask('message.send', { conversationId, clientMessageId, text: 'Two' })).toMatchObject({ ok: false, code: 'idempotency_conflict', retryable: false });
    expect(await transcript()).toHaveLength(2);
  });

  it('gives twenty senders at once dense numbers and answers each of them in order', async () => {
    const { visitor, conversationId, transcript } = await server.talk(site);
    const chat = server.app.get(VisitorChat);
    const send = async (clientMessageId: string, text: string): Promise<number> => {
      for (;;) {
        try {
          return (await chat.send(visitor, { conversationId, clientMessageId, text })).seq;
        } catch (problem) {
          if (!(problem instanceof Problem) || problem.code !== 'reply_in_progress') throw problem;
        }
      }
    };
    const seqs = await Promise.all(Array.from({ length: 20 }, (_, n) => send(newId(), `Message ${n}`)));
    expect(new Set(seqs).size).toBe(20);
    await allAnswered(() => transcript());
    const rows = await transcript();
    expect(rows.map(([seq]) => seq)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect(rows.map(([, role]) => role)).toEqual(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 'visitor' : 'assistant')));
    const asked = server.backend.turns.filter((turn) => turn.conversationId === conversationId).map((turn) => turn.text);
    expect(asked).toEqual(rows.filter(([, role]) => role === 'visitor').map(([, , , text]) => text));
  });

  it('lets one answer run and three wait, then asks for patience', async () => {
    const gate = new Gate();
    server.backend.script = () => [gate.wait, finished()];
    const { tab, conversationId, say } = await server.talk(site);
    for (const text of ['1', '2', '3', '4']) await say(text);
    expect(await tab.ask('message.send', { conversationId, clientMessageId: newId(), text: '5' })).toMatchObject({ code: 'reply_in_progress', retryable: true });
    gate.open();
    await tab.hears('finished', ({ message }) => message.seq === 8);
    expect(await say('5')).toMatchObject({ seq: 9 });
  });

  it('tells a tab whose position lies beyond the end to start anew', async () => {
    const { tab, conversationId, say } = await server.talk(site);
    await say('Hi');
    await tab.hears('finished');
    expect(await tab.do('conversation.resume', { conversationId, afterSeq: 99 })).toMatchObject({ reset: true, messages: [{ seq: 1 }, { seq: 2 }] });
  });

  it('hands a long transcript out in pages', async () => {
    const { visitor, conversationId, tab } = await server.talk(site);
    await db.database.inWorkspace(site.workspaceId, async (tx) => {
      await tx.query(
        `insert into message (workspace_id, id, conversation_id, seq, role, text, state, traffic)
         select $1, gen_random_uuid(), $2, n, 'system', 'Line ' || n, 'complete', 'live' from generate_series(1, 201) n`, [site.workspaceId, conversationId]);
      await tx.query('update conversation set last_seq = 201 where id = $1', [conversationId]);
    });
    const first = await tab.do('conversation.resume', { conversationId, afterSeq: 0 });
    expect([first.messages.length, first.more]).toEqual([200, true]);
    const rest = await server.app.get(Transcript).read(visitor, conversationId, 200);
    expect([rest.messages.length, rest.more]).toEqual([1, false]);
  });

  it('shows a conversation to nobody but its visitor', async () => {
    const { conversationId } = await server.talk(site);
    const stranger = await server.talk(site);
    const requests = { 'conversation.resume': { conversationId, afterSeq: 0 }, 'message.send': { conversationId, clientMessageId: newId(), text: 'x' },
      'conversation.end': { conversationId }, 'conversation.delete': { conversationId }, 'conversation.hand-over': { conversationId },
      'message.stop': { conversationId, messageId: newId() }, 'conversation.rate': { conversationId, score: 5 }, typing: { conversationId, on: true } } as const;
    for (const [name, body] of Object.entries(requests)) {
      expect([name, await stranger.tab.raw(name, body)]).toMatchObject([name, { ok: false, code: 'not_found' }]);
    }
  });

  it('refuses what neither a database nor a browser would keep, each with its code', async () => {
    const { tab, conversationId, transcript, headers } = await server.talk(site);
    const message = (text: unknown) => ({ conversationId, clientMessageId: newId(), text });
    let deep: unknown = [];
    for (let level = 0; level < 2_000; level++) deep = [deep];
    const bad: [unknown, ProblemCode][] = [
      [message('nul \u0000'), 'invalid_request'], [message('half \ud83d'), 'invalid_request'], [message('x'.repeat(4_001)), 'invalid_request'],
      [message(''), 'invalid_request'], [message(7), 'invalid_request'], [null, 'invalid_request'], ['text', 'invalid_request'], [undefined, 'invalid_request'],
      [{ ...message('x'), extra: 1 }, 'invalid_request'], [{ ...message('x'), conversationId: "' or 1=1" }, 'invalid_request'], [deep, 'too_deep'],
    ];
    for (const [body, code] of bad) expect(await tab.raw('message.send', body)).toMatchObject({ ok: false, code });
    expect(await tab.raw('no.such.event', {})).toMatchObject({ ok: false, code: 'invalid_request' });
    expect(await tab.raw('__proto__', {})).toMatchObject({ ok: false });
    expect((await server.call(sendMessage, message('nul \u0000') as never, headers)).problem.code).toBe('invalid_request');
    expect(await transcript()).toEqual([]);
  });

  it('keeps the longest allowed message, whatever it is written in', async () => {
    const { tab, conversationId, transcript } = await server.talk(site);
    const text = '🦆'.repeat(4_000);
    await tab.do('message.send', { conversationId, clientMessageId: newId(), text });
    expect((await transcript())[0]?.[3]).toBe(text);
  });

  it('closes a socket whose frame is too large', async () => {
    const { tab, conversationId } = await server.talk(site);
    const gone = tab.disconnected;
    tab.socket.emit('message.send', { conversationId, clientMessageId: newId(), text: 'x'.repeat(70_000) });
    await gone;
  });

  it('refuses sockets without an origin, from foreign ones, and without a valid token', async () => {
    const { token } = await server.visitor(site);
    await expect(server.tab(site, token, null)).rejects.toMatchObject({ code: 'origin_refused' });
    await expect(server.tab(site, token, 'null')).rejects.toMatchObject({ code: 'origin_refused' });
    await expect(server.tab(site, token, 'https://evil.example')).rejects.toMatchObject({ code: 'origin_refused' });
    await expect(server.tab(site, 'vt_wrong')).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(server.tab({ ...site, siteKey: 'pk_live_wrong' }, token)).rejects.toMatchObject({ code: 'origin_refused' });
  });
});

/** Waits for the database, as an onlooker who is told nothing. */
async function allAnswered(transcript: () => Promise<[number, string, string, string][]>): Promise<void> {
  while ((await transcript()).some(([, , state]) => state === 'pending' || state === 'streaming')) await new Promise((resolve) => setImmediate(resolve));
}

describe('the events of a socket', () => {
  let db: TestDatabase;
  let site: TestSite;

  beforeAll(async () => {
    db = await startDatabase(roomEntities);
    site = await makeSite(db);
  });
  afterAll(() => db.stop());

  /** A hundred and one typing events after the opening of a conversation. @returns how many were let through, and the last answer */
  async function crowd(server: TestChat): Promise<{ tab: Tab; conversationId: string; passed: number; last: unknown }> {
    const { tab, conversationId } = await server.talk(site);
    const acks = await Promise.all(Array.from({ length: 101 }, () => tab.raw('typing', { conversationId, on: true })));
    return { tab, conversationId, passed: acks.filter((ack) => (ack as { ok: boolean }).ok).length, last: acks.at(-1) };
  }

  it('are a hundred a minute: every one beyond is refused, and the third refusal hangs up', async () => {
    const server = await startChat(db, rooms, undefined, { DUET_LIMIT_FACTOR: '1' });
    try {
      const { tab, conversationId, passed, last } = await crowd(server);
      expect(passed).toBe(99);
      expect(last).toMatchObject({ ok: false, code: 'rate_limited' });
      const gone = tab.disconnected;
      tab.socket.emit('typing', { conversationId, on: true });
      await gone;
    } finally {
      await server.stop();
    }
  });

  it('may be more where the operator multiplied the limits on visitors', async () => {
    const server = await startChat(db, rooms, undefined, { DUET_LIMIT_FACTOR: '2' });
    try {
      expect(await crowd(server)).toMatchObject({ passed: 101, last: { ok: true } });
    } finally {
      await server.stop();
    }
  });
});
