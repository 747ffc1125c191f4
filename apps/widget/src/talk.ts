import type { AboutVisitor, Chat, ChatEvent, ChatMessage, ChatRequestName, Refusal } from '#contracts';
import type { ChatStore } from './chat-state.ts';
import { Healing } from './healing.ts';
import type { Keeper } from './keeper.ts';
import type { Line } from './line.ts';
import { hasGap, hear, isSettled, nothingYet, read, resumeAfter, said, type Receipt, type Transcript } from './transcript.ts';

export interface TalkOwner {
  heard: (event: ChatEvent) => void;
  /** The server has these messages. */
  arrived: (messages: readonly ChatMessage[]) => void;
  /** What the page says of itself and its visitor, told with each new conversation. */
  about: () => AboutVisitor;
}

/** What was said: the conversation that is shown, made whole again whatever is lost on the way. */
export class Talk {
  private readonly healing = new Healing(() => void this.resume());

  constructor(private readonly line: Line, private readonly keeper: Keeper, private readonly store: ChatStore, private readonly owner: TalkOwner) {}

  /** An answer is under way. */
  isBusy = (): boolean => this.store.state.transcript.messages.some(({ state }) => !isSettled(state));

  hear(event: ChatEvent): void {
    if (event.conversationId !== this.store.state.conversationId) return;
    this.know(hear(this.store.state.transcript, event));
    if ('message' in event) this.owner.arrived([event.message]);
    this.owner.heard(event);
  }

  /** Reads what may have been missed; the server joins us to the conversation first, so nothing falls between. */
  async resume(): Promise<void> {
    const { conversationId } = this.store.state;
    if (!conversationId || !this.line.isUp) return;
    for (let more = true; more && conversationId === this.store.state.conversationId;) {
      const afterSeq = resumeAfter(this.store.state.transcript);
      const page = await this.line.ask('conversation.resume', { conversationId, afterSeq });
      if (conversationId !== this.store.state.conversationId) return;
      if (!page.ok) return this.lost(page);
      this.store.change({ transcript: read(this.store.state.transcript, page, afterSeq) });
      this.owner.arrived(page.messages);
      more = page.more;
    }
    this.healing.look(hasGap(this.store.state.transcript));
  }

  show(conversationId: string | null): void {
    if (conversationId === this.store.state.conversationId) return;
    this.store.change({ conversationId, transcript: nothingYet });
    void this.resume();
  }

  leave(): void {
    this.keeper.set({ conversationId: undefined });
    this.show(null);
  }

  /**
   * The conversation to write to, opened when there is none.
   *
   * @param atOnce throws when there is no connection, instead of waiting for one
   */
  async begin(atOnce: boolean): Promise<string | Refusal> {
    const known = this.store.state.conversationId ?? this.keeper.get('conversationId');
    if (known) this.show(known);
    if (known) return known;
    const opened = await this.line[atOnce ? 'askOnce' : 'ask']('conversation.open', this.owner.about());
    if (!opened.ok) return opened;
    const { conversation } = opened;
    this.keeper.set({ conversationId: conversation.id });
    this.store.change({ conversationId: conversation.id, transcript: { ...nothingYet, conversation } });
    return conversation.id;
  }

  /** Our own message, which the server has now. The event of it may come before or after; either shows it in its place. */
  said(clientMessageId: string, text: string, receipt: Receipt): void {
    const { transcript, conversationId } = this.store.state;
    if (receipt.conversationId === conversationId) this.know(said(transcript, clientMessageId, receipt, text));
  }

  /** @returns whether it was done; a refusal is shown as its sentence */
  async ask<Name extends ChatRequestName>(name: Name, body: object): Promise<boolean> {
    const { conversationId } = this.store.state;
    if (!conversationId) return false;
    const reply = await this.line.ask(name, { conversationId, ...body } as never);
    if (!reply.ok) this.store.change({ notice: reply.title });
    else if ('conversation' in reply) this.tookState(reply);
    return reply.ok;
  }

  end(): void {
    this.healing.stop();
  }

  /** Deleted elsewhere, or another visitor's after the token was lost: begin anew, with what is still unsent. */
  private lost({ code, title }: Refusal): void {
    if (code === 'gone' || code === 'not_found') this.leave();
    else this.store.change({ notice: title });
  }

  private tookState({ conversation }: { conversation: Chat }): void {
    if (conversation.id !== this.store.state.conversationId) return;
    this.know(hear(this.store.state.transcript, { type: 'state', conversationId: conversation.id, conversation }));
  }

  private know(transcript: Transcript): void {
    this.store.change({ transcript });
    this.healing.look(hasGap(transcript));
  }
}
