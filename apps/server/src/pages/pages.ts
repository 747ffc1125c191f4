import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import files from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routes } from '#contracts';
import type { Config } from '#platform';
import { addDemoFiles, demoPage } from './demo-page.ts';
import { docsPage } from './docs-page.ts';
import { docsStyle } from './docs-style.ts';
import { addHelpPages } from './help-page.ts';
import { sendPage } from './send-page.ts';

/** Built pages lie beside the built server; from sources they lie in `dist` at the top of the repository. */
const dist = import.meta.url.endsWith('.ts') ? path.resolve(import.meta.dirname, '../../../../dist') : path.resolve(import.meta.dirname, '../../../..');
const dashboard = path.join(dist, 'apps/dashboard');
const widget = path.join(dist, 'apps/widget');

const YEAR = 'public, max-age=31536000, immutable';

/** Addresses that are never pages of the dashboard. */
const NOT_A_PAGE = /^\/(v1|assets|widget|socket\.io)(\/|$)/;

/** The dashboard at `/`, the widget's files, the demo shop, and the description of the API. */
export async function addPages(app: NestFastifyApplication, config: Config): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const setAge = (reply: FastifyReply): void => void reply.header('cache-control', YEAR);
  if (fs.existsSync(path.join(dashboard, 'assets'))) {
    await app.register(files, { root: path.join(dashboard, 'assets'), prefix: '/assets/', wildcard: false, cacheControl: false, setHeaders: setAge });
  }
  addWidget(fastify);
  const shell = readShell();
  fastify.get('/demo', (request, reply) => demoPage(request, reply, app, config));
  addDemoFiles(fastify);
  addHelpPages(fastify, app);
  fastify.get('/docs', (_request, reply) => sendPage(reply, docsPage(routes), { nonce: nonce() }));
  fastify.get('/docs.css', (_request, reply) => reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=300').send(docsStyle));
  // A link to results is for whoever was given it: no search engine keeps it.
  fastify.get('/shared/*', (request, reply) => (isPage(request) ? sendShell(reply.header('x-robots-tag', 'noindex, nofollow').header('referrer-policy', 'no-referrer'), shell) : reply.callNotFound()));
  fastify.get('/*', (request, reply) => (isPage(request) ? sendShell(reply, shell) : reply.callNotFound()));
}

/** The loader and its chunks: any site may load them. */
function addWidget(fastify: FastifyInstance): void {
  const send = (reply: FastifyReply, name: string, cache: string): unknown => {
    const file = path.join(widget, name);
    if (!fs.existsSync(file)) return reply.callNotFound();
    return reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin').header('cache-control', cache)
      .type('text/javascript; charset=utf-8').send(fs.readFileSync(file));
  };
  fastify.get('/widget.js', (_request, reply) => send(reply, 'widget.js', 'public, max-age=300'));
  fastify.get<{ Params: { file: string } }>('/widget/:file', (request, reply) => {
    const { file } = request.params;
    return /^[\w.-]+\.js$/.test(file) ? send(reply, file, YEAR) : reply.callNotFound();
  });
}

const isPage = (request: FastifyRequest): boolean =>
  (request.headers.accept ?? '').includes('text/html') && !NOT_A_PAGE.test(request.url);

const nonce = (): string => randomBytes(16).toString('base64');

function readShell(): string {
  const file = path.join(dashboard, 'index.html');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '<!doctype html><title>Duet</title><p>The dashboard is not built. Run "npm start".</p>';
}

function sendShell(reply: FastifyReply, shell: string): FastifyReply {
  const fresh = nonce();
  return sendPage(reply, shell.replaceAll('__CSP_NONCE__', fresh), { nonce: fresh });
}
