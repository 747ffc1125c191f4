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
  /** Said instead of the words, by what was asked. */
  reply?: (asked: ModelRequest['body']) => string;
  /** Tools that it wants used, after what it says; arguments of type text are sent as they are, also where they are no JSON. */
  calls?: { name: string; arguments: object | string }[];
  /** Refuses with this status and body. */
  refuse?: { status: number; retryAfter?: string; body?: string };
  /** Sends a chunk that names only the speaker before the first piece, in a packet of its own; in the protocol of OpenAI. */
  roleFirst?: boolean;
  /** Thinks so many pieces long before the first one, each as long a wait as the others, in a field of their own; in the protocol of OpenAI. */
  thoughts?: number;
  /** Tells an error in the stream, after so many pieces; in the protocol of OpenAI. */
  errorAfter?: { pieces: number; error: object };
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
  /** Tokens of the prompt, as it tells them. */
  inputTokens?: number;
}

export interface ModelRequest {
  path: string;
  authorization: string | undefined;
  /** The key in the headers of Azure (`api-key`) and of Anthropic (`x-api-key`). */
  apiKey: string | undefined;
  body: { model?: string; messages?: { role: string; content: string }[]; tools?: object[]; stream?: boolean; [field: string]: unknown };
}

const vocabulary = ['parcels', 'leave', 'our', 'house', 'each', 'day', 'at', 'noon', 'and', 'come', 'soon', 'after'];

/** The first `count` pieces that the server says, joined. */
const wordsOf = (count: number): string => Array.from({ length: count }, (_, at) => wordAt(at)).join('');
const wordAt = (at: number): string => `${at === 0 ? '' : ' '}${vocabulary[at % vocabulary.length]}`;

/** A language model server on this machine that speaks the protocols of OpenAI, Anthropic and Ollama, and can fail in every way. */
export class ModelServer {
  readonly requests: ModelRequest[] = [];
  /** What the server tells of its models when it is asked for the list; null: it has none. */
  models: Record<string, unknown>[] | null = null;
  /** Another protocol on the same address; gives true for what it has answered. */
  beside: (request: IncomingMessage, reply: ServerResponse, url: URL) => Promise<boolean> = () => Promise.resolve(false);
  /** Decides by the request how it is answered, behind what was asked for in order. */
  follow: ((request: ModelRequest) => Behaviour) | null = null;
  readonly #server = createServer((request, reply) => void this.#serve(request, reply).catch(() => reply.destroy()));
  readonly #next: Behaviour[] = [];
  readonly #events = new EventEmitter();
  /** Requests that the client left before they were answered. */
  abandoned = 0;

  constructor(private readonly usual: Behaviour) {}

  /** Connections that clients have opened so far, that are open, and that ever were at once. */
  readonly connections = { opened: 0, open: 0, most: 0 };

  async listen(): Promise<void> {
    this.#server.on('connection', (socket) => {
      this.connections.opened++;
      this.connections.most = Math.max(this.connections.most, ++this.connections.open);
      socket.once('close', () => this.connections.open--);
    });
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

  /** Takes back what was asked for and not yet used. */
  behaveAsUsual(): void {
    this.#next.length = 0;
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
    const url = new URL(path, this.origin);
    if (await this.beside(request, reply, url)) return;
    const { pathname } = url;
    if (request.method === 'GET' && pathname.endsWith('/models')) return list(reply, this.models);
    const { authorization, 'api-key': azureKey, 'x-api-key': anthropicKey = azureKey } = request.headers;
    const body = await readJson(request);
    const asked: ModelRequest = { path, authorization, apiKey: anthropicKey?.toString(), body };
    this.requests.push(asked);
    const next = this.#next.shift() ?? this.follow?.(asked);
    // Whoever wants tools used says nothing beside it, unless it is told to.
    const behaviour = { ...this.usual, ...(next?.calls && { tokens: 0 }), ...next };
    if (behaviour.reply) behaviour.text = behaviour.reply(body);
    this.#events.emit('request');
    if (behaviour.hang) return;
    if (behaviour.refuse) return refuse(reply, behaviour.refuse);
    const protocol = protocols.find(([end]) => pathname.endsWith(end))?.[1];
    if (!protocol) return refuse(reply, { status: 404, body: '{"error":{"message":"no such path"}}' });
    await play(reply, behaviour, protocol, left).catch(() => reply.destroy());
  }
}

/** One protocol's way of putting pieces on the wire. */
interface Protocol {
  type: string;
  /** Before the first piece, with it. */
  begin?(behaviour: Behaviour): string;
  piece(text: string): string;
  calls(calls: NonNullable<Behaviour['calls']>): string;
  finish(tokens: number, behaviour: Behaviour): string;
  malformed: string;
}

/** As providers stream arguments. */
const partsOf = (given: object | string): string[] => (typeof given === 'string' ? given : JSON.stringify(given)).match(/.{1,5}/gsu) ?? [];

