import { Controller, Req } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { previewAnswer, type InputOf, type Preview } from '#contracts';
import { Endpoint, Input } from '#platform';
import type { FastifyRequest } from 'fastify';
import { Previews } from './preview.service.ts';

@Controller()
export class PreviewsController {
  constructor(private readonly previews: Previews) {}

  /** Stops when the reader leaves. */
  @Endpoint(previewAnswer)
  @Requires('preview:use')
  async preview(@Input() question: InputOf<typeof previewAnswer>, @Who() who: Actor, @Req() request: FastifyRequest): Promise<Preview> {
    const left = new AbortController();
    const leave = (): void => left.abort(new Error('the reader left'));
    request.raw.socket.once('close', leave);
    try {
      return await this.previews.answer(who.workspaceId, question, left.signal);
    } finally {
      request.raw.socket.off('close', leave);
    }
  }
}
