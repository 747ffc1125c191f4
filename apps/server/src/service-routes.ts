import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openApi, routes } from '#contracts';
import { Database, Metrics, Readiness, Redis, VERSION } from '#platform';

/** For operators and machines: is it alive, is it ready, what does it measure, what can it do. */
export function addServiceRoutes(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const readiness = app.get(Readiness);
  const metrics = app.get(Metrics);
  const db = app.get(Database);
  readiness.add('database', async () => {
    await db.source.query('select 1');
    return { ok: true, required: true, detail: 'answers' };
  });
  const redis = app.get(Redis);
  if (redis.client) {
    const words = { ok: 'answers', away: 'is away: each server counts limits alone and hears of the others within half a minute' };
    readiness.add('redis', () => Promise.resolve({ ok: redis.isHere, required: false, detail: redis.isHere ? words.ok : words.away }));
  }
  const description = openApi(routes, VERSION);

  fastify.get('/healthz', () => Promise.resolve({ ok: true }));
  fastify.get('/readyz', async (_request, reply) => {
    const answer = await readiness.answer();
    return reply.status(answer.ready ? 200 : 503).send(answer);
  });
  fastify.get('/metrics', async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()));
  fastify.get('/v1/openapi.json', () => Promise.resolve(description));
}
