import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { createClient, openVisitor, type Chat } from '#contracts';
import { startModelServer } from '../test/support/model-server.ts';
import { foundCompany } from '../test/support/company.ts';
import { ServerProcess } from '../test/support/server-process.ts';
import { cpuMs, familyCpuMs, options, pause, quantile, residentKb, round } from './process-cost.ts';

/** Sockets held, acknowledged messages and streamed words, ours beside bare socket.io in the same run. */
const { sockets, rate, seconds, streams, words, warmUp } = options({ sockets: 2_000, rate: 300, seconds: 10, streams: 50, words: 200, warmUp: 30 });

interface Peer {
  name: string;
  pid: number;
  databasePid?: number | undefined;
  connect(): Promise<{ socket: Socket; send(text: string): Promise<void>; stream(): Promise<number> }>;
}

/** Comes again when the server is busy, as every client does: it lets in so many a second. */
async function opened(url: string, auth: object, origin: string): Promise<Socket> {
  for (;;) {
    const socket = io(url, { transports: ['websocket'], auth, extraHeaders: { origin }, forceNew: true, reconnection: false });
    const refused = await new Promise<(Error & { data?: { retryable?: boolean } }) | null>((done) => {
      socket.once('connect', () => done(null));
      socket.once('connect_error', done);
    });
    if (!refused) return socket;
    socket.close();
    if (!refused.data?.retryable) throw refused;
    await pause(200 + Math.random() * 400);
  }
}

async function bare(): Promise<{ peer: Peer; process: ChildProcess }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'bare-socket-server.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  const url = `http://127.0.0.1:${printed.toString().trim()}`;
  const peer: Peer = {
    name: 'bare socket.io', pid: child.pid ?? 0,
    async connect() {
      const socket = await opened(url, {}, url);
      return {
        socket,
        send: async (text) => void (await socket.emitWithAck('message.send', { text })),
        async stream() {
          let seen = 0;
          socket.on('chat', () => seen++);
          await socket.emitWithAck('stream', words);
          return seen;
        },
      };
    },
  };
  return { peer, process: child };
}

function duet(server: ServerProcess, siteKey: string): Peer {
  const call = createClient(fetch, server.address, { origin: server.address });
  return {
    name: 'Duet', pid: server.pid ?? 0, databasePid: server.databasePid,
    async connect() {
      const { visitorToken } = await call(openVisitor, { siteKey });
      const socket = await opened(`${server.address}/chat`, { siteKey, visitorToken }, server.address);
      let conversation: Chat | undefined;
      const send = async (text: string): Promise<string | null> => {
        conversation ??= ((await socket.emitWithAck('conversation.open', {})) as { conversation: Chat }).conversation;
        const ack = (await socket.emitWithAck('message.send', { conversationId: conversation.id, clientMessageId: crypto.randomUUID(), text })) as { ok: boolean; code?: string; replyId?: string };
        if (!ack.ok) throw new Error(ack.code);
        return ack.replyId ?? null;
      };
      return {
        socket,
        send: async (text) => void (await send(text)),
        stream: () => new Promise((done, fail) => {
          let seen = 0;
          socket.on('chat', (event: { type: string; text?: string }) => {
            if (event.type === 'delta') seen += event.text?.split(' ').length ?? 0;
            if (event.type === 'finished') done(words);
          });
          send('Tell me everything').catch(fail);
          void seen;
        }),
      };
    },
  };
}

async function holding(peer: Peer): Promise<object> {
  const [memory, cpu, began] = [residentKb(peer.pid), cpuMs(peer.pid), performance.now()];
  const open: Socket[] = [];
  while (open.length < sockets) open.push(...(await Promise.all(Array.from({ length: Math.min(50, sockets - open.length) }, async () => (await peer.connect()).socket))));
  await pause(3_000);
  const row = {
    peer: peer.name, sockets: open.filter((one) => one.connected).length, 'kB each': round((residentKb(peer.pid) - memory) / sockets),
    'opened/s': Math.round((sockets * 1_000) / (performance.now() - began - 3_000)), 'CPU ms per open': round((cpuMs(peer.pid) - cpu) / sockets, 2),
  };
  for (const socket of open) socket.close();
  await pause(2_000);
  return row;
}

