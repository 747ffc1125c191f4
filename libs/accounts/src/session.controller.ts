import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InputOf, Session } from '#contracts';
import { readSession, signIn, signOut } from '#contracts';
import { Config, Endpoint, Input, Problem } from '#platform';
import { Public, Requires } from './access.ts';
import { networkAddressOf } from './network-address.ts';
import { endedCookie, sessionCookie } from './session-cookie.ts';
import { SESSION_SECONDS, Sessions } from './sessions.service.ts';
import { Setup } from './setup.service.ts';
import { SignIn } from './sign-in.service.ts';
import { Who } from './who.ts';
import type { Actor } from './who.ts';

@Controller()
export class SessionController {
  constructor(
    private readonly config: Config,
    private readonly setup: Setup,
    private readonly door: SignIn,
    private readonly sessions: Sessions,
  ) {}

  @Endpoint(signIn)
  @Public()
  async open(@Input() { email, password }: InputOf<typeof signIn>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Session> {
    if (!(await this.setup.claimed())) throw new Problem('setup_required');
    const { token, session } = await this.door.enter(email, password, networkAddressOf(request.ip, request.headers) ?? 'this machine');
    void reply.header('set-cookie', sessionCookie(this.config.publicUrl, token, SESSION_SECONDS));
    return session;
  }

  @Endpoint(readSession)
  @Requires('workspace:read')
  read(@Who() who: Actor): Promise<Session> {
    return this.sessions.describe(who);
  }

  @Endpoint(signOut)
  @Requires('workspace:read')
  async close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<{ ok: true }> {
    await this.sessions.end(request.headers.cookie);
    void reply.header('set-cookie', endedCookie(this.config.publicUrl));
    return { ok: true };
  }
}
