import { Controller, Req, Res } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { previewAnswer, renderPrompt, type InputOf, type RenderedPrompt } from '#contracts';
import { Endpoint, Input } from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Previews } from './preview.service.ts';
import { streamPreview } from './preview-stream.ts';

@Controller()
export class PreviewsController {
  constructor(private readonly previews: Previews) {}

  /** Stops when the reader leaves. */
  @Endpoint(previewAnswer)
  @Requires('preview:use')
  async preview(@Input() question: InputOf<typeof previewAnswer>, @Who() { workspaceId }: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await whileRead(request, async (signal) => {
      if (String(request.headers.accept).includes('text/event-stream')) await streamPreview(reply, (said) => this.previews.answer(workspaceId, question, signal, said));
      else void reply.status(previewAnswer.status).send(await this.previews.answer(workspaceId, question, signal));
    });
  }

  @Endpoint(renderPrompt)
  @Requires('preview:use')
  prompt(@Input() question: InputOf<typeof renderPrompt>, @Who() who: Actor, @Req() request: FastifyRequest): Promise<RenderedPrompt> {
    return whileRead(request, (signal) => this.previews.prompt(who.workspaceId, question, signal));
  }
}

async function whileRead<T>({ raw: { socket } }: FastifyRequest, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const left = new AbortController();
  const leave = (): void => left.abort(new Error('the reader left'));
  socket.once('close', leave);
  try {
    return await work(left.signal);
  } finally {
    socket.off('close', leave);
  }
}
