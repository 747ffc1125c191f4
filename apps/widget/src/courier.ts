import type { Refusal } from '#contracts';
import { alone } from './alone.ts';
import { backoffMs } from './backoff.ts';
import type { Keeper, Unsent } from './keeper.ts';
import { LineBroken, type Line } from './line.ts';
import type { Receipt } from './transcript.ts';

export interface CourierOwner {
  /** Connected, and as the visitor to whom the messages belong. */
  mayDeliver: () => boolean;
  /** The conversation to write to; opened when there is none. */
  conversation: () => Promise<string | Refusal>;
  delivered: (message: Unsent, receipt: Receipt) => void;
  /** The conversation takes no more messages, or is not there any more. */
  lost: () => void;
  /** Unsent messages have changed, or there is something to say about them. */
  changed: (notice: string | null) => void;
}

/** Brings unsent messages to the server: one after the other, so that they arrive in order, and of all tabs one at a time. */
export class Courier {
  /** By id of the message: why the server did not take it. */
  readonly refusals = new Map<string, string>();
  private isOut = false;
  private isCalled = false;

  constructor(private readonly keeper: Keeper, private readonly line: Line, private readonly owner: CourierOwner) {}

  async go(): Promise<void> {
    this.isCalled = true;
    if (this.isOut) return;
    this.isOut = true;
    while (this.isCalled) {
      this.isCalled = false;
      if (this.owner.mayDeliver() && this.next()) await alone(this.keeper.name, () => this.deliverAll());
    }
    this.isOut = false;
  }

  private async deliverAll(): Promise<void> {
    try {
      for (let next = this.next(); next && this.owner.mayDeliver(); next = this.next()) await this.deliver(next);
    } catch (error) {
      // The next connection calls again.
      if (!(error instanceof LineBroken)) throw error;
    }
  }

  private next = (): Unsent | undefined => this.keeper.outbox().find(({ clientMessageId }) => !this.refusals.has(clientMessageId));

  private async deliver(message: Unsent): Promise<void> {
    const { clientMessageId, text } = message;
    const conversationId = message.conversationId ?? (await this.owner.conversation());
    if (typeof conversationId !== 'string') return this.refused(message, conversationId);
    if (message.conversationId === null) this.keeper.add({ ...message, conversationId });
    const reply = await this.line.askOnce('message.send', { conversationId, clientMessageId, text });
    if (!reply.ok) return this.refused(message, reply);
    this.owner.delivered(message, { conversationId, ...reply });
  }

  private async refused(message: Unsent, { code, title, retryable, retryAfterMs }: Refusal): Promise<void> {
    if (code === 'gone' || code === 'not_found' || code === 'conversation_closed') {
      this.owner.lost();
      this.keeper.add({ ...message, conversationId: null });
    } else if (retryable) {
      this.owner.changed(title);
      await pause(retryAfterMs ?? 1_000 + backoffMs(2, Math.random));
    } else {
      this.refusals.set(message.clientMessageId, title);
      this.owner.changed(null);
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));
