import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { routes } from '#contracts';

const BODY_LIMIT = 256 * 1024;

/** Largest body of each address, from the contracts. */
const bodyLimits = new Map(routes.map((route) => [`${route.method} ${route.path.replace(/\{(\w+)\}/g, ':$1')}`, route.bodyLimit]));

export function createAdapter(): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT, trustProxy: false, forceCloseConnections: true, genReqId: () => randomUUID(), routerOptions: { maxParamLength: 300 },
    // A hung client must not hold a socket for ever; answers that stream are exempt once they began.
    connectionTimeout: 0, requestTimeout: 30_000,
  });
  adapter.getInstance().addHook('onRoute', (route: { method: string | string[]; url: string; bodyLimit?: number }) => {
    const limit = bodyLimits.get(`${String(route.method)} ${route.url}`);
    if (limit !== undefined) route.bodyLimit = limit;
  });
  return adapter;
}

/** Cookies and the headers that every answer carries; pages bring a content security policy of their own. */
export async function addHeaders(app: NestFastifyApplication, overTls: boolean): Promise<void> {
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] } },
    crossOriginResourcePolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    // Only behind TLS: an installation on plain http must stay reachable.
    strictTransportSecurity: overTls ? { maxAge: 31_536_000 } : false,
  });
  app.getHttpAdapter().getInstance().addHook('onSend', async (request: { url: string }, reply: { header(name: string, value: string): unknown }) => {
    if (request.url.startsWith('/v1/')) reply.header('cache-control', 'no-store');
  });
}
