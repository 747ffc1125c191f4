import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { openVisitor, type Ack, type Call, type ChatEvent, type ChatMessage, type ChatReplies, type ChatRequestName, type Refusal } from '#contracts';
import { io, type Socket } from 'socket.io-client';

const ACKNOWLEDGED_WITHIN_MS = 20_000;
/** An answer has a deadline of its own; this one is for a connection that was lost for good. */
const ANSWERED_WITHIN_MS = 90_000;
const TRIES = 6;

export interface Door {
  address: string;
  siteKey: string;
  /** An API key with `replay:run`. */
  key: string;
  call: Call;
}

/** One tab of one played visitor, through the same gateway as everybody's. */
export class ReplayVisitor {
  private readonly finished = new Map<string, ChatMessage>();
  private readonly listeners = new Set<() => void>();
  private id: string | null = null;

  private constructor(private readonly socket: Socket) {
    socket.on('chat', (event: ChatEvent) => {
      if (event.type === 'finished') this.finished.set(event.message.id, event.message);
      for (const listener of [...this.listeners]) listener();
    });
  }

  /** @throws Error when the server does not let it in */
  static async enter({ address, siteKey, key, call }: Door): Promise<ReplayVisitor> {
    const { visitorToken } = await call(openVisitor, { siteKey });
    const auth = { siteKey, visitorToken, replayKey: key };
    for (let tries = 1; ; tries++) {
      const socket = io(`${address}/chat`, { transports: ['websocket'], auth, forceNew: true, reconnection: false });
      const refusal = await admitted(socket);
      if (refusal === null) return new ReplayVisitor(socket);
      socket.close();
      if (!refusal.data?.retryable || tries === TRIES) throw refusal;
      await wait(refusal.data.retryAfterMs ?? 250 * tries);
    }
  }

  async open(known: { expectedIntent: string; forceVariantId?: string | undefined }): Promise<string> {
    const { conversation } = await this.request('conversation.open', known);
    this.id = conversation.id;
    return conversation.id;
  }

  /** Says something and waits for the whole answer. */
  async ask(text: string): Promise<ChatMessage> {
    const { replyId } = await this.request('message.send', { ...this.here(), clientMessageId: randomUUID(), text });
    if (replyId === null) throw new Error('nobody answers: a person has taken over');
    return this.answer(replyId);
  }

  async askForPerson(): Promise<void> {
    await this.request('conversation.hand-over', this.here());
  }
  async end(): Promise<void> {
    await this.request('conversation.end', this.here());
  }
  async seeRatingCard(): Promise<void> {
    await this.request('conversation.asked', this.here());
  }
  async rate(score: number): Promise<void> {
    await this.request('conversation.rate', { ...this.here(), score });
  }

  leave(): void {
    this.socket.close();
  }

  private here(): { conversationId: string } {
    if (this.id === null) throw new Error('no conversation was opened');
    return { conversationId: this.id };
  }

  /** Tries again what the server says may succeed later. @throws Error with the server's sentence */
  private async request<N extends ChatRequestName>(name: N, body: object): Promise<{ ok: true } & ChatReplies[N]> {
    for (let tries = 1; ; tries++) {
      const ack = (await this.socket.timeout(ACKNOWLEDGED_WITHIN_MS).emitWithAck(name, body)) as Ack<N>;
      if (ack.ok) return ack;
      if (!ack.retryable || tries === TRIES) throw new Error(`${name} was refused: ${ack.title}`);
      await wait(ack.retryAfterMs ?? 250 * tries);
    }
  }

  private answer(replyId: string): Promise<ChatMessage> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const message = this.finished.get(replyId);
        if (message) done(() => resolve(message));
        else if (this.socket.disconnected) done(() => reject(new Error('the connection was lost')));
      };
      const timer = setTimeout(() => done(() => reject(new Error('no answer came'))), ANSWERED_WITHIN_MS);
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        this.listeners.delete(look);
        this.socket.off('disconnect', look);
        settle();
      };
      this.listeners.add(look);
      this.socket.on('disconnect', look);
      look();
    });
  }
}

type Refused = Error & { data?: Refusal };

/** Null once the server has let the socket in. */
function admitted(socket: Socket): Promise<Refused | null> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(null));
    socket.once('connect_error', resolve);
  });
}
