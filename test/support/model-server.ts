import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How a request is answered; what is left out is as the server was started. */
export interface Behaviour {
  /** Before the first piece. */
  firstTokenMs?: number;
  /** Between two pieces. */
  tokenDelayMs?: number;
  /** Pieces of the answer. */
  tokens?: number;
  /** Said instead of the words. */
  text?: string;
  /** Refuses with this status and body. */
  refuse?: { status: number; retryAfter?: string; body?: string };
  /** Says nothing at all. */
  hang?: boolean;
  /** Falls silent after so many pieces. */
  stallAfter?: number;
  /** Drops the connection after so many pieces. */
  cutAfter?: number;
  /** Sends half an object after so many pieces. */
  malformedAfter?: number;
  /** Ends properly, but without an end mark, after so many pieces. */
  unfinishedAfter?: number;
  /** Writes single bytes, so that characters and lines are split. */
  byteByByte?: boolean;
  /** Tells no token counts. */
  noUsage?: boolean;
}

export interface ModelRequest {
  path: string;
  authorization: string | undefined;
  body: { model?: string; messages?: { role: string; content: string }[]; stream?: boolean; [field: string]: unknown };
}

const vocabulary = ['parcels', 'leave', 'our', 'house', 'each', 'day', 'at', 'noon', 'and', 'come', 'soon', 'after'];

/** The first `count` pieces that the server says, joined. */
const wordsOf = (count: number): string => Array.from({ length: count }, (_, at) => wordAt(at)).join('');
const wordAt = (at: number): string => `${at === 0 ? '' : ' '}${vocabulary[at % vocabulary.length]}`;

/** A language model server on this machine that speaks the protocols of OpenAI and Ollama, and can fail in every way. */
export class ModelServer {
  readonly requests: ModelRequest[] = [];
  readonly #server = createServer((request, reply) => void this.#serve(request, reply).catch(() => reply.destroy()));
  readonly #next: Behaviour[] = [];
  readonly #events = new EventEmitter();
  /** Requests that the client left before they were answered. */
  abandoned = 0;

  constructor(private readonly usual: Behaviour) {}

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Without a path: Ollama's base URL. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The base URL of the OpenAI protocol. */
  get url(): string {
    return `${this.origin}/v1`;
  }

  words(count: number): string {
    return wordsOf(count);
  }

  /** The next requests are answered so, one after the other; later ones as usual. */
  behave(...behaviours: Behaviour[]): this {
    this.#next.push(...behaviours);
    return this;
  }

  /** Resolves when the next request has arrived. */
  async request(): Promise<void> {
    await once(this.#events, 'request');
  }

  /** Resolves when a client leaves a request before its end. */
  async abandonment(): Promise<void> {
    await once(this.#events, 'abandoned');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const left = new AbortController();
    reply.once('close', () => {
      if (reply.writableFinished || reply.destroyed && left.signal.aborted) return;
      left.abort();
      this.abandoned++;
      this.#events.emit('abandoned');
    });
    const path = request.url ?? '';
    this.requests.push({ path, authorization: request.headers.authorization, body: await readJson(request) });
    const behaviour = { ...this.usual, ...this.#next.shift() };
    this.#events.emit('request');
    if (behaviour.hang) return;
    if (behaviour.refuse) return refuse(reply, behaviour.refuse);
    const protocol = path === '/api/chat' ? ollama : path.endsWith('/chat/completions') ? openai : null;
    if (!protocol) return refuse(reply, { status: 404, body: '{"error":{"message":"no such path"}}' });
    await play(reply, behaviour, protocol, left).catch(() => reply.destroy());
  }
}

/** One protocol's way of putting pieces on the wire. */
interface Protocol {
  type: string;
  piece(text: string): string;
  finish(tokens: number, behaviour: Behaviour): string;
  malformed: string;
}

const event = (body: object): string => `data: ${JSON.stringify({ id: 'chat-1', object: 'chat.completion.chunk', created: 1, model: 'local', ...body })}\n\n`;
const openai: Protocol = {
  type: 'text/event-stream; charset=utf-8',
  piece: (content) => event({ choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }] }),
  finish: (tokens, { noUsage }) => [
    event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
    noUsage ? '' : event({ choices: [], usage: { prompt_tokens: 7, completion_tokens: tokens, total_tokens: 7 + tokens } }),
    'data: [DONE]\n\n',
  ].join(''),
  malformed: 'data: {"choices": [{"del\n\n',
};
const line = (body: object): string => `${JSON.stringify({ model: 'local', created_at: '2026-01-01T00:00:00Z', ...body })}\n`;
const ollama: Protocol = {
  type: 'application/x-ndjson',
  piece: (content) => line({ message: { role: 'assistant', content }, done: false }),
  finish: (tokens, { noUsage }) => line({
    message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', ...(noUsage ? {} : { prompt_eval_count: 7, eval_count: tokens }),
  }),
  malformed: '{"message": {"ro\n',
};

async function play(reply: ServerResponse, behaviour: Behaviour, protocol: Protocol, left: AbortController): Promise<void> {
  const { firstTokenMs = 0, tokenDelayMs = 0, tokens = 20, text } = behaviour;
  const wait = (ms: number): Promise<unknown> | undefined => (ms > 0 ? pause(ms, undefined, { signal: left.signal }) : undefined);
  /** Settles when everything written so far has left. */
  let sent = Promise.resolve();
  const write = (data: string): void => {
    const bytes = Buffer.from(data);
    if (behaviour.byteByByte) for (const byte of bytes.subarray(0, -1)) reply.write(Buffer.of(byte));
    sent = new Promise((resolve) => reply.write(behaviour.byteByByte ? bytes.subarray(-1) : bytes, () => resolve()));
  };
  reply.writeHead(200, { 'content-type': protocol.type, 'cache-control': 'no-cache' }).flushHeaders();
  // Each byte in a packet of its own.
  reply.socket?.setNoDelay(true);
  await wait(firstTokenMs);
  const pieces = text === undefined ? Array.from({ length: tokens }, (_, at) => wordAt(at)) : (text.match(/.{1,4}/gsu) ?? []);
  for (const [at, piece] of [...pieces, null].entries()) {
    if (at === behaviour.stallAfter) return;
    if (at === behaviour.cutAfter) {
      left.abort();
      await sent;
      reply.destroy();
      return;
    }
    if (at === behaviour.malformedAfter) write(protocol.malformed);
    if (at === behaviour.unfinishedAfter) { reply.end(); return; }
    if (left.signal.aborted) return;
    if (piece === null) break;
    if (at > 0) await wait(tokenDelayMs);
    write(protocol.piece(piece));
  }
  write(protocol.finish(pieces.length, behaviour));
  reply.end();
}

function refuse(reply: ServerResponse, { status, retryAfter, body = '{"error":{"message":"refused"}}' }: NonNullable<Behaviour['refuse']>): void {
  reply.writeHead(status, { 'content-type': 'application/json', ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) }).end(body);
}

async function readJson(request: IncomingMessage): Promise<ModelRequest['body']> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece as string;
  return text === '' ? {} : (JSON.parse(text) as ModelRequest['body']);
}

/** Starts a model server on a free port; `usual` is how it answers when nothing else was asked for. */
export async function startModelServer(usual: Behaviour = {}): Promise<ModelServer> {
  const server = new ModelServer(usual);
  await server.listen();
  return server;
}
