import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Sites } from '#accounts';
import { Articles } from '#knowledge';
import { problemOf } from '#platform';
import { articleHtml } from './article-html.ts';
import { escape } from './html.ts';
import { sendPage } from './send-page.ts';

/** Readable pages of the help centre, to which answers and their sources link. */
export function addHelpPages(fastify: FastifyInstance, app: NestFastifyApplication): void {
  fastify.get<{ Params: { siteKey: string; slug: string } }>('/help/:siteKey/:slug', async (request, reply) => {
    const { siteKey, slug } = request.params;
    const site = await app.get(Sites).byKey(siteKey);
    if (!site) return sendMissing(reply);
    const article = await app.get(Articles).published(site.workspaceId, slug).catch((error: unknown) => {
      if (problemOf(error).code === 'not_found') return null;
      throw error;
    });
    if (!article) return sendMissing(reply);
    const { title, body, updatedAt } = article;
    const help = `/help/${encodeURIComponent(siteKey)}`;
    return send(reply, title, `<p class="from">${escape(site.name)}</p><h1>${escape(title)}</h1>${articleHtml(body, { help })}<p class="edited">Last edited on <time datetime="${escape(updatedAt)}">${day(updatedAt)}</time></p>`);
  });
  fastify.get('/help.css', (_request, reply) => reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=300').send(helpStyle));
}

const day = (instant: string): string => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));

const sendMissing = (reply: FastifyReply): FastifyReply =>
  send(reply.code(404), 'Not found', '<h1>This article is not here</h1><p>It may have been renamed or taken back. Ask in the chat; a person can help you too.</p>');

const send = (reply: FastifyReply, title: string, main: string): FastifyReply => sendPage(reply, `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/help.css"></head><body><main dir="auto">${main}</main></body></html>`, { nonce: randomBytes(16).toString('base64') });

const helpStyle = `
:root { color-scheme: light dark; --paper: light-dark(#fff, #17191c); --ink: light-dark(#1f2228, #e6e8ec); --soft: light-dark(#5b616e, #a5abb8); --line: light-dark(#dcdfe5, #363b45); --link: light-dark(#2f43b5, #a9b6ff); --tint: light-dark(#f3f4f7, #25282f); }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/27px system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif; }
main { max-width: 68ch; margin: 0 auto; padding: 48px 24px 96px; overflow-wrap: anywhere; }
h1 { margin: 0 0 24px; font-size: 34px; line-height: 40px; letter-spacing: -0.02em; text-wrap: balance; }
h2 { margin: 40px 0 8px; font-size: 21px; line-height: 28px; } h3, h4 { margin: 28px 0 4px; font-size: 17px; }
p, ul, ol, blockquote { margin: 0 0 16px; } li { margin: 4px 0; } ul, ol { padding-inline-start: 24px; }
a { color: var(--link); } :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code { padding: 1px 5px; border-radius: 4px; background: var(--tint); font: 15px/22px ui-monospace, monospace; }
blockquote { padding-inline-start: 16px; border-inline-start: 3px solid var(--line); color: var(--soft); }
.from { margin: 0 0 8px; color: var(--soft); } .edited { margin-top: 48px; padding-top: 16px; border-top: 1px solid var(--line); color: var(--soft); font-size: 14px; line-height: 20px; }
`;
