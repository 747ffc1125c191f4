import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ModelFailureCode } from '#contracts';
import { Problem, newId } from '#platform';
import { makeSite, startChat, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { Gate, delta, finished, says } from '../../../test/support/scripted-backend.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';
import { APOLOGY } from './ending.ts';
import { Answering } from './index.ts';
import { Leases } from './leases.ts';
import { Questions } from './questions.ts';
import { Reaper } from './reaper.ts';
import { Replies } from './replies.ts';

interface Recorded {
  state: string;
  result: string | null;
  errorCode: string | null;
  attempt: number;
  firstTokenMs: number | null;
  totalMs: number | null;
  supersededBy: string | null;
  leased: boolean;
  text: string;
}

describe('answering', () => {
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
    server.backend.script = says('Fine.');
  });
  afterEach(() => {
    server.app.get(Questions).limits.totalMs = 60_000;
  });

  const query = <T>(sql: string, values: unknown[]): Promise<T[]> => db.database.inWorkspace(site.workspaceId, (tx) => tx.query<T[]>(sql, values));
  const recorded = async (id: string | null): Promise<Recorded | undefined> => (await query<Recorded>(
    `select state, result, error_code as "errorCode", attempt, first_token_ms as "firstTokenMs", total_ms as "totalMs",
       superseded_by as "supersededBy", lease_token is not null as leased, text, language from message where id = $1`, [id]))[0];
  const outcome = async (conversationId: string) =>
    (await query<{ answers: number; failures: number; offers: number }>('select answers, failures, offers from outcome where conversation_id = $1', [conversationId]))[0];
  const facts = async (conversationId: string) => (await query<{ kind: string }>('select kind from journal where conversation_id = $1 order by id', [conversationId])).map((row) => row.kind);
  const expire = (id: string | null) => query(`with x as (update message set lease_until = now() where id = $1 returning id) select id from x`, [id]);
  /** Resolves when the row says so: what is written aside has no event. */
  const until = async (id: string | null, state: string): Promise<void> => {
    while ((await recorded(id))?.state !== state) await new Promise((resolve) => setImmediate(resolve));
  };

  it('ends once, for tabs and for the queue, where the word of the commit was lost', async () => {
    server.backend.script = () => [delta('A colleague will help.'), { type: 'usage', inputTokens: 3, outputTokens: 4, costMicroUsd: 5 }, { type: 'hand_over', reason: 'asked' }, { ...finished(), result: 'handed_over' }];
    const replies = server.app.get(Replies);
    const close = replies.close.bind(replies);
    const lost = jest.spyOn(replies, 'close').mockImplementationOnce(async (...given) => {
      await close(...given);
      throw new Problem('database_unavailable');
    });
    const { tab, conversationId, say } = await server.talk(site);
    const { replyId } = await say('A person, please');
    const { message } = await tab.hears('finished');
    expect([message.id, message.state, lost.mock.calls.length]).toEqual([replyId, 'complete', 2]);
    await tab.hears('state');
    expect(await facts(conversationId)).toEqual(expect.arrayContaining(['answer.finished', 'hand_over.requested']));
    expect(await query('select sum(tokens)::int as tokens from spend where scope = $1 and subject_id = (select visitor_id from conversation where id = $2)', ['visitor', conversationId])).toEqual([{ tokens: 7 }]);
    lost.mockRestore();
  });

  it('records times, outcome and facts with the answer', async () => {
    const { say, tab, conversationId } = await server.talk(site);
    server.backend.script = () => [delta('Within 30 days.'), { type: 'usage', inputTokens: 12, outputTokens: 5, costMicroUsd: 70 }, finished('returns.period')];
    const { replyId } = await say('How long can I return it?');
    await tab.hears('finished');
    const row = await recorded(replyId);
    expect(row).toMatchObject({ state: 'complete', result: 'answered', errorCode: null, leased: false, language: 'en' });
    expect(row?.firstTokenMs).toBeGreaterThanOrEqual(0);
    expect(row?.totalMs).toBeGreaterThanOrEqual(row?.firstTokenMs ?? 0);
    expect(await outcome(conversationId)).toEqual({ answers: 1, failures: 0, offers: 0 });
    expect(await facts(conversationId)).toEqual(['conversation.started', 'message.received', 'answer.finished']);
  });

  it('tells the backend what was said before, oldest first', async () => {
    const { say, tab } = await server.talk(site);
    await say('First');
    await tab.hears('finished', ({ message }) => message.seq === 2);
    await say('Second');
    await tab.hears('finished', ({ message }) => message.seq === 4);
    expect(server.backend.turns.at(-1)).toMatchObject({ text: 'Second', history: [{ role: 'visitor', text: 'First' }, { role: 'assistant', text: 'Fine.' }] });
  });

  it('stops at the visitor\'s word, tells the backend, and keeps what was shown', async () => {
    const gate = new Gate();
    let told: AbortSignal | undefined;
    server.backend.script = (_turn, signal) => {
      told = signal;
      return [delta('Half of it'), gate.wait, delta(' and the rest'), finished()];
    };
    const { say, tab, conversationId } = await server.talk(site);
    const { replyId } = await say('Tell me a story');
    await tab.hears('delta');
    await tab.do('message.stop', { conversationId, messageId: replyId });
    expect((await tab.hears('finished')).message).toMatchObject({ state: 'cancelled', text: 'Half of it' });
    expect(told?.aborted).toBe(true);
    gate.open();
    expect(await recorded(replyId)).toMatchObject({ state: 'cancelled', result: 'stopped', text: 'Half of it' });
    expect(await tab.ask('message.stop', { conversationId, messageId: replyId })).toMatchObject({ ok: false, code: 'message_not_running' });
  });

  it('records what a stopped answer had cost until then, and takes no more words of it', async () => {
    server.backend.script = (_turn, signal) => [
      delta('Half of it'), () => new Promise<void>((resolve) => { signal.addEventListener('abort', () => resolve(), { once: true }); }),
      delta(' and more'), { type: 'usage', inputTokens: 12, outputTokens: 3, costMicroUsd: 70 }, { type: 'error', code: 'cancelled', retryable: false },
    ];
    const { say, tab, conversationId } = await server.talk(site);
    const { replyId } = await say('Tell me a story');
    await tab.hears('delta');
    await tab.do('message.stop', { conversationId, messageId: replyId });
    expect((await tab.hears('finished')).message).toMatchObject({ state: 'cancelled', text: 'Half of it' });
    expect((await query<object>('select input_tokens as "in", output_tokens as "out", cost_micro_usd::int as cost, result from message where id = $1', [replyId]))[0])
      .toEqual({ in: 12, out: 3, cost: 70, result: 'stopped' });
  });

  it('says sorry and offers a person when nothing came, and counts the failure', async () => {
    server.backend.script = () => [{ type: 'error', code: 'capacity', retryable: true }];
    const { say, tab, conversationId } = await server.talk(site);
    const { replyId } = await say('Hello?');
    expect((await tab.hears('finished')).message).toMatchObject({ state: 'failed', text: APOLOGY, offersPerson: true });
    expect(await recorded(replyId)).toMatchObject({ errorCode: 'capacity', result: 'failed' });
    expect(await outcome(conversationId)).toEqual({ answers: 0, failures: 1, offers: 1 });
  });

  it.each(ModelFailureCode.options)('records why a model did not answer: %s', async (code) => {
    server.backend.script = () => [{ type: 'error', code, retryable: false }];
    const { say, tab } = await server.talk(site);
    const { replyId } = await say('Hello?');
    await tab.hears('finished');
    expect(await recorded(replyId)).toMatchObject({ state: 'failed', result: 'failed', errorCode: code });
  });

  it('keeps what was shown when the backend breaks in the middle, whatever way it breaks', async () => {
    const ways = [
      () => [delta('So far'), { type: 'error' as const, code: 'network', retryable: true }],
      () => [delta('So far')],
      () => [delta('So far'), () => Promise.reject(new Error('wire cut'))],
    ];
    for (const script of ways) {
      server.backend.script = script;
      const { say, tab } = await server.talk(site);
      await say('And?');
      expect((await tab.hears('finished')).message).toMatchObject({ state: 'interrupted', text: 'So far', offersPerson: true });
    }
  });

  it('ends an answer at its deadline even when the backend does not listen, and leaves its time open', async () => {
    server.app.get(Questions).limits.totalMs = 30;
    server.backend.script = () => [() => new Promise(() => undefined)];
    const { say, tab } = await server.talk(site);
    const { replyId } = await say('Anybody?');
    await tab.hears('finished');
    expect(await recorded(replyId)).toMatchObject({ state: 'failed', errorCode: 'timeout', firstTokenMs: null, totalMs: null });
  });

  it('cuts an endless answer', async () => {
    server.backend.script = function* () {
      for (;;) yield delta('blah '.repeat(100));
    };
    const { say, tab } = await server.talk(site);
    await say('Go on');
    const { message } = await tab.hears('finished');
    expect([message.state, message.text.length]).toEqual(['interrupted', 16_000]);
  });

  it('keeps characters whole that come in halves, and drops what cannot be stored', async () => {
    server.backend.script = says('a\ud83e', '\udd86\u0000b', '\udd86');
    const { say, tab } = await server.talk(site);
    const { replyId } = await say('Duck?');
    const { message } = await tab.hears('finished');
    expect(message.text).toBe('a🦆b\ufffd');
    expect((await recorded(replyId))?.text).toBe(message.text);
  });

  it('tries again with a new message that the old one names, once', async () => {
    server.backend.script = () => [{ type: 'error', code: 'network', retryable: true }];
    const { say, tab, conversationId } = await server.talk(site);
    const { replyId, messageId } = await say('Please');
    await tab.hears('finished');
    server.backend.script = says('Here you are.');
    const retried = await tab.do('message.retry', { conversationId, messageId: replyId });
    expect(retried).toMatchObject({ messageId, duplicate: false });
    expect((await tab.hears('finished', ({ message }) => message.id === retried.replyId)).message).toMatchObject({ seq: 3, attempt: 2, text: 'Here you are.' });
    expect((await recorded(replyId))?.supersededBy).toBe(retried.replyId);
    expect(await tab.do('message.retry', { conversationId, messageId: replyId })).toMatchObject({ duplicate: true, replyId: retried.replyId });
    expect(await tab.ask('message.retry', { conversationId, messageId: retried.replyId })).toMatchObject({ ok: false, code: 'invalid_request' });
  });

  it('answers again what a silent process had not begun, and lets that process write nothing more', async () => {
    const gate = new Gate();
    server.backend.script = () => [gate.wait, delta('too late'), finished()];
    const { say, tab } = await server.talk(site);
    const { replyId } = await say('Hello');
    await gate.reached;
    server.backend.script = says('By the next one.');
    await expire(replyId);
    expect(await server.app.get(Reaper).look()).toBe(1);
    expect((await tab.hears('finished')).message).toMatchObject({ attempt: 2, text: 'By the next one.' });
    await server.app.get(Leases).renew();
    gate.open();
    await server.app.get(Answering).drain();
    expect(await recorded(replyId)).toMatchObject({ state: 'complete', attempt: 2, text: 'By the next one.' });
    expect(tab.heard.some((event) => event.type === 'delta' && event.text === 'too late')).toBe(false);
  });

  it('marks as interrupted what a silent process had shown a part of', async () => {
    const gate = new Gate();
    server.backend.script = () => [delta('Shown part'), gate.wait, finished()];
    const { say, tab } = await server.talk(site);
    const { replyId } = await say('Hello');
    await until(replyId, 'streaming');
    await expire(replyId);
    await server.app.get(Reaper).look();
    expect((await tab.hears('finished')).message).toMatchObject({ state: 'interrupted', text: 'Shown part', offersPerson: true });
    gate.open();
    await server.app.get(Answering).drain();
    expect(await recorded(replyId)).toMatchObject({ state: 'interrupted', errorCode: 'lost', leased: false });
  });

  it('gives up after three attempts', async () => {
    const { say, tab } = await server.talk(site);
    const gate = new Gate();
    server.backend.script = () => [gate.wait, finished()];
    const { replyId } = await say('Hello');
    await gate.reached;
    await query(`with x as (update message set attempt = 3, lease_until = now() where id = $1 returning id) select id from x`, [replyId]);
    await server.app.get(Reaper).look();
    expect((await tab.hears('finished')).message).toMatchObject({ state: 'failed', text: APOLOGY });
    gate.open();
    await server.app.get(Answering).drain();
  });

  it('lets a lease that another process took end the work here', async () => {
    const gate = new Gate();
    let told: AbortSignal | undefined;
    server.backend.script = (_turn, signal) => {
      told = signal;
      return [gate.wait, delta('x'), finished()];
    };
    const { say } = await server.talk(site);
    const { replyId } = await say('Hello');
    await gate.reached;
    await query(`with x as (update message set lease_token = $2 where id = $1 returning id) select id from x`, [replyId, newId()]);
    await server.app.get(Leases).renew();
    expect([told?.aborted, told?.reason]).toEqual([true, 'lost']);
    gate.open();
    await server.app.get(Answering).drain();
    expect(await recorded(replyId)).toMatchObject({ state: 'pending', text: '' });
    await query('delete from message where id = $1', [replyId]);
  });

  it('when it stops, marks what it has shown and leaves the rest to the next process', async () => {
    const gate = new Gate();
    server.backend.script = (turn) => (turn.text === 'Long' ? [delta('Begun'), gate.wait, finished()] : [gate.wait, finished()]);
    const [long, short] = [await server.talk(site), await server.talk(site)];
    const { replyId: shown } = await long.say('Long');
    const { replyId: unbegun } = await short.say('Short');
    await until(shown, 'streaming');
    await server.app.get(Answering).drain(0);
    expect(await recorded(shown)).toMatchObject({ state: 'interrupted', errorCode: 'server_draining', text: 'Begun' });
    expect(await recorded(unbegun)).toMatchObject({ state: 'pending', attempt: 1 });
    gate.open();
    server.backend.script = says('Picked up.');
    await server.app.get(Reaper).look();
    expect((await short.tab.hears('finished')).message).toMatchObject({ text: 'Picked up.', attempt: 2 });
  });
});
