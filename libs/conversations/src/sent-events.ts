import type { ChatEvent, Receipt } from '#contracts';
import type { FastifyReply } from 'fastify';

const ALIVE_EVERY_MS = 15_000;

/** An answer as `text/event-stream`: first the receipt, then every event of this answer, until it is finished. */
export class SentEvents {
  private readonly early: ChatEvent[] = [];
  private replyId: string | null | undefined;
  private alive: NodeJS.Timeout | undefined;
  private ended = false;

  /** @param done called once, when nothing more will be sent */
  constructor(private readonly reply: FastifyReply, private readonly done: () => void) {}

  /** Events may come before the receipt is known; they wait for it. */
  readonly hear = (event: ChatEvent): void => {
    if (this.replyId === undefined) this.early.push(event);
    else this.pass(event);
  };

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
    if (receipt.replyId === null) this.end();
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.alive);
    if (this.replyId !== undefined) this.reply.raw.end();
    this.done();
  }

  private pass(event: ChatEvent): void {
    if (this.ended || idOf(event) !== this.replyId) return;
    this.reply.raw.write(`data: ${JSON.stringify(event)}\n\n`);
    if (event.type === 'finished') this.end();
  }
}

function idOf(event: ChatEvent): string | undefined {
  if (event.type === 'delta') return event.messageId;
  return event.type === 'message' || event.type === 'finished' ? event.message.id : undefined;
}
