import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { createClient, openVisitor, type Ack, type Chat, type ChatEvent, type ChatMessage, type ChatReplies, type ChatRequestName } from '#contracts';

type Listener = () => void;

/** What a message holds as this visitor knows it. */
interface Known {
  message: ChatMessage;
  text: string;
}

/**
 * A widget without a browser: one tab of one visitor. It resends with the same id until acknowledged, resumes by its
 * last sequence number, and keeps what it saw, in order.
 */
export class Visitor {
  readonly messages = new Map<string, Known>();
  /** Acknowledged messages: client id to sequence number. */
  readonly acknowledged = new Map<string, number>();
  conversation: Chat | undefined;
  private readonly listeners = new Set<Listener>();
  private closed = false;

  private constructor(readonly token: string, private readonly socket: Socket) {
    socket.on('chat', (event: ChatEvent) => this.take(event));
    // socket.io comes back by itself after a lost link, but not after the server refused or closed: a visitor does.
    const again = (): void => {
      if (socket.active) return;
      setTimeout(() => { if (!this.closed) socket.connect(); }, 200);
    };
    socket.on('connect_error', again);
    socket.on('disconnect', again);
  }

  static async open(address: string, siteKey: string, options: { token?: string; origin?: string; auth?: object } = {}): Promise<Visitor> {
    const origin = options.origin ?? address;
    const token = options.token ?? (await createClient(fetch, address, { origin })(openVisitor, { siteKey })).visitorToken;
    const socket = io(`${address}/chat`, {
      transports: ['websocket'], auth: { siteKey, visitorToken: token, ...options.auth }, extraHeaders: { origin }, reconnectionDelay: 50, reconnectionDelayMax: 300, forceNew: true,
    });
    return new Visitor(token, socket);
  }

  /** One request; resolves with whatever the server acknowledged. */
  async request<N extends ChatRequestName>(name: N, body: object, timeoutMs = 30_000): Promise<Ack<N>> {
    return (await this.socket.timeout(timeoutMs).emitWithAck(name, body)) as Ack<N>;
  }

  async start(extra: object = {}): Promise<Chat> {
    const reply = expectOk(await this.request('conversation.open', extra));
    this.conversation = reply.conversation;
    return reply.conversation;
  }

  /** Sends and resends until acknowledged. @returns the receipt */
  async send(text: string, clientMessageId: string = randomUUID()): Promise<ChatReplies['message.send']> {
    for (let tries = 0; tries < 200; tries++) {
      const reply = await this.request('message.send', { conversationId: this.id, clientMessageId, text }, 1_500).catch(() => null);
      if (reply?.ok) {
        this.acknowledged.set(clientMessageId, reply.seq);
        return reply;
      }
      if (reply && !reply.retryable) throw new Error(`refused: ${reply.code}`);
      await new Promise((done) => setTimeout(done, reply?.retryAfterMs ?? 50));
    }
    throw new Error('never acknowledged');
  }

  /** Sends and waits for the whole answer. */
  async ask(text: string): Promise<ChatMessage> {
    const { replyId } = await this.send(text);
    if (!replyId) throw new Error('nobody answers');
    return this.finished(replyId);
  }

  /** A tab, perhaps on another server, that shows a conversation of this visitor. */
  async follow(conversation: Chat): Promise<void> {
    this.conversation = conversation;
    await this.resume();
  }

  async resume(): Promise<void> {
    let after = this.completeUpTo();
    for (;;) {
      const page = expectOk(await this.request('conversation.resume', { conversationId: this.id, afterSeq: after }));
      for (const message of page.messages) this.store(message);
      this.conversation = page.conversation;
      if (!page.more) return;
      after = page.messages.at(-1)?.seq ?? after;
    }
  }

  /** The last sequence number before the first gap or the first message that is not finished: events can be lost. */
  private completeUpTo(): number {
    const done = new Set([...this.messages.values()].filter((one) => isDone(one.message)).map((one) => one.message.seq));
    let seq = 0;
    while (done.has(seq + 1)) seq++;
    return seq;
  }

  /** The answer once it has reached a last state. */
  async finished(messageId: string, timeoutMs?: number): Promise<ChatMessage> {
    await this.until(() => {
      const known = this.messages.get(messageId);
      return known !== undefined && isDone(known.message);
    }, timeoutMs);
    return (this.messages.get(messageId) as Known).message;
  }

  /** Waits for something that an event brings about. */
  until(holds: () => boolean, timeoutMs = 15_000): Promise<void> {
    return new Promise((done, fail) => {
      const deadline = setTimeout(() => {
        this.listeners.delete(check);
        fail(new Error('waited in vain'));
      }, timeoutMs);
      const check: Listener = () => {
        if (!holds()) return;
        clearTimeout(deadline);
        this.listeners.delete(check);
        done();
      };
      this.listeners.add(check);
      check();
    });
  }

  /** What is read of a message by now. */
  textOf(messageId: string): string {
    return this.messages.get(messageId)?.text ?? '';
  }

  /** What the visitor reads, in order. */
  transcript(): string[] {
    return [...this.messages.values()].sort((a, b) => a.message.seq - b.message.seq).map((one) => one.text);
  }

  get id(): string {
    if (!this.conversation) throw new Error('no conversation yet');
    return this.conversation.id;
  }

  onceConnected(): Promise<void> {
    return this.socket.connected ? Promise.resolve() : new Promise((done) => this.socket.once('connect', done));
  }
  get connected(): boolean {
    return this.socket.connected;
  }
  /** The next event of this name. */
  heard(event: string): Promise<unknown> {
    return new Promise((done) => this.socket.once(event, done));
  }
  /** Hears every event as the widget does. */
  onEvent(listener: (event: ChatEvent) => void): void {
    this.socket.on('chat', listener);
  }
  /** Runs after each reconnect. */
  onReconnect(listener: Listener): void {
    this.socket.on('connect', listener);
  }
  close(): void {
    this.closed = true;
    this.socket.close();
  }

  private take(event: ChatEvent): void {
    if (event.type === 'message' || event.type === 'finished') this.store(event.message);
    if (event.type === 'state') this.conversation = event.conversation;
    if (event.type === 'heartbeat' && event.lastSeq > this.completeUpTo()) void this.resume().catch(() => undefined);
    if (event.type === 'delta') {
      const known = this.messages.get(event.messageId);
      if (known && known.message.attempt === event.attempt && known.text.length === event.offset) known.text += event.text;
    }
    for (const listener of [...this.listeners]) listener();
  }

  private store(message: ChatMessage): void {
    const known = this.messages.get(message.id);
    if (known && isDone(known.message) && !isDone(message)) return;
    this.messages.set(message.id, { message, text: message.text });
    for (const listener of [...this.listeners]) listener();
  }
}

const isDone = (message: ChatMessage): boolean => message.state !== 'pending' && message.state !== 'streaming';

export function expectOk<A extends { ok: boolean }>(ack: A): Extract<A, { ok: true }> {
  if (!ack.ok) throw new Error(`refused: ${JSON.stringify(ack)}`);
  return ack as Extract<A, { ok: true }>;
}
