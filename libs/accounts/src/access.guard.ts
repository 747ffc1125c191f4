import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Permission } from '#contracts';
import type { FastifyRequest } from 'fastify';
import { Config, Problem } from '#platform';
import { accessOf } from './access.ts';
import { isUnsafe, relationOf } from './cross-site.ts';
import { readBearer } from './session-cookie.ts';
import { Sessions } from './sessions.service.ts';
import { Setup } from './setup.service.ts';
import { Visitors } from './visitors.service.ts';
import { rememberCaller, type Actor } from './who.ts';

/** Stands before every HTTP handler of the product: what declares nothing lets nobody in. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly config: Config,
    private readonly sessions: Sessions,
    private readonly visitors: Visitors,
    private readonly setup: Setup,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Sockets are judged once, at their handshake.
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const access = accessOf(context.getHandler());
    switch (access?.audience) {
      case 'public':
        if (!access.anySite) this.refuseForeignWrites(request);
        return true;
      case 'visitor':
        rememberCaller(request, await this.visitorOf(request));
        return true;
      case 'member':
        rememberCaller(request, await this.actorOf(request, access.permission));
        return true;
      case undefined:
        throw new Problem('forbidden');
    }
  }

  private async visitorOf({ headers }: FastifyRequest) {
    const token = readBearer(headers.authorization);
    if (token === undefined) throw new Problem('unauthenticated');
    return this.visitors.admit(token, headers.origin);
  }

  private async actorOf(request: FastifyRequest, permission: Permission): Promise<Actor> {
    const actor = await this.sessions.authenticate(request.headers);
    if (!actor) throw new Problem((await this.setup.claimed()) ? 'unauthenticated' : 'setup_required');
    // A browser adds the cookie to anybody's request; a key is added by its holder alone.
    if (actor.kind === 'member' && isUnsafe(request.method) && relationOf(request.headers, this.config.publicUrl) !== 'own') {
      throw new Problem('cross_site_refused');
    }
    if (!actor.permissions.includes(permission)) throw new Problem('forbidden');
    return actor;
  }

  /** Another site must not sign its visitors in here. Programs, which name no site at all, may. */
  private refuseForeignWrites({ method, headers }: FastifyRequest): void {
    if (isUnsafe(method) && relationOf(headers, this.config.publicUrl) === 'foreign') throw new Problem('cross_site_refused');
  }
}
