import type { Chat, ChatEvent, ChatMessage, ChatRequestName, Refusal, Thumb } from '#contracts';
import { backoffMs } from './backoff.ts';
import { atFirst, type ChatState } from './chat-state.ts';
import { Courier } from './courier.ts';
import { Healing } from './healing.ts';
import { CallFailed, Http } from './http.ts';
import type { Keeper, Unsent } from './keeper.ts';
import { Line } from './line.ts';
import { newId } from './new-id.ts';
import { strings } from './strings.ts';
import { hasGap, hear, isSettled, nothingYet, read, resumeAfter, said, type Receipt } from './transcript.ts';

/** An ended chat is shown again for a day. */
const SHOW_ENDED_FOR_MS = 24 * 3_600_000;

/** Speaks with the server for the panel: who we are, what was said, what is still to be sent. */
export class ChatClient {
  state: ChatState = atFirst;
  private readonly line: Line;
  private readonly http: Http;
  private readonly courier: Courier;
  private readonly watchers = new Set<() => void>();
  /** Of the visitor that this tab is; storage may know of another one since. */
  private token: string | undefined;
  /** Counts the attempts to become a visitor; only the last one counts. */
  private visit = 0;
  private failedVisits = 0;
  private isDraining = false;
  private readonly healing = new Healing(() => void this.resume());

