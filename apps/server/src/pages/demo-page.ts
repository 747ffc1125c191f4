import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Database, type Config } from '#platform';
import { demoOrder } from './demo-orders.ts';
import { demoPicture } from './demo-pictures.ts';
import { demoStyle } from './demo-style.ts';
import { escape } from './html.ts';
import { sendPage } from './send-page.ts';

interface Company {
  name: string;
  tagline: string;
  description: string;
  supportHours: string;
  products: { name: string; price: string; blurb: string }[];
}

/** Beside the sources and beside the built files alike: at the top of the repository. */
const top = path.resolve(import.meta.dirname, import.meta.url.endsWith('.ts') ? '../../../..' : '../../../../..');

/** The shop of the demo company, with the chat on it as on any other site: by one script tag. */
export async function demoPage(_request: FastifyRequest, reply: FastifyReply, app: NestFastifyApplication, config: Config): Promise<FastifyReply> {
  const siteKey = await findDemoSite(app.get(Database));
  const nonce = randomBytes(16).toString('base64');
  if (siteKey === null) return sendPage(reply.code(404), noDemo(config), { nonce });
  return sendPage(reply, shop(readCompany(), siteKey), { nonce });
}

/** Style and pictures of the shop, and its orders, as a tool looks them up. */
export function addDemoFiles(fastify: FastifyInstance): void {
  const age = 'public, max-age=300';
  fastify.get('/demo.css', (_request, reply) => reply.type('text/css; charset=utf-8').header('cache-control', age).send(demoStyle));
  fastify.get<{ Params: { number: string }; Querystring: { customer?: string } }>('/demo/orders/:number', (request, reply) => {
    const order = demoOrder(request.params.number, request.query.customer);
    return order === undefined ? reply.callNotFound() : reply.header('cache-control', 'no-store').send(order);
  });
  fastify.get<{ Params: { file: string } }>('/demo/:file', (request, reply) => {
    const number = /^(\d{1,2})\.svg$/.exec(request.params.file)?.[1];
    const picture = number === undefined ? undefined : demoPicture(Number(number));
    return picture === undefined ? reply.callNotFound() : reply
      .type('image/svg+xml; charset=utf-8').header('cache-control', age)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'").send(picture);
  });
}

async function findDemoSite(db: Database): Promise<string | null> {
  const rows = await db.acrossWorkspaces((tx) => tx.query<{ publicKey: string }[]>(
    'select s.public_key as "publicKey" from site s join workspace w on w.id = s.workspace_id and w.demo order by s.created_at limit 1'));
  return rows[0]?.publicKey ?? null;
}

let company: Company | undefined;
const readCompany = (): Company => (company ??= JSON.parse(fs.readFileSync(path.join(top, 'demo/company.json'), 'utf8')) as Company);

const page = (title: string, body: string, script = ''): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title>
<link rel="icon" href="/demo/7.svg" type="image/svg+xml"><link rel="stylesheet" href="/demo.css">${script}</head><body>${body}</body></html>`;

function noDemo(config: Config): string {
  return page('No demo here', `<main><section class="opening"><div><h1>There is no demo shop on this installation</h1>
<p>The demo company is made at the first start when DUET_DEMO is 1, which is the default with the built-in database. To see the chat on a page of your own,
open the dashboard, go to Settings, Sites, and copy the script tag.</p><a class="button" href="${escape(new URL('/', config.publicUrl).href)}">Open the dashboard</a></div></section></main>`);
}

function shop({ name, tagline, description, supportHours, products }: Company, siteKey: string): string {
  const goods = products.map((one, index) => `<li><img src="/demo/${index + 1}.svg" alt="" width="320" height="240"${index > 3 ? ' loading="lazy"' : ''}>
<h3>${escape(one.name)}</h3><p class="price">${escape(one.price)}</p><p class="blurb">${escape(one.blurb)}</p></li>`).join('');
  const help = (slug: string, text: string): string => `<a href="/help/${escape(siteKey)}/${slug}">${text}</a>`;
  return page(`${name}: ${tagline}`, `<header><p class="tip">This shop is a demonstration. Ask the chat in the corner about an order, a return or a size.</p>
<div class="top"><a class="name" href="/demo">${escape(name)}</a><nav aria-label="Shop"><a href="#goods">Products</a>${help('delivery-times-and-costs', 'Delivery')}${help('how-to-return', 'Returns')}${help('contact-us', 'Contact')}</nav></div></header>
<main><section class="opening"><div><h1>${escape(tagline)}</h1><p>${escape(description)}</p><a class="button" href="#goods">See the products</a></div><img src="/demo/7.svg" alt="" width="320" height="240"></section>
<section aria-labelledby="goods"><h2 id="goods">Made to be ridden in</h2><ul class="goods">${goods}</ul></section>
<section class="service" aria-label="Service"><div><h3>Delivery</h3><p>${help('delivery-times-and-costs', 'How long it takes, and what it costs')}</p></div><div><h3>Returns</h3><p>${help('return-policy', 'What you can send back, and until when')}</p></div>
<div><h3>Repairs</h3><p>${help('repairs', 'We mend what we sell')}</p></div><div><h3>Support hours</h3><p>${escape(supportHours)}</p></div></section></main>
<footer>${escape(name)} is made up for this demonstration; nothing can be bought here.</footer>`, `<script async src="/widget.js" data-key="${escape(siteKey)}" data-accent="#1f5a47"></script>`);
}
