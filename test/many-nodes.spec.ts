import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import {
  changeSite, claimConversation, createApiKey, createClient, listSites, replyAsAgent, type Call, type CallFailed, type ChatEvent, type DeskEvent, type QueueItem, type Site,
} from '#contracts';
import { Tab } from './support/chat.ts';
import type { ServerProcess } from './support/server-process.ts';
import { startTwoServers, whyNotTwoServers, type TwoServers } from './support/two-servers.ts';
import { Visitor, expectOk } from './support/visitor.ts';

const whyNot = await whyNotTwoServers();
const describeWhereItCanRun = whyNot === null ? describe : describe.skip;

describeWhereItCanRun(`two servers on one database and one Redis${whyNot === null ? '' : ` (left out: ${whyNot})`}`, () => {
  let all: TwoServers;
  const open: { close(): void }[] = [];

  beforeAll(async () => {
    all = await startTwoServers({ DUET_LIMIT_FACTOR: '1000' });
  }, 400_000);
  afterAll(async () => {
    for (const one of open) one.close();
    await all?.stop();
  }, 60_000);

  const closing = <T extends { close(): void }>(one: T): T => {
    open.push(one);
    return one;
  };
  /** A visitor with a tab on each server, in one conversation. */
  const visitorOnBoth = async (): Promise<{ onA: Visitor; onB: Visitor }> => {
    const onA = closing(await Visitor.open(all.a.address, all.siteKey));
    const conversation = await onA.start();
    const onB = closing(await Visitor.open(all.b.address, all.siteKey, { token: onA.token, origin: all.a.address }));
    await onB.follow(conversation);
    return { onA, onB };
  };
  const agentAt = async (server: ServerProcess): Promise<{ call: Call; desk: Tab }> => {
    const { secret } = await all.company.call(createApiKey, { name: 'Agent', role: 'agent' });
    const authorization = `Bearer ${secret}`;
    const desk = closing(new Tab(io(`${server.address}/desk`, { transports: ['websocket'], forceNew: true, extraHeaders: { authorization } })));
    await desk.connected;
    return { call: createClient(fetch, server.address, { authorization }), desk };
  };
  const messagesOf = (visitor: Visitor): Promise<{ seq: number; text: string; state: string }[]> =>
    all.database.query('select seq, text, state from message where conversation_id = $1 order by seq', [visitor.id]);
  const sayings = (tab: Visitor, other: Visitor): void => expect(tab.transcript()).toEqual(other.transcript());

  it('let a visitor on the one and an agent on the other talk', async () => {
    const { call, desk } = await agentAt(all.b);
    const visitor = closing(await Visitor.open(all.a.address, all.siteKey));
    const { id } = await visitor.start();
    await visitor.ask('My parcel is broken');
    expectOk(await visitor.request('conversation.hand-over', { conversationId: id, reason: 'broken' }));
    await desk.hearsOfDesk<{ items: QueueItem[] }>(({ type, items }) => type === 'queue' && items.some((item) => item.conversationId === id));
    await call(claimConversation, { id });
    expectOk((await desk.raw('desk.watch', { conversationId: id })) as { ok: boolean });
    await call(replyAsAgent, { id, clientMessageId: randomUUID(), text: 'A new one leaves today.' });
    await visitor.until(() => visitor.transcript().includes('A new one leaves today.'));
    await visitor.send('Thank you');
    await desk.hearsOfDesk<DeskEvent>((news) => news.type === 'chat' && news.event.type === 'message' && news.event.message.text === 'Thank you');
  });

  it('bring an answer that runs on the one to a tab on the other, piece by piece', async () => {
    const { onA, onB } = await visitorOnBoth();
    const { replyId } = await onA.send('How long does it take?');
    const reply = replyId as string;
    await onB.until(() => onB.textOf(reply).length > 10 && onB.messages.get(reply)?.message.state !== 'complete');
    const [here, there] = await Promise.all([onA.finished(reply), onB.finished(reply)]);
    expect(there).toEqual(here);
    expect(here.text).toBe(all.model.words(20));
    sayings(onB, onA);
  });

  it('end an answer that runs on the one when it is stopped on the other', async () => {
    const { onA, onB } = await visitorOnBoth();
    all.model.behave({ tokens: 1_000 });
    const left = all.model.abandonment();
    const { replyId } = await onA.send('Tell me everything');
    const reply = replyId as string;
    await onB.until(() => onB.textOf(reply).length > 10);
    expectOk(await onB.request('message.stop', { conversationId: onB.id, messageId: reply }));
    const [here, there] = await Promise.all([onA.finished(reply), onB.finished(reply), left]);
    expect(here.state).toBe('cancelled');
    expect(there.text).toBe(here.text);
  });

  /** An answer as an HTTP stream: its events, from whichever server. */
  const streamed = async (server: ServerProcess, visitor: Visitor, body: { clientMessageId: string; text: string }): Promise<ChatEvent[]> => {
    const headers = { authorization: `Bearer ${visitor.token}`, 'content-type': 'application/json', accept: 'text/event-stream' };
    const reply = await fetch(`${server.address}/v1/conversations/${visitor.id}/messages`, { method: 'POST', headers, body: JSON.stringify(body) });
    return [...(await reply.text()).matchAll(/^data: (\{"type".*)$/gm)].map(([, event]) => JSON.parse(event ?? '') as ChatEvent);
  };

  it('stream over HTTP, piece by piece, what runs on the other, and end the stream of what is stopped on the other', async () => {
    const { onA, onB } = await visitorOnBoth();
    all.model.behave({ tokens: 200 }, { tokens: 1_000 });
    const message = { clientMessageId: randomUUID(), text: 'Tell me a lot' };
    const here = streamed(all.a, onA, message);
    await onB.until(() => onB.transcript().some((text) => text.length > 20));
    const [ran, followed] = await Promise.all([here, streamed(all.b, onB, message)]);
    expect(followed.at(-1)).toEqual(ran.at(-1));
    // Its row is written once a second at most; these came from the process that answers.
    expect(followed.filter(({ type }) => type === 'delta').length).toBeGreaterThan(10);

    const stopped = streamed(all.a, onA, { clientMessageId: randomUUID(), text: 'Tell me everything' });
    await onB.until(() => onB.transcript().length === 4 && (onB.transcript()[3] ?? '').length > 10);
    const reply = [...onB.messages.values()].find(({ message: { seq } }) => seq === 4)!.message.id;
    expectOk(await onB.request('message.stop', { conversationId: onB.id, messageId: reply }));
    expect((await stopped).at(-1)).toMatchObject({ type: 'finished', message: { id: reply, state: 'cancelled' } });
  }, 120_000);

  it('give a conversation to exactly one of two agents who click at once', async () => {
    const agents = await Promise.all([agentAt(all.a), agentAt(all.b)]);
    for (let round = 0; round < 5; round++) {
      const visitor = closing(await Visitor.open(all.a.address, all.siteKey));
      const { id } = await visitor.start();
      await visitor.ask('Hello');
      expectOk(await visitor.request('conversation.hand-over', { conversationId: id }));
      const clicks = await Promise.allSettled(agents.map(({ call }) => call(claimConversation, { id })));
      expect(clicks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const [refused] = clicks.filter((click) => click.status === 'rejected');
      expect((refused?.reason as CallFailed).code).toBe('already_claimed');
    }
  });

  it('keep to a limit that was set on the other, a few seconds later', async () => {
    const { onA, onB } = await visitorOnBoth();
    const message = { conversationId: onB.id, text: 'a'.repeat(150) };
    await onB.send(message.text);
    const [site] = (await all.company.call(listSites, {})).items.filter(({ publicKey }) => publicKey === all.siteKey);
    await all.company.call(changeSite, { id: (site as Site).id, limits: { longestMessage: 100 } });
    expect(await onA.request('message.send', { ...message, clientMessageId: randomUUID() })).toMatchObject({ code: 'message_too_long', retryable: false });
    const changed = Date.now();
    for (let code = ''; code !== 'message_too_long'; await new Promise((done) => setTimeout(done, 100))) {
      if (Date.now() - changed > 20_000) throw new Error('the other server never heard of it');
      const reply = await onB.request('message.send', { ...message, clientMessageId: randomUUID() });
      code = reply.ok ? '' : reply.code;
    }
    await all.company.call(changeSite, { id: (site as Site).id, limits: { longestMessage: 4_000 } });
  });

  it('settle on the one, within half a minute, what the other was answering when it was killed', async () => {
    const shown = await visitorOnBoth();
    const unshown = await visitorOnBoth();
    // Minutes long, so that it still runs when the process is killed, however slow the machine; what was shown for two seconds is also written down.
    all.model.behave({ tokens: 20_000 });
    const { replyId: shownReply } = await shown.onA.send('Tell me everything');
    await shown.onB.until(() => shown.onB.textOf(shownReply as string).length > 600);
    all.model.behave({ hang: true });
    const asked = all.model.request();
    const { replyId: unshownReply } = await unshown.onA.send('Where is my parcel?');
    await asked;
    const killed = performance.now();
    await all.a.end('SIGKILL');
    const [cut, repeated] = await Promise.all([shown.onB.finished(shownReply as string, 40_000), unshown.onB.finished(unshownReply as string, 40_000)]);
    expect(performance.now() - killed).toBeLessThan(30_000);
    expect(cut).toMatchObject({ state: 'interrupted', offersPerson: true });
    expect(all.model.words(20_000)).toContain(cut.text);
    expect(repeated).toMatchObject({ state: 'complete', attempt: 2, text: all.model.words(20) });
    await all.a.start();
    await Promise.all([shown.onA.onceConnected(), unshown.onA.onceConnected()]);
    await Promise.all([shown.onA.resume(), unshown.onA.resume()]);
    sayings(shown.onA, shown.onB);
    sayings(unshown.onA, unshown.onB);
  }, 90_000);

  const redisAsSeenBy = async (server: ServerProcess): Promise<{ status: number; redis: boolean }> => {
    const reply = await fetch(`${server.address}/readyz`);
    const { conditions } = (await reply.json()) as { conditions: { redis: { ok: boolean } } };
    return { status: reply.status, redis: conditions.redis.ok };
  };
  const redisIs = async (here: boolean): Promise<void> => {
    for (const server of [all.a, all.b]) {
      for (const deadline = Date.now() + 20_000; (await redisAsSeenBy(server)).redis !== here; ) {
        if (Date.now() > deadline) throw new Error(`Redis never was ${here ? 'here' : 'away'}`);
        await new Promise((done) => setTimeout(done, 50));
      }
    }
  };

  it('serve on while Redis is away, and miss and double nothing', async () => {
    const { onA, onB } = await visitorOnBoth();
    const quiet = await visitorOnBoth();
    all.model.behave({ tokens: 200 }, { tokens: 200 });
    const { replyId } = await onA.send('Tell me a lot');
    const { replyId: quietReply } = await quiet.onA.send('Tell me a lot');
    await onB.until(() => onB.textOf(replyId as string).length > 20);
    await quiet.onB.until(() => quiet.onB.textOf(quietReply as string).length > 20);
    await all.redis.end();
    await redisIs(false);
    expect(await redisAsSeenBy(all.a)).toEqual({ status: 200, redis: false });
    expect((await onA.finished(replyId as string)).state).toBe('complete');
    await onA.ask('Are you still there?');
    // Told to the other server by its heartbeat only.
    await onB.until(() => onB.transcript().length === 4 && [...onB.messages.values()].every(({ message }) => message.state === 'complete'), 65_000);
    sayings(onB, onA);
    // No later message tells of this answer's end.
    await quiet.onB.finished(quietReply as string, 65_000);
    sayings(quiet.onB, quiet.onA);

    await all.a.end('SIGKILL');
    await all.a.start();
    await onA.onceConnected();
    await onA.ask('And after a restart?');

    await all.redis.start();
    await redisIs(true);
    await onA.resume();
    await onB.resume();
    const { replyId: last } = await onA.send('And now?');
    await onB.until(() => onB.textOf(last as string).length > 10);
    await Promise.all([onA.finished(last as string), onB.finished(last as string)]);
    sayings(onB, onA);
    const stored = await messagesOf(onA);
    expect(stored.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(onB.transcript()).toEqual(stored.map(({ text }) => text));
  }, 150_000);
});
