import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { InputOf, ReplyOf } from '#contracts';
import { openVisitor } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Public } from './access.ts';
import { browserFamilyOf } from './browser-family.ts';
import { networkAddressOf } from './network-address.ts';
import { Sessions } from './sessions.service.ts';
import { Visitors } from './visitors.service.ts';

@Controller()
export class VisitorsController {
  constructor(
    private readonly visitors: Visitors,
    private readonly sessions: Sessions,
  ) {}

  /** The widget calls from the company's own pages: the site's allowed origins judge, not ours. */
  @Endpoint(openVisitor)
  @Public('any-site')
  async open(@Input() input: InputOf<typeof openVisitor>, @Req() { headers, ip }: FastifyRequest): Promise<ReplyOf<typeof openVisitor>> {
    // An API key only: a member's cookie must not open what its origin may not.
    const actor = await this.sessions.authenticate({ authorization: headers.authorization });
    return this.visitors.open(input, { origin: headers.origin, address: networkAddressOf(ip, headers), browser: browserFamilyOf(headers['user-agent']), actor });
  }
}
