import { routes } from '#contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Sites } from './sites.service.ts';

const ONE_DAY_SECONDS = '86400';

/** Addresses that pages of other sites call: visitor routes and the way to become a visitor. */
const addresses = routes
  .filter(({ audience, path }) => audience === 'visitor' || path === '/v1/visitors')
  .map(({ path }) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`));

const isForVisitors = (url: string): boolean => {
  const path = url.split('?')[0] ?? url;
  return addresses.some((address) => address.test(path));
};

/**
 * Lets pages of allowed origins read the visitor routes, without cookies. Call it before the routes are made
 * (`app.init()`). The guard then asks for the origins of the very site; here any site's will do, because a preflight
 * does not say which site it is about.
 */
export function installCors(fastify: Pick<FastifyInstance, 'addHook'>, sites: Pick<Sites, 'anyAllows'>): void {
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isForVisitors(request.url)) return;
    void reply.header('vary', 'origin');
    const { origin } = request.headers;
    const allowed = origin !== undefined && (await sites.anyAllows(origin));
    if (allowed) void reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', 'retry-after');
    if (request.method !== 'OPTIONS') return;
    if (allowed) {
      void reply.header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
        .header('access-control-allow-headers', 'authorization, content-type, accept')
        .header('access-control-max-age', ONE_DAY_SECONDS);
    }
    // Answered here: there is no route for OPTIONS.
    return reply.status(204).send();
  });
}