const event = (body: object): string => `data: ${JSON.stringify({ id: 'chat-1', object: 'chat.completion.chunk', created: 1, model: 'local', ...body })}\n\n`;
const openai: Protocol = {
  type: 'text/event-stream; charset=utf-8',
  piece: (content) => event({ choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }] }),
  calls: (calls) => calls.flatMap(({ name, arguments: given }, index) => [
    event({ choices: [{ index: 0, delta: { role: 'assistant', content: null, tool_calls: [{ index, id: `call_${name}_${index}`, type: 'function', function: { name, arguments: '' } }] }, finish_reason: null }] }),
    ...partsOf(given).map((part) => event({ choices: [{ index: 0, delta: { tool_calls: [{ index, function: { arguments: part } }] }, finish_reason: null }] })),
  ]).join(''),
  finish: (tokens, { noUsage, calls, inputTokens = 7 }) => [
    event({ choices: [{ index: 0, delta: {}, finish_reason: calls ? 'tool_calls' : 'stop' }] }),
    noUsage ? '' : event({ choices: [], usage: { prompt_tokens: inputTokens, completion_tokens: tokens, total_tokens: inputTokens + tokens } }),
    'data: [DONE]\n\n',
  ].join(''),
  malformed: 'data: {"choices": [{"del\n\n',
};
const line = (body: object): string => `${JSON.stringify({ model: 'local', created_at: '2026-01-01T00:00:00Z', ...body })}\n`;
const ollama: Protocol = {
  type: 'application/x-ndjson',
  piece: (content) => line({ message: { role: 'assistant', content }, done: false }),
  // All of them at once; arguments are an object.
  calls: (calls) => line({ message: { role: 'assistant', content: '', tool_calls: calls.map(({ name, arguments: given }) => ({ function: { name, arguments: given } })) }, done: false }),
  finish: (tokens, { noUsage }) => line({
    message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', ...(noUsage ? {} : { prompt_eval_count: 7, eval_count: tokens }),
  }),
  malformed: '{"message": {"ro\n',
};

const named = (type: string, body: object = {}): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...body })}\n\n`;
const anthropic: Protocol = {
  type: 'text/event-stream; charset=utf-8',
  begin: ({ noUsage }) => named('message_start', {
    message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'local', content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: noUsage ? 0 : 7, output_tokens: 0 } },
  }) + named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
  piece: (text) => named('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
  calls: (calls) => named('content_block_stop', { index: 0 }) + calls.map(({ name, arguments: given }, at) => [
    named('content_block_start', { index: at + 1, content_block: { type: 'tool_use', id: `toolu_${name}_${at}`, name, input: {} } }),
    ...partsOf(given).map((part) => named('content_block_delta', { index: at + 1, delta: { type: 'input_json_delta', partial_json: part } })),
    named('content_block_stop', { index: at + 1 }),
  ].join('')).join(''),
  finish: (tokens, { noUsage, calls }) => [
    calls ? '' : named('content_block_stop', { index: 0 }),
    named('message_delta', { delta: { stop_reason: calls ? 'tool_use' : 'end_turn', stop_sequence: null }, usage: { output_tokens: noUsage ? 0 : tokens } }),
    named('message_stop'),
  ].join(''),
  malformed: 'event: content_block_delta\ndata: {"type": "content_block_del\n\n',
};

const protocols: readonly [end: string, Protocol][] = [['/api/chat', ollama], ['/chat/completions', openai], ['/v1/messages', anthropic]];

async function play(reply: ServerResponse, behaviour: Behaviour, protocol: Protocol, left: AbortController): Promise<void> {
  const { firstTokenMs = 0, tokenDelayMs = 0, tokens = 20, text, calls } = behaviour;
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
  if (behaviour.roleFirst) write(event({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] }));
  for (let thought = 0; thought < (behaviour.thoughts ?? 0); thought++) {
    await wait(tokenDelayMs);
    write(event({ choices: [{ index: 0, delta: { reasoning_content: ' hmm' }, finish_reason: null }] }));
  }
  // The role goes before the first word.
  if (behaviour.roleFirst) await wait(5);
  const pieces = text === undefined ? Array.from({ length: tokens }, (_, at) => wordAt(at)) : (text.match(/.{1,4}/gsu) ?? []);
  for (const [at, piece] of [...pieces, null].entries()) {
    if (at === behaviour.stallAfter) return;
    if (at === behaviour.cutAfter) {
      left.abort();
      await sent;
      reply.destroy();
      return;
    }
    if (at === behaviour.errorAfter?.pieces) { write(event({ error: behaviour.errorAfter.error })); reply.end(); return; }
    if (at === behaviour.malformedAfter) write(protocol.malformed);
    if (at === behaviour.unfinishedAfter) { reply.end(); return; }
    if (left.signal.aborted) return;
    if (piece === null) break;
    if (at > 0) await wait(tokenDelayMs);
    write((at === 0 ? (protocol.begin?.(behaviour) ?? '') : '') + protocol.piece(piece));
  }
  if (calls) write((pieces.length === 0 ? (protocol.begin?.(behaviour) ?? '') : '') + protocol.calls(calls));
  write(protocol.finish(pieces.length + (calls?.length ?? 0), behaviour));
  reply.end();
}

function list(reply: ServerResponse, models: ModelServer['models']): void {
  if (models === null) refuse(reply, { status: 404 });
  else reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ object: 'list', data: models }));
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
