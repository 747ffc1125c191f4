import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { Sites, installCors } from '#accounts';
import { NestLog, ProblemFilter, Redis, ReplyCheck, createLog, type Config } from '#platform';
import { AppModule } from './app.module.ts';
import { betweenServers } from './between-servers.ts';
import { addHeaders, createAdapter } from './http-server.ts';
import { addPages } from './pages/pages.ts';
import { addServiceRoutes } from './service-routes.ts';
import { Sockets } from './sockets.ts';

/** The whole product on one port, not yet listening. */
export async function createServer(config: Config, source: DataSource): Promise<{ app: NestFastifyApplication; sockets: Sockets }> {
  const adapter = createAdapter();
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, source), adapter, {
    logger: new NestLog(createLog(config.logLevel)), forceCloseConnections: true, abortOnError: false,
  });
  const sockets = new Sockets(app, await betweenServers(app.get(Redis)));
  app.useWebSocketAdapter(sockets);
  app.useGlobalFilters(new ProblemFilter());
  if (config.checkReplies) app.useGlobalInterceptors(new ReplyCheck());
  await addHeaders(app, config.publicUrl.startsWith('https:'));
  installCors(adapter.getInstance(), app.get(Sites));
  addServiceRoutes(app);
  await addPages(app, config);
  await app.init();
  return { app, sockets };
}
