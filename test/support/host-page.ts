import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  /** `http://localhost:<port>`: another host name and port than Duet's. */
  readonly origin: string;
  stop(): Promise<void>;
}

export interface HostOptions {
  dir?: 'ltr' | 'rtl';
  /** More attributes of the script tag, as HTML. */
  tag?: string;
}

/** Rules that shops really have, gathered on one page. */
const hostileStyle = `
* { box-sizing: content-box; letter-spacing: 3px !important; }
div, button, p, ul, li, form, textarea { all: unset; color: red !important; font-size: 40px !important; display: inline !important; text-transform: uppercase !important; }
body > * { position: static !important; transform: none; }
`;

/** A company's own page with the strictest policy that still lets Duet in, and with careless styles. */
export async function startHostPage(duet: string, siteKey: string, options: HostOptions = {}): Promise<HostPage> {
  const socket = duet.replace(/^http/, 'ws');
  const policy = `default-src 'none'; script-src ${duet}; connect-src ${duet} ${socket}; style-src 'self'`;
  const html = `<!doctype html><html lang="en" dir="${options.dir ?? 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title>
<link rel="stylesheet" href="/style.css"><script async src="${duet}/widget.js" data-key="${siteKey}" ${options.tag ?? ''}></script></head><body><main><h1>Shop</h1><p>Bags for cyclists.</p></main></body></html>`;
  const server = http.createServer((request, reply) => {
    if (request.url === '/style.css') return void reply.writeHead(200, { 'content-type': 'text/css' }).end(hostileStyle);
    reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(html);
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    stop: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    }),
  };
}
