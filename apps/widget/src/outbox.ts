import type { ChatMessage } from '#contracts';
import type { ChatStore } from './chat-state.ts';
import { Courier } from './courier.ts';
import type { Keeper } from './keeper.ts';
import type { Line } from './line.ts';
import { newId } from './new-id.ts';
import type { Talk } from './talk.ts';

/** What is to be sent: kept and shown until the server has it. */
export class Outbox {
  private readonly courier: Courier;

  /** @param isSameVisitor unsent messages belong to the visitor whom storage knows */
  constructor(private readonly keeper: Keeper, private readonly store: ChatStore, line: Line, talk: Talk, isSameVisitor: () => boolean) {
    this.courier = new Courier(keeper, line, {
      mayDeliver: () => line.isUp && isSameVisitor(),
      conversation: () => talk.begin(true),
      delivered: ({ clientMessageId, text }, receipt) => {
        talk.said(clientMessageId, text, receipt);
        keeper.remove(clientMessageId);
        this.show(null);
      },
      lost: () => talk.leave(),
      changed: (notice) => this.show(notice),
    });
    this.show();
  }

  add(text: string): void {
    const { outgoing, conversationId } = this.store.state;
    const writtenAt = Math.max(Date.now(), (outgoing.at(-1)?.writtenAt ?? 0) + 1);
    this.keeper.begin();
    this.keeper.add({ clientMessageId: newId(), conversationId, text, writtenAt });
  }

  /** Sends the rest, one after the other. */
  go(): void {
    void this.courier.go();
  }

  /** A message that was refused may be tried again. */
  forgive(clientMessageId: string): void {
    this.courier.refusals.delete(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.keeper.remove(clientMessageId);
    this.show();
  }

  /** The server has them: they are not unsent any more. */
  arrived(messages: readonly ChatMessage[]): void {
    const here = this.store.state.outgoing.filter((one) => messages.some(({ clientMessageId }) => clientMessageId === one.clientMessageId));
    for (const { clientMessageId } of here) this.discard(clientMessageId);
  }

  show(notice: string | null = this.store.state.notice): void {
    const { refusals } = this.courier;
    this.store.change({ notice, outgoing: this.keeper.outbox().map((one) => ({ ...one, refusedBecause: refusals.get(one.clientMessageId) ?? null })) });
  }
}
