import type { ChatEvent, Thumb } from '#contracts';
import { alone } from './alone.ts';
import { ChatStore } from './chat-state.ts';
import type { Page } from './embed.ts';
import { Http } from './http.ts';
import type { Keeper } from './keeper.ts';
import { Line } from './line.ts';
import { Outbox } from './outbox.ts';
import { strings } from './strings.ts';
import { Talk } from './talk.ts';
import { Visit } from './visit.ts';

/** Speaks with the server for the panel: who we are (visit), what was said (talk), what is to be sent (outbox). */
export class ChatClient extends ChatStore {
  private readonly line: Line;
  private readonly visit: Visit;
  private readonly talk: Talk;
  private readonly outbox: Outbox;
  private isDraining = false;

  constructor({ origin, siteKey, visitor }: Pick<Page, 'origin' | 'siteKey' | 'visitor'>, private readonly keeper: Keeper, heard: (event: ChatEvent) => void) {
    super();
    this.line = new Line(origin, {
      handshake: () => this.visit.handshake(),
      up: () => {
        this.isDraining = false;
        this.change({ online: true, notice: null });
        void this.talk.resume();
        this.outbox.go();
      },
      down: () => this.change({ online: false, notice: this.isDraining ? strings.restarting : null }),
      heard: (event) => this.talk.hear(event),
      draining: () => {
        this.isDraining = true;
        this.change({ notice: strings.restarting });
      },
      isBusy: () => this.talk.isBusy(),
      refused: (refusal) => this.visit.refused(refusal),
    });
    this.visit = new Visit({ siteKey, visitor }, new Http(origin), keeper, this, { line: this.line, arrived: (id) => this.talk.show(id) });
    this.talk = new Talk(this.line, keeper, this, {
      heard, arrived: (messages) => this.outbox.arrived(messages), about: () => ({ page: location.pathname, attributes: visitor.attributes }),
    });
    this.outbox = new Outbox(keeper, this, this.line, this.talk, this.visit.isSame);
  }

  start = (): Promise<void> => this.visit.start();

  identify = (): void => this.visit.startAnew();

  logout = (): void => {
    this.keeper.forget();
    this.keeper.set({ token: undefined });
    this.fresh();
    this.visit.startAnew();
  };

  /** Puts the text on its way; it is shown at once and kept until the server has it. */
  send(text: string): void {
    this.outbox.add(text);
    this.changedElsewhere();
  }

  sendAgain(clientMessageId: string): void {
    this.outbox.forgive(clientMessageId);
    this.changedElsewhere();
  }

  discard = (clientMessageId: string): void => this.outbox.discard(clientMessageId);

  stop = (messageId: string): Promise<boolean> => this.talk.ask('message.stop', { messageId });
  retry = (messageId: string): Promise<boolean> => this.talk.ask('message.retry', { messageId });
  helped = (): Promise<boolean> => this.talk.ask('conversation.helped', {});
  rate = (score: number, comment: string | null): Promise<boolean> => this.talk.ask('conversation.rate', { score, comment });
  end = (): Promise<boolean> => this.talk.ask('conversation.end', {});

  /** Shown at once; the server's answer follows as an event. */
  thumb(messageId: string, thumb: Thumb | null, comment?: string): Promise<boolean> {
    const { transcript } = this.state;
    this.change({ transcript: { ...transcript, messages: transcript.messages.map((one) => (one.id === messageId ? { ...one, thumb } : one)) } });
    return this.talk.ask('message.rate', comment ? { messageId, thumb, comment } : { messageId, thumb });
  }

  /** The satisfaction card is on the screen. */
  asked(): void {
    void this.talk.ask('conversation.asked', {});
  }

  /** May this tab ask how satisfied the visitor is? The first one in a conversation may, and nobody after it. */
  async mayAsk(): Promise<boolean> {
    const { conversationId } = this.state;
    let may = false;
    // Not by the name under which messages are sent: a slow message must not hold up the question.
    await alone(`${this.keeper.name}?`, () => {
      may = conversationId !== null && this.keeper.get('askedIn') !== conversationId;
      if (conversationId !== null) this.keeper.set({ askedIn: conversationId });
    });
    return may;
  }

  async handOver(email?: string): Promise<boolean> {
    this.keeper.begin();
    const known = await this.talk.begin(false);
    if (typeof known === 'string') return this.talk.ask('conversation.hand-over', email ? { email } : {});
    this.change({ notice: known.title });
    return false;
  }

  typing(on: boolean): void {
    const { conversationId } = this.state;
    if (conversationId) this.line.mention('typing', { conversationId, on });
  }

  /** The text is gone for good, here and at the server. */
  async remove(doneNotice: string): Promise<void> {
    if (this.state.conversationId && !(await this.talk.ask('conversation.delete', {}))) return;
    this.keeper.forget();
    this.fresh(doneNotice);
  }

  /** Leaves the ended conversation; the next message opens another one. */
  fresh(notice: string | null = null): void {
    this.talk.leave();
    this.outbox.show(notice);
  }

  /** Storage has changed, by this tab or by another one: be the same visitor, in the same conversation, with the same unsent messages. */
  changedElsewhere(): void {
    this.outbox.show();
    if (!this.visit.isSame()) {
      if (this.state.phase === 'ready') this.visit.startAnew();
      return;
    }
    const shared = this.keeper.get('conversationId');
    const mine = this.state.transcript.conversation;
    if (shared && (!mine || mine.state === 'closed')) this.talk.show(shared);
    this.outbox.go();
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
    else void this.talk.resume();
  }

  destroy(): void {
    this.visit.end();
    this.talk.end();
    this.line.close();
  }
}
