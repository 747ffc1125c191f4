import type { ChatEvent, ChatMessage, Receipt } from '#contracts';
import type { FastifyReply } from 'fastify';
import { messageIdOf } from './message-id-of.ts';

const ALIVE_EVERY_MS = 15_000;

type Delta = Extract<ChatEvent, { type: 'delta' }>;

/** An answer as `text/event-stream`: first the receipt, then every event of this answer, until it is finished. */
export class SentEvents {
  /** A piece was missed: what follows fits again after `catchUp`. */
  behind = false;
  private readonly early: ChatEvent[] = [];
  private replyId: string | null | undefined;
  private alive: NodeJS.Timeout | undefined;
  private ended = false;
  /** What the client has: nothing, or so many UTF-16 units of this attempt. */
  private attempt = 0;
  private length = 0;
  /** Pieces that came before those they follow on: what is caught up lags behind what is being said. */
  private ahead: Delta[] = [];

  /** @param done called once, when nothing more will be sent */
  constructor(private readonly reply: FastifyReply, private readonly done: () => void) {}

  /** Events may come before the receipt is known; they wait for it. */
  readonly hear = (event: ChatEvent): void => {
    if (this.replyId === undefined) this.early.push(event);
    else this.pass(event);
  };

  /** Tells the client what it lacks of the answer as it stands now; later than what it has, or the same. */
  catchUp(conversationId: string, message: ChatMessage): void {
    const { attempt, text, state } = message;
    if (state !== 'pending' && state !== 'streaming') this.pass({ type: 'finished', conversationId, message, textLength: text.length });
    else if (attempt > this.attempt) this.pass({ type: 'message', conversationId, message });
    else if (attempt === this.attempt && text.length > this.length) {
      this.pass({ type: 'delta', conversationId, messageId: message.id, attempt, offset: this.length, text: text.slice(this.length) });
    }
    this.behind = false;
    for (const delta of this.ahead.splice(0)) this.pass(delta);
  }

  /** Opens the stream. With nobody to answer it ends at once. */
  start(receipt: Receipt): void {
    const { raw } = this.reply;
    this.replyId = receipt.replyId;
    this.reply.hijack();
    raw.writeHead(201, { ...this.reply.getHeaders() as Record<string, string>, 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.once('close', () => this.end());
    raw.write(`event: receipt\ndata: ${JSON.stringify(receipt)}\n\n`);
    this.alive = setInterval(() => raw.write(': alive\n\n'), ALIVE_EVERY_MS).unref();
    for (const event of this.early.splice(0)) this.pass(event);
    // A client may have hung up before anything was written.
    if (receipt.replyId === null || raw.destroyed) this.end();
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.alive);
    if (this.replyId !== undefined) this.reply.raw.end();
    this.done();
  }

  private pass(event: ChatEvent): void {
    if (this.ended || messageIdOf(event) !== this.replyId) return;
    const news = event.type === 'delta' ? this.unheard(event) : event;
    if (!this.fits(news)) return;
    this.reply.raw.write(`data: ${JSON.stringify(news)}\n\n`);
    if (news.type === 'finished') this.end();
  }

  /** What the client lacks of a piece. */
  private unheard(delta: Delta): Delta {
    const heard = this.length - delta.offset;
    const overlaps = delta.attempt === this.attempt && heard > 0 && heard < delta.text.length;
    return overlaps ? { ...delta, offset: this.length, text: delta.text.slice(heard) } : delta;
  }

  /** Events reach us by several ways: some come twice, some not at all. */
  private fits(event: ChatEvent): boolean {
    if (event.type === 'message') {
      const { attempt, text } = event.message;
      if (attempt < this.attempt || (attempt === this.attempt && text.length <= this.length)) return false;
      [this.attempt, this.length] = [attempt, text.length];
    } else if (event.type === 'delta') {
      const { attempt, offset, text } = event;
      if (attempt > this.attempt || (attempt === this.attempt && offset > this.length)) {
        this.ahead.push(event);
        this.behind = true;
      }
      if (attempt !== this.attempt || offset !== this.length) return false;
      this.length += text.length;
    }
    return true;
  }
}
