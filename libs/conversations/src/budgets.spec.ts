import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Budgets } from '#accounts';
import { newId } from '#platform';
import { makeSite, startChat, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { Gate, ScriptedBackend, delta, finished, type Script } from '../../../test/support/scripted-backend.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';
import { OUT_FOR_TODAY } from './ending.ts';
import { Answering } from './index.ts';
import { Leases } from './leases.ts';
import { VisitorChat } from './visitor-chat.ts';

const USED = 600;
const usual: Script = () => [delta('Fine.'), { type: 'usage', inputTokens: USED - 100, outputTokens: 100, costMicroUsd: 50 }, finished()];
const spends = new ScriptedBackend(usual);

describe('a visitor whose site keeps a budget', () => {
  let db: TestDatabase;
  let servers: [TestChat, TestChat];
  let site: TestSite;

  beforeAll(async () => {
    db = await startDatabase(roomEntities);
    const start = () => startChat(db, rooms, spends, { DUET_LIMIT_FACTOR: '1' });
    servers = [await start(), await start()];
  }, 60_000);
  beforeEach(async () => {
    site = await makeSite(db);
    spends.engine = 'language_model';
    spends.turns.length = 0;
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    await db.stop();
  });

  const query = <T>(sql: string, ...values: unknown[]): Promise<T[]> => db.database.inWorkspace(site.workspaceId, (tx) => tx.query<T[]>(sql, values));
  const allow = (columns: string) => query(`with x as (update site set ${columns} where id = $1 returning 1) select 1 from x`, site.siteId);
  async function ask(talk: Awaited<ReturnType<TestChat['talk']>>) {
    const { replyId } = await talk.say('Where is my parcel?');
    return (await talk.tab.hears('finished', ({ message }) => message.id === replyId)).message;
  }

  it('is answered until it is used up, and then offered a person in a friendly line, without a model being asked', async () => {
    await allow('budget_visitor_tokens = 1000');
    const talk = await servers[0].talk(site);
    expect([(await ask(talk)).text, (await ask(talk)).text]).toEqual(['Fine.', 'Fine.']);
    expect(await ask(talk)).toMatchObject({ state: 'complete', text: OUT_FOR_TODAY, offersPerson: true });
    expect(spends.turns).toHaveLength(2);
    const rows = await query<object>(`select result, error_code, first_token_ms, input_tokens, offers_person from message where conversation_id = $1 and role = 'assistant' order by seq desc limit 1`, talk.conversationId);
    expect(rows).toEqual([{ result: 'budget', error_code: null, first_token_ms: null, input_tokens: 0, offers_person: true }]);
    expect(await query('select answers, failures, offers from outcome where conversation_id = $1', talk.conversationId)).toEqual([{ answers: 2, failures: 1, offers: 1 }]);
    await talk.tab.do('conversation.hand-over', { conversationId: talk.conversationId });
    await talk.tab.hears('state', ({ conversation }) => conversation.state === 'waiting');
    expect((await ask(await servers[0].talk(site))).text).toBe('Fine.');
  });

  it('is known on every server at once', async () => {
    await allow('budget_tokens = 1000');
    const [here, there] = [await servers[0].talk(site), await servers[1].talk(site)];
    expect([(await ask(here)).text, (await ask(there)).text]).toEqual(['Fine.', 'Fine.']);
    expect([(await ask(here)).text, (await ask(there)).text]).toEqual([OUT_FOR_TODAY, OUT_FOR_TODAY]);
  });

  it('is answered by the built-in engine where only tokens are counted, and not where money is', async () => {
    await allow('budget_tokens = 1000, budget_visitor_tokens = 1000');
    const talk = await servers[0].talk(site);
    await ask(talk);
    await ask(talk);
    spends.engine = 'embedded';
    expect((await ask(talk)).text).toBe('Fine.');
    await query(`with x as (update workspace set budget_dollars = 0.0001 where id = $1 returning 1) select 1 from x`, site.workspaceId);
    const fresh = await servers[1].talk(site);
    expect((await ask(fresh)).text).toBe(OUT_FOR_TODAY);
  });

  it('is counted to the token, however many answers end together', async () => {
    const talks = await Promise.all(Array.from({ length: 8 }, (_, at) => servers[at % 2 as 0 | 1].talk(site)));
    await Promise.all(talks.map(async (talk) => {
      for (let at = 0; at < 3; at++) await ask(talk);
    }));
    const [counted] = await query<object>(`select sum(tokens)::integer as tokens, sum(micro_usd)::integer as money from spend where scope = 'site'`);
    const [recorded] = await query<object>(`select sum(input_tokens + output_tokens)::integer as tokens, sum(cost_micro_usd)::integer as money from message`);
    expect(counted).toEqual({ tokens: 24 * USED, money: 24 * 50 });
    expect(recorded).toEqual(counted);
    expect((await servers[1].app.get(Budgets, { strict: false }).today(site.workspaceId)).sites[0]).toMatchObject({ visitors: 8, visitorsAtLimit: 0 });
  });

  it('keeps with each answer what a guard saw', async () => {
    const talk = await servers[0].talk(site);
    spends.script = () => [delta('Use [API key removed].'), { type: 'guarded', findings: ['injection', 'secret'] }, finished()];
    await ask(talk);
    spends.script = () => [{ type: 'guarded', findings: ['prompt_leak'] }, { type: 'error', code: 'prompt_leak', retryable: false }];
    await ask(talk);
    spends.script = usual;
    await ask(talk);
    const rows = await query<object>(`select guard, error_code as code from message where conversation_id = $1 and role = 'assistant' order by seq`, talk.conversationId);
    expect(rows).toEqual([{ guard: ['injection', 'secret'], code: null }, { guard: ['prompt_leak'], code: 'prompt_leak' }, { guard: [], code: null }]);
  });

  it('is none for visitors that a replay makes up, whose answers cost the site all the same', async () => {
    await allow('budget_visitor_tokens = 1000, budget_tokens = 2000');
    const { visitor } = await servers[0].visitor(site);
    const chat = servers[0].app.get(VisitorChat, { strict: false });
    const { id: conversationId } = await chat.open(visitor, {}, 'replay');
    for (let at = 0; at < 5; at++) {
      await chat.send(visitor, { conversationId, clientMessageId: newId(), text: 'Where is it?' });
      await servers[0].app.get(Answering, { strict: false }).drain();
    }
    const results = await query<{ result: string }>(`select result from message where conversation_id = $1 and role = 'assistant' order by seq`, conversationId);
    expect(results.map(({ result }) => result)).toEqual(['answered', 'answered', 'answered', 'answered', 'budget']);
    expect(await query(`select 1 from spend where scope = 'visitor'`)).toEqual([]);
  });

  it('pays for an answer that was ended on another server, and for one that a stopping server gives back', async () => {
    const usage = { type: 'usage', inputTokens: USED - 100, outputTokens: 100, costMicroUsd: 50 } as const;
    const counted = () => query<object>(`select coalesce(sum(tokens), 0)::integer as tokens, coalesce(sum(micro_usd), 0)::integer as money from spend where scope = 'site'`);
    const answering = servers[0].app.get(Answering, { strict: false });
    const [shown, unshown] = [new Gate(), new Gate()];
    spends.script = () => [delta('Begun'), usage, shown.wait, finished()];
    const { replyId: taken } = await (await servers[0].talk(site)).say('Where is it?');
    await shown.reached;
    await query('with x as (update message set lease_token = $2 where id = $1 returning id) select id from x', taken, newId());
    await servers[0].app.get(Leases, { strict: false }).renew();
    await answering.drain();
    expect(await counted()).toEqual([{ tokens: USED, money: 50 }]);
    await query('delete from message where id = $1', taken);

    spends.script = () => [usage, unshown.wait, finished()];
    const { replyId: back } = await (await servers[0].talk(site)).say('Where is it?');
    await unshown.reached;
    await answering.drain(0);
    expect(await counted()).toEqual([{ tokens: 2 * USED, money: 100 }]);
    await query('delete from message where id = $1', back);
    for (const gate of [shown, unshown]) gate.open();
  });
});
