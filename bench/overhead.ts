import { io } from 'socket.io-client';
import { createClient, createModel, openVisitor, type Chat, type ChatEvent } from '#contracts';
import { startModelServer } from '../test/support/model-server.ts';
import { foundCompany, type Company } from '../test/support/company.ts';
import { ServerProcess } from '../test/support/server-process.ts';
import { compareClients } from './clients/compare-clients.ts';
import { partsOf } from './clients/overhead-parts.ts';
import { cpuMs, familyCpuMs, options, quantile, round } from './process-cost.ts';

/**
 * Added time to first token over the same model server called directly, turn persisted and variant assigned, in one
 * run: first token 5 ms, 50 tokens, 5 ms apart. Closed loop: each user asks again as soon as it was answered.
 */
const { seconds, least, most, warmUp, clientSeconds } = options({ seconds: 8, least: 1, most: 200, warmUp: 20, clientSeconds: 4 });

interface Turn {
  firstMs: number;
  totalMs: number;
}
type Ask = () => Promise<Turn>;

/** The model server called directly, as a program without Duet would. */
const direct = (url: string): Ask => async () => {
  const began = performance.now();
  const reply = await fetch(`${url}/chat/completions`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ model: 'local', stream: true, messages: [{ role: 'user', content: 'Where is my parcel?' }] }),
  });
  let firstMs = 0;
  const decoder = new TextDecoder();
  for await (const piece of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
    if (firstMs === 0 && /"content":"[^"]/.test(decoder.decode(piece, { stream: true }))) firstMs = performance.now() - began;
  }
  return { firstMs, totalMs: performance.now() - began };
};

/** One visitor on a socket of its own, in one conversation. */
async function visitor(address: string, siteKey: string): Promise<{ ask: Ask; close(): void }> {
  const { visitorToken } = await createClient(fetch, address, { origin: address })(openVisitor, { siteKey });
  const socket = io(`${address}/chat`, { transports: ['websocket'], auth: { siteKey, visitorToken }, extraHeaders: { origin: address }, forceNew: true });
  await new Promise<void>((done) => socket.once('connect', done));
  const { conversation } = (await socket.emitWithAck('conversation.open', {})) as { conversation: Chat };
  const ask: Ask = () => new Promise((done, fail) => {
    const began = performance.now();
    let firstMs = 0;
    const take = (event: ChatEvent): void => {
      if (event.type === 'delta' && firstMs === 0) firstMs = performance.now() - began;
      if (event.type !== 'finished') return;
      socket.off('chat', take);
      if (event.message.state === 'complete') done({ firstMs: firstMs || performance.now() - began, totalMs: performance.now() - began });
      else fail(new Error(event.message.state));
    };
    socket.on('chat', take);
    socket.emitWithAck('message.send', { conversationId: conversation.id, clientMessageId: crypto.randomUUID(), text: 'Where is my parcel?' })
      .then((ack: { ok: boolean; code?: string }) => {
        if (!ack.ok) fail(new Error(ack.code));
      }, fail);
  });
  return { ask, close: () => void socket.close() };
}

async function load(asks: readonly Ask[], forSeconds = seconds): Promise<{ turns: Turn[]; failed: number; perSecond: number }> {
  const turns: Turn[] = [];
  let failed = 0;
  const began = performance.now();
  await Promise.all(asks.map(async (ask) => {
    while (performance.now() - began < forSeconds * 1_000) {
      await ask().then((turn) => turns.push(turn), () => failed++);
    }
  }));
  return { turns, failed, perSecond: (turns.length * 1_000) / (performance.now() - began) };
}

const model = await startModelServer({ firstTokenMs: 5, tokenDelayMs: 5, tokens: 50 });
const server = await ServerProcess.create({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1', DUET_LIMIT_FACTOR: '100000' });

async function ours(siteKey: string, users: number, base: { firstMs: number; perSecond: number }): Promise<object> {
  const visitors = await Promise.all(Array.from({ length: users }, () => visitor(server.address, siteKey)));
  await Promise.all(visitors.map((one) => one.ask().catch(() => undefined)));
  const [node, database] = [cpuMs(server.pid ?? 0), familyCpuMs(server.databasePid ?? 0)];
  const { turns, failed, perSecond } = await load(visitors.map((one) => one.ask));
  const first = turns.map((one) => one.firstMs - base.firstMs);
  const row = {
    'added first token p50 ms': round(quantile(first, 0.5)), 'p99 ms': round(quantile(first, 0.99)), 'turns/s': round(perSecond), failed,
    'of the direct rate': round(perSecond / base.perSecond, 2), 'Node CPU ms a turn': round((cpuMs(server.pid ?? 0) - node) / turns.length, 2),
    'PostgreSQL CPU ms a turn': round((familyCpuMs(server.databasePid ?? 0) - database) / turns.length, 2),
  };
  for (const one of visitors) one.close();
  return row;
}

/** Servers run for weeks: what a fresh process still compiles, and plans without statistics, is not what is asked here. */
async function warm(siteKey: string): Promise<void> {
  const visitors = await Promise.all(Array.from({ length: 30 }, () => visitor(server.address, siteKey)));
  await load(visitors.map((one) => one.ask), warmUp);
  for (const one of visitors) one.close();
}

async function siteOn(company: Company, key: string): Promise<string> {
  return (await company.siteAnsweredBy(await company.version('fine_tuned', key))).publicKey;
}

try {
  await server.start();
  const company = await foundCompany(server.address, await server.setupLink());
  const { key } = await company.model(model.url);
  const langchain = await company.call(createModel, { provider: 'langchain', name: 'openai:local', baseUrl: model.url });
  const sites = { 'fetch + SSE': await siteOn(company, key), LangChain: await siteOn(company, langchain.key) };
  console.log(`Model server: first token 5 ms, 50 tokens, 5 ms apart; ${seconds} s each; load, servers and database share the machine; limits raised 100,000 times; ${warmUp} s of warming up each.`);
  const rows: object[] = [];
  // LangChain comes last: what it loads stays in the process.
  for (const [path, siteKey] of Object.entries(sites)) {
    await warm(siteKey);
    for (const users of [1, 16, 50, 200].filter((one) => one >= least && one <= most)) {
      const base = await load(Array.from({ length: users }, () => direct(model.url)));
      const first = base.turns.map((turn) => turn.firstMs);
      const firstMs = quantile(first, 0.5);
      rows.push(
        { users, path: 'direct', 'added first token p50 ms': 0, 'p99 ms': round(quantile(first, 0.99) - firstMs), 'turns/s': round(base.perSecond), failed: base.failed, 'of the direct rate': 1 },
        { users, path, ...(await ours(siteKey, users, { firstMs, perSecond: base.perSecond })) },
      );
    }
  }
  console.table(rows);
  console.log('Our own part of the time of all those turns, as /metrics tells it (ms, upper bounds of buckets; LangChain\'s and 200 users included):');
  console.table(partsOf(await (await fetch(`${server.address}/metrics`)).text()));
  await server.cleanUp();
  console.log(`The clients alone, without Duet around them, each in a process of its own: ${clientSeconds} s each; the first of each group is what the others are compared with.`);
  console.table(await compareClients(model.origin, [1, 16, 50].filter((one) => one >= least && one <= most), clientSeconds));
} finally {
  await server.cleanUp();
  await model.stop();
}