/** Sends at a steady rate, whatever the answers do: a slow server cannot slow the clock that measures it. */
async function acknowledging(peer: Peer): Promise<object> {
  const clients = await Promise.all(Array.from({ length: Math.min(300, rate) }, () => peer.connect()));
  // Servers run for weeks: what a fresh process still compiles and plans is not what is asked here.
  for (const from = performance.now(); performance.now() - from < warmUp * 1_000;) {
    await Promise.all(clients.map(async (one, i) => { await pause((i * 2_000) / clients.length); await one.send('warm up'); }));
  }
  await pause(2_000);
  const [cpu, database] = [cpuMs(peer.pid), peer.databasePid ? familyCpuMs(peer.databasePid) : 0];
  const waits: number[] = [];
  let failed = 0;
  const sending: Promise<void>[] = [];
  const began = performance.now();
  for (let i = 0; i < rate * seconds; i++) {
    const due = began + (i * 1_000) / rate;
    if (performance.now() < due) await pause(due - performance.now());
    const client = clients[i % clients.length];
    sending.push(client ? client.send(`Where is parcel ${i}?`).then(() => void waits.push(performance.now() - due), () => void failed++) : Promise.resolve());
  }
  await Promise.all(sending);
  const elapsed = (performance.now() - began) / 1_000;
  await pause(1_500);
  const row = {
    peer: peer.name, 'messages/s': Math.round(waits.length / elapsed), failed, 'ack p50 ms': round(quantile(waits, 0.5)), 'ack p99 ms': round(quantile(waits, 0.99)),
    'CPU ms each': round((cpuMs(peer.pid) - cpu) / waits.length, 2), 'database CPU ms each': peer.databasePid ? round((familyCpuMs(peer.databasePid) - database) / waits.length, 2) : 0,
  };
  for (const { socket } of clients) socket.close();
  return row;
}

async function streaming(peer: Peer): Promise<object> {
  const clients = await Promise.all(Array.from({ length: streams }, () => peer.connect()));
  const [cpu, began] = [cpuMs(peer.pid), performance.now()];
  const seen = await Promise.all(clients.map((one) => one.stream()));
  const elapsed = (performance.now() - began) / 1_000;
  const total = seen.reduce((sum, one) => sum + one, 0);
  const row = { peer: peer.name, streams, 'words/s': Math.round(total / elapsed), 'CPU us per word': round(((cpuMs(peer.pid) - cpu) * 1_000) / total) };
  for (const { socket } of clients) socket.close();
  return row;
}

const model = await startModelServer({ tokenDelayMs: 0, tokens: words });
const quick = await startModelServer({ tokenDelayMs: 0, tokens: 1 });
const server = await ServerProcess.create({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1', DUET_LIMIT_FACTOR: '100000' });
const plain = await bare();
try {
  await server.start();
  const company = await foundCompany(server.address, await server.setupLink());
  const siteOf = async (url: string, name: string): Promise<string> => {
    const { key } = await company.model(url, name);
    return (await company.siteAnsweredBy(await company.version('fine_tuned', key))).publicKey;
  };
  const one = duet(server, await siteOf(quick.url, 'one-frame'));
  const many = duet(server, await siteOf(model.url, 'many-words'));
  console.log(`Limits raised 100,000 times. Load generator and servers share the machine; ${warmUp} s of warming up before messages are counted.`);
  console.log(`\nHolding ${sockets} sockets`);
  console.table([await holding(plain.peer), await holding(one)]);
  console.log(`\nAcknowledged messages at ${rate}/s for ${seconds} s (ours: stored and answered in one frame)`);
  console.table([await acknowledging(plain.peer), await acknowledging(one)]);
  console.log(`\n${streams} streams of ${words} words (ours: from a model server, in frames, stored)`);
  console.table([await streaming(plain.peer), await streaming(many)]);
} finally {
  plain.process.kill('SIGTERM');
  await server.cleanUp();
  await Promise.all([model.stop(), quick.stop()]);
}
