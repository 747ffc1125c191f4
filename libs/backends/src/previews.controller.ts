import { Controller, Req } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { previewAnswer, renderPrompt, type InputOf, type Preview, type RenderedPrompt } from '#contracts';
import { Endpoint, Input } from '#platform';
import type { FastifyRequest } from 'fastify';
import { Previews } from './preview.service.ts';

@Controller()
export class PreviewsController {
  constructor(private readonly previews: Previews) {}

  /** Stops when the reader leaves. */
  @Endpoint(previewAnswer)
  @Requires('preview:use')
  preview(@Input() question: InputOf<typeof previewAnswer>, @Who() who: Actor, @Req() request: FastifyRequest): Promise<Preview> {
    return whileRead(request, (signal) => this.previews.answer(who.workspaceId, question, signal));
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
