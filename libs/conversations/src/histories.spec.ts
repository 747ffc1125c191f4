import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { Visitor } from '#accounts';
import type { ChatMessage, SentMessage } from '#contracts';
import { Problem, newId } from '#platform';
import { makeSite, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { roomEntities } from '../../../test/support/rooms.ts';
import { ScriptedBackend, delta, finished, type Script } from '../../../test/support/scripted-backend.ts';
import { startCore, stored, type Core } from './delivery-core.fixture.ts';
import { arrivalOf } from './arrival.ts';

/** How a backend behaves for a question; a hanging one answers when it is asked again. */
const behaviours = ['at once', 'in pieces', 'never', 'shows and hangs', 'fails', 'breaks'] as const;
type Behaviour = (typeof behaviours)[number];

type Step =
  | { do: 'send'; behaviour: Behaviour; ack: 'arrives' | 'is lost' | 'is lost twice' }
  | { do: 'send again'; which: number }
  | { do: 'change under an old id'; which: number }
  | { do: 'crash' } | { do: 'resume' } | { do: 'stop' } | { do: 'rest' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('send' as const), behaviour: fc.constantFrom(...behaviours), ack: fc.constantFrom('arrives' as const, 'is lost' as const, 'is lost twice' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send again' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('change under an old id' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'crash' }, { do: 'resume' }, { do: 'stop' }, { do: 'rest' }) },
);

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const forever = (): Promise<unknown> => new Promise(() => undefined);

const scriptOf = (asked: Set<string>): Script => ({ text }) => {
  const [behaviour = ''] = text.split(':');
  const again = asked.has(text);
  asked.add(text);
  if (behaviour === 'fails') return [{ type: 'error', code: 'network', retryable: true }];
  if (behaviour === 'breaks') return [delta('Beginn'), turn, { type: 'error', code: 'network', retryable: true }];
  if (behaviour === 'in pieces' || again) return [delta('One, '), turn, delta('two, '), turn, delta('three.'), finished()];
  if (behaviour === 'never') return [forever];
  if (behaviour === 'shows and hangs') return [delta('Shown'), forever];
  return [delta('At once.'), finished()];
};

/** A visitor's tab: it keeps what it was told, and asks for what follows. */
class Client {
  readonly sent: SentMessage[] = [];
  readonly acknowledged = new Set<string>();
  messages: ChatMessage[] = [];

  constructor(readonly visitor: Visitor, readonly conversationId: string) {}

  async send(core: Core, message: SentMessage, hears: boolean): Promise<void> {
    try {
      await core.chat.send(this.visitor, message);
      if (hears) this.acknowledged.add(message.clientMessageId);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.code !== 'reply_in_progress') throw problem;
    }
  }

  async resume(core: Core): Promise<void> {
    const settled = this.messages.findIndex(({ state }) => state === 'pending' || state === 'streaming');
    const kept = settled < 0 ? this.messages : this.messages.slice(0, settled);
    const page = await core.chat.resume(this.visitor, this.conversationId, kept.at(-1)?.seq ?? 0);
    this.messages = page.reset ? page.messages : [...kept, ...page.messages];
  }
}

describe('histories of sending, losing, crashing and resuming', () => {
  let db: TestDatabase;
  let site: TestSite;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    db = await startDatabase(roomEntities);
    site = await makeSite(db);
  });
  afterAll(() => db.stop());

  async function visitor(): Promise<Visitor> {
    const id = newId();
    await db.database.inWorkspace(site.workspaceId, (tx) => tx.query('insert into visitor (workspace_id, id, site_id) values ($1, $2, $3)', [site.workspaceId, id, site.siteId]));
    return { id, workspaceId: site.workspaceId, siteId: site.siteId, siteName: 'Shop' };
  }

  async function crash(backend: ScriptedBackend): Promise<Core> {
    const core = startCore(db, backend);
    await core.reaper.onApplicationBootstrap();
    await core.reaper.beforeApplicationShutdown();
    return core;
  }

  async function play(client: Client, backend: ScriptedBackend, steps: Step[]): Promise<void> {
    let core = startCore(db, backend);
    const cores = [core];
    for (const one of steps) {
      const old = 'which' in one ? client.sent[one.which % Math.max(1, client.sent.length)] : undefined;
      if (one.do === 'send') {
        const message = { conversationId: client.conversationId, clientMessageId: newId(), text: `${one.behaviour}: question ${client.sent.length}` };
        client.sent.push(message);
        await client.send(core, message, one.ack === 'arrives');
        if (one.ack === 'is lost twice') await Promise.all([client.send(core, message, false), client.send(core, message, false)]);
      } else if (one.do === 'send again' && old) await client.send(core, old, true);
      else if (one.do === 'change under an old id' && old && client.acknowledged.has(old.clientMessageId)) {
        await expect(core.chat.send(client.visitor, { ...old, text: 'another' })).rejects.toMatchObject({ code: 'idempotency_conflict' });
      } else if (one.do === 'crash') cores.push((core = await crash(backend)));
      else if (one.do === 'resume') await client.resume(core);
      else if (one.do === 'stop') await core.answering.halt(site.workspaceId, client.conversationId, 'stopped', () => undefined);
      else if (one.do === 'rest') await turn();
    }
    // At the end a process comes that finds everything that hangs, and the visitor's tab comes back.
    backend.script = scriptOf(new Set(client.sent.map(({ text }) => text)));
    do {
      // A dying process may hold a row locked for a last moment; then the next look finds it.
      core = await crash(backend);
      await core.answering.drain();
    } while ((await stored(db, client.visitor, client.conversationId)).messages.some(({ leased }) => leased));
    for (const dead of cores) dead.answering.silence(client.conversationId, null);
    await client.resume(core);
  }

  async function check(client: Client): Promise<void> {
    const { messages, facts, finished: counted } = await stored(db, client.visitor, client.conversationId);
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
    const asked = messages.filter(({ role }) => role === 'visitor');
    const texts = asked.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const { clientMessageId, text } of client.sent) {
      if (client.acknowledged.has(clientMessageId)) expect(texts).toContain(text);
    }
    const answers = messages.filter(({ role }) => role === 'assistant');
    expect(answers.map(({ answers: id }) => id)).toEqual(asked.map(({ id }) => id));
    for (const { state, leased } of answers) expect([state, leased]).toEqual([expect.stringMatching(/^(complete|interrupted|failed|cancelled)$/), false]);
    expect(facts.filter(({ kind }) => kind === 'message.received').map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
    expect(facts.filter(({ kind }) => kind === 'answer.finished').map(({ id }) => id).sort()).toEqual(answers.map(({ id }) => id).sort());
    expect(counted).toBe(answers.filter(({ state }) => state !== 'cancelled').length);
    expect(client.messages.map(({ id, text, state }) => [id, text, state])).toEqual(messages.map(({ id, text, state }) => [id, text, state]));
  }

  it('lose no acknowledged message, double none, number them densely, answer each, and count each once', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 16 }), async (steps) => {
      const backend = new ScriptedBackend(scriptOf(new Set()));
      const somebody = await visitor();
      const { id } = await startCore(db, backend).transcript.open(somebody, arrivalOf({}));
      const client = new Client(somebody, id);
      await play(client, backend, steps);
      await check(client);
    }), { numRuns: 150, seed: 20_260_731, endOnFailure: true });
  }, 90_000);
});
