import { Controller, Header, Req } from '@nestjs/common';
import { Limits, Public, networkAddressOf } from '#accounts';
import { readSharedResults, type InputOf, type SharedResults } from '#contracts';
import { Endpoint, Input } from '#platform';
import type { FastifyRequest } from 'fastify';
import { ExperimentShares } from './shares.service.ts';

/** What the holder of a link reads; nothing of it is to be kept, found by a search engine or told to another site. */
@Controller()
export class SharedResultsController {
  constructor(
    private readonly shares: ExperimentShares,
    private readonly limits: Limits,
  ) {}

  @Endpoint(readSharedResults)
  @Public()
  @Header('cache-control', 'no-store')
  @Header('x-robots-tag', 'noindex')
  @Header('referrer-policy', 'no-referrer')
  async read(@Input() { token, again }: InputOf<typeof readSharedResults>, @Req() request: FastifyRequest): Promise<SharedResults> {
    await this.limits.take('address.shared-results.minute', networkAddressOf(request.ip, request.headers) ?? 'this machine');
    return this.shares.open(token, again === 'yes');
  }
}
