import type { Chat, ChatEvent, ChatRequestName, Refusal, Thumb } from '#contracts';
import { backoffMs } from './backoff.ts';
import { atFirst, type ChatState, type Outgoing } from './chat-state.ts';
import { Healing } from './healing.ts';
import { CallFailed, Http } from './http.ts';
import type { Keeper } from './keeper.ts';
import { Line } from './line.ts';
import { newId } from './new-id.ts';
import { hasGap, hear, nothingYet, read, resumeAfter, said, type Receipt } from './transcript.ts';

/** An ended chat is shown again for a day. */
const SHOW_ENDED_FOR_MS = 24 * 3_600_000;

/** Speaks with the server for the panel: who we are, what was said, what is still to be sent. */
export class ChatClient {
  state: ChatState = atFirst;
  private readonly line: Line;
  private readonly http: Http;
  private readonly watchers = new Set<() => void>();
  private visiting = 0;
  private sending = false;
  private readonly healing = new Healing(() => void this.resume());
  private destroyed = false;

  constructor(
    origin: string,
    private readonly siteKey: string,
    private readonly keeper: Keeper,
    private readonly heardEvent: (event: ChatEvent) => void = () => undefined,
  ) {
    this.http = new Http(origin);
    this.line = new Line(origin, {
      handshake: () => ({ siteKey, visitorToken: keeper.get('token') ?? '' }),
      up: () => {
        this.change({ online: true, notice: null });
        void this.resume();
        void this.flush();
      },
      down: () => this.change({ online: false }),
      heard: (event) => this.hear(event),
      refused: (refusal) => this.refused(refusal),
    });
    this.change({ outgoing: keeper.outbox().map((one) => ({ ...one, refusedBecause: null })) });
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Becomes a visitor, finds the last conversation, connects. Keeps trying while the server is away. */
  async start(): Promise<void> {
    try {
      const known = this.keeper.get('token');
      const { visitorToken, settings } = await this.http.visit(this.siteKey, known);
      this.keeper.set({ token: visitorToken });
      const last = known === visitorToken ? await this.lastConversation(visitorToken) : null;
      if (this.destroyed) return;
      this.visiting = 0;
      this.change({ settings, phase: 'ready', notice: null, conversationId: last });
      this.line.connect();
    } catch (error) {
      this.startLater(error);
    }
  }

  /** Puts the text on its way; it is shown at once and kept until the server has it. */
  send(text: string): void {
    const message = { clientMessageId: newId(), conversationId: this.state.conversationId, text, writtenAt: Date.now() };
    this.keeper.begin();
    this.keeper.add(message);
    this.change({ outgoing: [...this.state.outgoing, { ...message, refusedBecause: null }], notice: null });
    void this.flush();
  }

  sendAgain(clientMessageId: string): void {
    this.change({ outgoing: this.state.outgoing.map((one) => (one.clientMessageId === clientMessageId ? { ...one, refusedBecause: null } : one)) });
    void this.flush();
  }

  discard(clientMessageId: string): void {
    this.keeper.remove(clientMessageId);
    this.change({ outgoing: this.state.outgoing.filter((one) => one.clientMessageId !== clientMessageId) });
  }

  stop = (messageId: string): Promise<boolean> => this.ask('message.stop', { messageId });
  retry = (messageId: string): Promise<boolean> => this.ask('message.retry', { messageId });
  helped = (): Promise<boolean> => this.ask('conversation.helped', {});
  rate = (score: number, comment?: string): Promise<boolean> => this.ask('conversation.rate', comment ? { score, comment } : { score });
  end = (): Promise<boolean> => this.ask('conversation.end', {});

  /** Shown at once; the server's answer follows as an event. */
  thumb(messageId: string, thumb: Thumb | null, comment?: string): Promise<boolean> {
    const { transcript } = this.state;
    this.change({ transcript: { ...transcript, messages: transcript.messages.map((one) => (one.id === messageId ? { ...one, thumb } : one)) } });
    return this.ask('message.rate', comment ? { messageId, thumb, comment } : { messageId, thumb });
  }

  /** The satisfaction card is on the screen. */
  asked(): void {
    const { conversationId } = this.state;
    if (!conversationId || this.keeper.get('askedIn') === conversationId) return;
    this.keeper.set({ askedIn: conversationId });
    void this.ask('conversation.asked', {});
  }

  wasAsked = (): boolean => this.keeper.get('askedIn') === this.state.conversationId;

  async handOver(email?: string): Promise<boolean> {
    await this.conversation();
    return this.ask('conversation.hand-over', email ? { email } : {});
  }

  typing(on: boolean): void {
    const { conversationId } = this.state;
    if (conversationId) this.line.mention('typing', { conversationId, on });
  }

  /** The text is gone for good, here and at the server. */
  async remove(doneNotice: string): Promise<void> {
    if (this.state.conversationId && !(await this.ask('conversation.delete', {}))) return;
    this.keeper.forget();
    this.fresh(doneNotice);
  }

  /** Leaves the ended conversation; the next message opens another one. */
  fresh(notice: string | null = null): void {
    this.keeper.set({ conversationId: undefined });
    this.change({ conversationId: null, transcript: nothingYet, outgoing: [], notice });
  }

  /** Another tab began a conversation: show the same. */
  follow(conversationId: string | undefined): void {
    const mine = this.state.transcript.conversation;
    if (!conversationId || conversationId === this.state.conversationId || (mine && mine.state !== 'closed')) return;
    this.change({ conversationId, transcript: nothingYet });
    void this.resume();
  }

  /** The page is looked at again, or the network is back. */
  wake(): void {
    if (this.state.phase === 'unreachable') void this.start();
    else if (this.state.phase === 'ready' && !this.line.isUp) this.line.hurry();
    else void this.resume();
  }

  destroy(): void {
    this.destroyed = true;
    this.healing.stop();
    this.watchers.clear();
    this.line.close();
  }

  private async lastConversation(token: string): Promise<string | null> {
    const [last] = await this.http.conversations(token);
    if (!last) return null;
    return last.state !== 'closed' || Date.now() - Date.parse(last.createdAt) < SHOW_ENDED_FOR_MS ? last.id : null;
  }

  private startLater(error: unknown): void {
    const failure = error instanceof CallFailed ? error : new CallFailed('internal', '');
    const forGood = failure.code === 'origin_refused' || failure.code === 'not_found' || failure.code === 'forbidden';
    this.change({ phase: forGood ? 'refused' : 'unreachable', notice: failure.message || null });
    if (!forGood && !this.destroyed) setTimeout(() => void this.start(), backoffMs(this.visiting++, Math.random));
  }

  private refused({ code, title }: Partial<Refusal>): void {
    if (code === 'unauthenticated') {
      this.line.pause();
      this.keeper.set({ token: undefined });
      void this.start();
    } else if (code === 'origin_refused' || code === 'not_found') {
      this.line.pause();
      this.change({ phase: 'refused', notice: title ?? null });
    } else {
      this.change({ notice: title ?? null });
    }
  }

  private hear(event: ChatEvent): void {
    if (event.conversationId !== this.state.conversationId) return;
    this.change({ transcript: hear(this.state.transcript, event) });
    if ('message' in event && event.message.clientMessageId !== null) this.discard(event.message.clientMessageId);
    this.heardEvent(event);
    this.healing.look(hasGap(this.state.transcript));
  }

  /** Reads what may have been missed; the server joins us to the conversation first, so nothing falls between. */
  private async resume(): Promise<void> {
    const { conversationId } = this.state;
    if (!conversationId || !this.line.isUp) return;
    for (let more = true; more && conversationId === this.state.conversationId;) {
      const afterSeq = resumeAfter(this.state.transcript);
      const page = await this.line.ask('conversation.resume', { conversationId, afterSeq });
      if (conversationId !== this.state.conversationId) return;
      if (!page.ok) return this.lost(page);
      this.change({ transcript: read(this.state.transcript, page, afterSeq) });
      for (const { clientMessageId } of page.messages) if (clientMessageId !== null) this.discard(clientMessageId);
      more = page.more;
    }
    this.healing.look(hasGap(this.state.transcript));
  }

  /** Deleted elsewhere, or another visitor's after the token was lost: begin anew, with what is still unsent. */
  private lost(refusal: Refusal): void {
    if (refusal.code !== 'gone' && refusal.code !== 'not_found') return this.change({ notice: refusal.title });
    this.keeper.set({ conversationId: undefined });
    this.change({ conversationId: null, transcript: nothingYet });
  }

  private async conversation(): Promise<string> {
    const { conversationId } = this.state;
    if (conversationId) return conversationId;
    const opened = await this.line.ask('conversation.open', {});
    if (!opened.ok) throw new Refused(opened);
    const { conversation } = opened;
    this.keeper.set({ conversationId: conversation.id });
    this.change({ conversationId: conversation.id, transcript: { ...nothingYet, conversation } });
    await this.resume();
    return conversation.id;
  }

  /** Sends what waits, one after the other, so that it arrives in order. */
  private async flush(): Promise<void> {
    if (this.sending || this.state.phase !== 'ready') return;
    this.sending = true;
    try {
      for (let next = this.nextOutgoing(); next; next = this.nextOutgoing()) await this.deliver(next);
    } catch (error) {
      this.change({ notice: error instanceof Refused ? error.refusal.title : String(error) });
    } finally {
      this.sending = false;
    }
  }

  private nextOutgoing = (): Outgoing | undefined => this.state.outgoing.find(({ refusedBecause }) => refusedBecause === null);

  private async deliver(message: Outgoing): Promise<void> {
    const { clientMessageId, text, writtenAt } = message;
    const conversationId = message.conversationId ?? (await this.conversation());
    if (message.conversationId === null) {
      this.keeper.change({ clientMessageId, conversationId, text, writtenAt });
      this.changeOutgoing(clientMessageId, { conversationId });
    }
    const reply = await this.line.ask('message.send', { conversationId, clientMessageId, text });
    if (reply.ok) return this.delivered(clientMessageId, { conversationId, ...reply }, text);
    if (reply.code === 'gone' || reply.code === 'not_found') {
      this.lost(reply);
      this.changeOutgoing(clientMessageId, { conversationId: null });
    } else if (reply.retryable) {
      this.change({ notice: reply.title });
      await new Promise((go) => setTimeout(go, reply.retryAfterMs ?? 1_000 + backoffMs(2, Math.random)));
    } else {
      this.changeOutgoing(clientMessageId, { refusedBecause: reply.title });
    }
  }

  /** The acknowledgement may come before the event or after it; either shows the message in its place. */
  private delivered(clientMessageId: string, receipt: Receipt, text: string): void {
    const { transcript, conversationId } = this.state;
    if (receipt.conversationId === conversationId) this.change({ transcript: said(transcript, clientMessageId, receipt, text) });
    this.discard(clientMessageId);
    this.change({ notice: null });
    this.healing.look(hasGap(this.state.transcript));
  }

  private changeOutgoing(clientMessageId: string, change: Partial<Outgoing>): void {
    this.change({ outgoing: this.state.outgoing.map((one) => (one.clientMessageId === clientMessageId ? { ...one, ...change } : one)) });
  }

  /** @returns whether it was done; a refusal is shown as its sentence */
  private async ask<Name extends ChatRequestName>(name: Name, body: object): Promise<boolean> {
    const { conversationId } = this.state;
    if (!conversationId) return false;
    const reply = await this.line.ask(name, { conversationId, ...body } as never);
    if (!reply.ok) this.change({ notice: reply.title });
    else if ('conversation' in reply) this.tookState(reply);
    return reply.ok;
  }

  private tookState({ conversation }: { conversation: Chat }): void {
    if (conversation.id !== this.state.conversationId) return;
    this.change({ transcript: hear(this.state.transcript, { type: 'state', conversationId: conversation.id, conversation }) });
    this.healing.look(hasGap(this.state.transcript));
  }

  private change(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) watcher();
  }
}

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.title);
  }
}
