import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OrderRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** How the next request is answered; later ones are again. */
export type OrderFault = 'slow' | 'error' | 'large' | 'redirect' | 'page' | 'broken' | 'empty';

/** A company's own server that knows a few orders. */
export class OrderServer {
  readonly requests: OrderRequest[] = [];
  /** What a request to another place of this server would find. */
  secretRead = false;
  /** By number. */
  orders: Record<string, object> = { 'BW-1001': { status: 'on its way', customer: 'customer-7', arrives: 'Friday', card: '4111 1111 1111 1111' } };
  readonly #server = createServer((request, reply) => void this.#serve(request, reply));
  readonly #events = new EventEmitter();
  #next: OrderFault[] = [];

  async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  fail(...faults: OrderFault[]): void {
    this.#next.push(...faults);
  }

  /** Resolves when the next request has arrived. */
  async request(): Promise<void> {
    await once(this.#events, 'request');
  }

  /** Resolves when a client leaves a request before its end. */
  async abandonment(): Promise<void> {
    await once(this.#events, 'abandoned');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    reply.once('close', () => { if (!reply.writableFinished) this.#events.emit('abandoned'); });
    let text = '';
    for await (const piece of request.setEncoding('utf8')) text += piece as string;
    const { method = '', url: path = '', headers } = request;
    this.requests.push({ method, path, headers, body: text === '' ? null : JSON.parse(text) });
    this.#events.emit('request');
    const { pathname, searchParams } = new URL(path, this.origin);
    if (pathname === '/secret') this.secretRead = true;
    const json = (status: number, body: unknown): void => void reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (this.#next.shift()) {
      case 'slow': return;
      case 'error': return json(500, { message: 'down' });
      case 'large': return json(200, { status: 'x'.repeat(300_000) });
      case 'redirect': return void reply.writeHead(302, { location: `${this.origin}/secret` }).end();
      case 'page': return void reply.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in</p>');
      case 'broken': return void reply.writeHead(200, { 'content-type': 'application/json' }).end('{"status": ');
      case 'empty': return json(200, { other: 1 });
      case undefined: break;
    }
    const order = this.orders[decodeURIComponent(pathname.split('/').at(-1) ?? '')] as { customer?: string } | undefined;
    const customer = searchParams.get('customer');
    return order && (customer === null || customer === order.customer) ? json(200, order) : json(method === 'POST' ? 200 : 404, { status: 'done' });
  }
}

export const startOrderServer = (): Promise<OrderServer> => new OrderServer().listen();
