import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openConversation, openVisitor } from '#contracts';
import { Load, Metrics, Readiness } from '#platform';
import { makeSite, startChat, type Talk, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';

const PATIENCE_MS = 20_000;

describe('a server whose event loop is blocked again and again', () => {
  let db: TestDatabase;
  let server: TestChat;
  let site: TestSite;
  let talk: Talk;

  beforeAll(async () => {
    db = await startDatabase(roomEntities);
    server = await startChat(db, rooms, undefined, { DUET_BUSY_DELAY_MS: '150' });
    site = await makeSite(db);
    talk = await server.talk(site);
  });
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });

  /** A quarter of a second of work that lets nobody else have a turn. */
  const block = (): void => {
    for (const until = performance.now() + 250; performance.now() < until; );
  };
  const blockUntilBusy = async (): Promise<void> => {
    const load = server.app.get(Load);
    for (const deadline = performance.now() + PATIENCE_MS; !load.isBusy; await turn()) {
      if (performance.now() > deadline) throw new Error('the server never noticed');
      block();
    }
  };
  const condition = async () => (await server.app.get(Readiness).answer()).conditions['load'];

  it('asks newcomers to come back later, and serves who is there', async () => {
    const somebody = await server.visitor(site);
    expect(await condition()).toMatchObject({ ok: true, required: false });
    await blockUntilBusy();

    const refusal = await server.tab(site, somebody.token).catch((error: unknown) => error as { code: string; retryAfterMs: number });
    expect(refusal).toMatchObject({ code: 'busy', retryable: true });
    expect((refusal as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(1_000);
    expect(await talk.tab.ask('conversation.open', {})).toMatchObject({ ok: false, code: 'busy' });
    const [opened, visited] = await Promise.all([
      server.call(openConversation, {}, talk.headers), server.call(openVisitor, { siteKey: site.siteKey }, { origin: 'http://localhost:8080' }),
    ]);
    expect([opened.status, opened.problem.code, visited.status, visited.problem.code]).toEqual([503, 'busy', 503, 'busy']);
    expect(Number(opened.headers['retry-after'])).toBeGreaterThanOrEqual(1);

    const { replyId } = await talk.say('Am I still served?');
    expect((await talk.tab.hears('finished', ({ message }) => message.id === replyId)).message.state).toBe('complete');
    expect((await condition())?.detail).toContain('come back later');
    expect(await server.app.get(Metrics).registry.metrics()).toMatch(/^duet_busy 1$[^]*^duet_turned_away_total 4$|^duet_turned_away_total 4$[^]*^duet_busy 1$/m);
  }, 2 * PATIENCE_MS);

  it('lets newcomers in again once it keeps up', async () => {
    const load = server.app.get(Load);
    for (const deadline = performance.now() + PATIENCE_MS; load.isBusy; ) {
      if (performance.now() > deadline) throw new Error('the server stays busy');
      await new Promise((done) => setTimeout(done, 20));
    }
    const { tab, conversationId } = await server.talk(site);
    expect(conversationId).not.toBe(talk.conversationId);
    expect(tab.socket.connected).toBe(true);
    expect(await condition()).toMatchObject({ ok: true });
  }, 2 * PATIENCE_MS);
});
