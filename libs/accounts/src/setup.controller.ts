import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { InputOf, Session } from '#contracts';
import { acceptInvite, claimSetup, readSetup } from '#contracts';
import { Config, Endpoint, Input } from '#platform';
import { Public } from './access.ts';
import { Invitations } from './invitations.service.ts';
import { sessionCookie } from './session-cookie.ts';
import { SESSION_SECONDS, type OpenedSession } from './sessions.service.ts';
import { Setup } from './setup.service.ts';

/** The two one-time links: the first owner's and an invited member's. Both end signed in. */
@Controller()
export class SetupController {
  constructor(
    private readonly config: Config,
    private readonly setup: Setup,
    private readonly invitations: Invitations,
  ) {}

  @Endpoint(readSetup)
  @Public()
  async read(): Promise<{ claimed: boolean }> {
    return { claimed: await this.setup.claimed() };
  }

  @Endpoint(claimSetup)
  @Public()
  async claim(@Input() input: InputOf<typeof claimSetup>, @Res({ passthrough: true }) reply: FastifyReply): Promise<Session> {
    return this.signedIn(await this.setup.claim(input), reply);
  }

  @Endpoint(acceptInvite)
  @Public()
  async accept(@Input() input: InputOf<typeof acceptInvite>, @Res({ passthrough: true }) reply: FastifyReply): Promise<Session> {
    return this.signedIn(await this.invitations.accept(input), reply);
  }

  private signedIn({ token, session }: OpenedSession, reply: FastifyReply): Session {
    void reply.header('set-cookie', sessionCookie(this.config.publicUrl, token, SESSION_SECONDS));
    return session;
  }
}
