import type { Preview, PreviewEvent } from '#contracts';
import type { FastifyReply } from 'fastify';

/**
 * Sends a preview as `text/event-stream`. What is refused before its first piece is refused as any request is; a stream
 * that ends without `answered` has failed.
 */
export async function streamPreview(reply: FastifyReply, ask: (said: (piece: string) => void) => Promise<Preview>): Promise<void> {
  const { raw } = reply;
  const send = (event: PreviewEvent): void => {
    if (!raw.headersSent) {
      reply.hijack();
      raw.writeHead(200, { ...reply.getHeaders() as Record<string, string>, 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    }
    raw.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  send({ type: 'answered', preview: await ask((text) => send({ type: 'delta', text })) });
  raw.end();
}