  constructor(
    origin: string,
    private readonly siteKey: string,
    private readonly keeper: Keeper,
    private readonly heardEvent: (event: ChatEvent) => void = () => undefined,
  ) {
    this.http = new Http(origin);
    this.line = new Line(origin, {
      handshake: () => ({ siteKey, visitorToken: this.token ?? '' }),
      up: () => {
        this.isDraining = false;
        this.change({ online: true, notice: null });
        void this.resume();
        void this.courier.go();
      },
      down: () => this.change({ online: false, notice: this.isDraining ? strings.restarting : null }),
      heard: (event) => this.hear(event),
      draining: () => {
        this.isDraining = true;
        this.change({ notice: strings.restarting });
      },
      isBusy: () => this.state.transcript.messages.some(({ state }) => !isSettled(state)),
      refused: (refusal) => this.refused(refusal),
    });
    this.courier = new Courier(keeper, this.line, {
      mayDeliver: () => this.line.isUp && this.isSameVisitor(),
      conversation: () => this.conversation(true),
      delivered: (message, receipt) => this.delivered(message, receipt),
      lost: () => this.leave(),
      changed: (notice) => this.showOutbox(notice),
    });
    this.showOutbox();
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Becomes a visitor, finds the last conversation, connects. Keeps trying while the server is away. */
  async start(): Promise<void> {
    const visit = ++this.visit;
    try {
      const [known, before] = [this.keeper.get('token'), this.keeper.get('conversationId')];
      const { visitorToken, settings } = await this.http.visit(this.siteKey, known);
      const last = known === visitorToken ? await this.lastConversation(visitorToken) : undefined;
      if (visit !== this.visit) return;
      // Another tab became a visitor meanwhile.
      if (this.keeper.get('token') !== known) return await this.start();
      this.token = visitorToken;
      // What another tab has opened since is newer than what the server told us.
      const meanwhile = this.keeper.get('conversationId');
      const isNews = meanwhile !== undefined && meanwhile !== before;
      this.keeper.set({ token: visitorToken, ...(isNews ? {} : { conversationId: last?.state === 'closed' ? undefined : last?.id }) });
      this.failedVisits = 0;
      this.change({ settings, phase: 'ready', notice: null });
      this.show((isNews ? meanwhile : last?.id) ?? null);
      this.line.connect();
    } catch (error) {
      if (visit === this.visit) this.startLater(error);
    }
  }

  /** Puts the text on its way; it is shown at once and kept until the server has it. */
  send(text: string): void {
    const writtenAt = Math.max(Date.now(), (this.state.outgoing.at(-1)?.writtenAt ?? 0) + 1);
    this.keeper.begin();
    this.keeper.add({ clientMessageId: newId(), conversationId: this.state.conversationId, text, writtenAt });
    this.changedElsewhere();
  }

  sendAgain(clientMessageId: string): void {
    this.courier.refusals.delete(clientMessageId);
    this.changedElsewhere();
  }

  discard(clientMessageId: string): void {
    this.keeper.remove(clientMessageId);
    this.showOutbox();
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
    this.keeper.begin();
    const known = await this.conversation(false);
    if (typeof known !== 'string') {
      this.change({ notice: known.title });
      return false;
    }
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
    this.leave();
    this.showOutbox(notice);
  }

  /** Storage has changed, by this tab or by another one: be the same visitor, in the same conversation, with the same unsent messages. */
  changedElsewhere(): void {
    this.showOutbox();
    if (!this.isSameVisitor()) {
      if (this.state.phase === 'ready') this.startAnew();
      return;
    }
    const shared = this.keeper.get('conversationId');
    const mine = this.state.transcript.conversation;
    if (shared && (!mine || mine.state === 'closed')) this.show(shared);
    void this.courier.go();
  }

  /** Another tab deleted the chat. */
  forgottenElsewhere(): void {
    this.keeper.forget();
    this.fresh(strings.deleted);
  }

  /** The page is looked at again, or the network is back. */
  wake(): void {
    if (this.state.phase === 'unreachable') void this.start();
    else if (this.state.phase === 'ready' && !this.line.isUp) this.line.hurry();
    else void this.resume();
  }

  destroy(): void {
    this.visit = NaN;
    this.healing.stop();
    this.watchers.clear();
    this.line.close();
  }

  private async lastConversation(token: string): Promise<Chat | undefined> {
    const [last] = await this.http.conversations(token);
    return last && (last.state !== 'closed' || Date.now() - Date.parse(last.createdAt) < SHOW_ENDED_FOR_MS) ? last : undefined;
  }

  private startLater(error: unknown): void {
    const failure = error instanceof CallFailed ? error : new CallFailed('internal', '');
    const forGood = failure.code === 'origin_refused' || failure.code === 'not_found' || failure.code === 'forbidden';
    this.change({ phase: forGood ? 'refused' : 'unreachable', notice: failure.message || null });
    if (forGood) return;
    const { visit } = this;
    setTimeout(() => {
      if (visit === this.visit) void this.start();
    }, backoffMs(this.failedVisits++, Math.random));
  }

  private refused({ code, title }: Partial<Refusal>): void {
    if (code === 'unauthenticated') {
      if (this.isSameVisitor()) this.keeper.set({ token: undefined });
      this.startAnew();
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
    if ('message' in event) this.arrived([event.message]);
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
      this.arrived(page.messages);
      more = page.more;
    }
    this.healing.look(hasGap(this.state.transcript));
  }

  /** Deleted elsewhere, or another visitor's after the token was lost: begin anew, with what is still unsent. */
  private lost(refusal: Refusal): void {
    if (refusal.code !== 'gone' && refusal.code !== 'not_found') return this.change({ notice: refusal.title });
    this.leave();
  }

  private leave(): void {
    this.keeper.set({ conversationId: undefined });
    this.show(null);
  }

  private show(conversationId: string | null): void {
    if (conversationId === this.state.conversationId) return;
    this.change({ conversationId, transcript: nothingYet });
    void this.resume();
  }

  private isSameVisitor = (): boolean => this.token !== undefined && this.token === this.keeper.get('token');

  private startAnew(): void {
    this.line.pause();
    this.change({ phase: 'starting', online: null });
    void this.start();
  }

  private showOutbox(notice: string | null = this.state.notice): void {
    const { refusals } = this.courier;
    this.change({ notice, outgoing: this.keeper.outbox().map((one) => ({ ...one, refusedBecause: refusals.get(one.clientMessageId) ?? null })) });
  }

  /** The server has them: they are not unsent any more. */
  private arrived(messages: readonly ChatMessage[]): void {
    const here = this.state.outgoing.filter((one) => messages.some(({ clientMessageId }) => clientMessageId === one.clientMessageId));
    for (const { clientMessageId } of here) this.discard(clientMessageId);
  }

  /** @param atOnce throws when there is no connection, instead of waiting for one */
  private async conversation(atOnce: boolean): Promise<string | Refusal> {
    const known = this.state.conversationId ?? this.keeper.get('conversationId');
    if (known) this.show(known);
    if (known) return known;
    const opened = await (atOnce ? this.line.askOnce('conversation.open', {}) : this.line.ask('conversation.open', {}));
    if (!opened.ok) return opened;
    const { conversation } = opened;
    this.keeper.set({ conversationId: conversation.id });
    this.change({ conversationId: conversation.id, transcript: { ...nothingYet, conversation } });
    return conversation.id;
  }

  /** The acknowledgement may come before the event or after it; either shows the message in its place. */
  private delivered({ clientMessageId, text }: Unsent, receipt: Receipt): void {
    const { transcript, conversationId } = this.state;
    if (receipt.conversationId === conversationId) this.change({ transcript: said(transcript, clientMessageId, receipt, text) });
    this.keeper.remove(clientMessageId);
    this.showOutbox(null);
    this.healing.look(hasGap(this.state.transcript));
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
