import 'reflect-metadata';
import { request, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { AnyRoute, CallOf, ProblemReply, ReplyOf } from '#contracts';
import { requestOf, routes } from '#contracts';
import { Config, PlatformModule, ProblemFilter } from '#platform';
import type { TestDatabase } from './database.ts';

export interface Reply<R extends AnyRoute> {
  status: number;
  headers: IncomingHttpHeaders;
  body: ReplyOf<R>;
  /** The same body, read as a failure. */
  problem: ProblemReply;
}

export interface TestApp {
  app: NestFastifyApplication;
  /** Calls a route as a client would. */
  call<R extends AnyRoute>(route: R, input: CallOf<R>, headers?: Record<string, string>): Promise<Reply<R>>;
  /** Anything else, such as a preflight. */
  send(options: RequestOptions): Promise<RawReply>;
  stop(): Promise<void>;
}

/** The product limits each route by itself. */
const LARGEST_BODY = Math.max(...routes.map(({ bodyLimit = 0 }) => bodyLimit));

/** Rooms in a real server on a real database; `env` changes settings. */
export async function startApp(
  db: TestDatabase, rooms: Type[], env: Record<string, string> = {}, prepare: (app: NestFastifyApplication) => void = () => undefined,
): Promise<TestApp> {
  const config = new Config({ PORT: '0', DUET_DATA_DIR: db.config.dataDir, DUET_LOG_LEVEL: 'silent', DUET_PUBLIC_URL: 'http://duet.test', DUET_BUSY_DELAY_MS: '0', ...env }, db.config.dataDir);
  const built = await Test.createTestingModule({ imports: [PlatformModule.with(config, db.source), ...rooms] }).compile();
  const app = built.createNestApplication<NestFastifyApplication>(new FastifyAdapter({ bodyLimit: LARGEST_BODY }));
  app.useLogger(false);
  app.useGlobalFilters(new ProblemFilter());
  prepare(app);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const call: TestApp['call'] = async (route, input, headers = {}) => {
    const { path, body } = requestOf(route, input as Record<string, unknown>);
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const reply = await send({ port, method: route.method, path, headers: { host: 'duet.test', ...type, ...headers } }, body);
    return { ...reply, body: reply.parsed as ReplyOf<typeof route>, problem: reply.parsed as ProblemReply };
  };
  const stop = async (): Promise<void> => {
    await app.close();
    // Closing the app closes the database's connections, which other servers of the same test need.
    if (!db.source.isInitialized) await db.source.initialize();
  };
  return { app, call, send: (options) => send({ port, ...options }), stop };
}

interface RawReply {
  status: number;
  headers: IncomingHttpHeaders;
  parsed: unknown;
}

/** With node:http, because `fetch` keeps some headers for itself. */
function send(options: RequestOptions, body?: string): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', agent: false, ...options }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (piece: string) => (text += piece)).on('error', reject)
        .on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, parsed: bodyOf(text, reply.headers['content-type']) }));
    });
    asked.on('error', reject).end(body);
  });
}

const bodyOf = (text: string, type = ''): unknown => (text === '' ? null : type.includes('json') ? JSON.parse(text) : text);
