import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Type } from '@nestjs/common';
import { io, type Socket } from 'socket.io-client';
import { Visitors, type Visitor } from '#accounts';
import { Backends } from '#backends';
import type { ChatEvent, ChatReplies, ChatRequestName, Receipt, Refusal } from '#contracts';
import { newId } from '#platform';
import type { Server, ServerOptions } from 'socket.io';
import { startApp, type TestApp } from './app.ts';
import type { TestDatabase } from './database.ts';
import { ScriptedBackend, says } from './scripted-backend.ts';

const ORIGIN = 'http://localhost:8080';

class WebSockets extends IoAdapter {
  override createIOServer(port: number, options?: ServerOptions): Server {
    const ours = { ...options, transports: ['websocket'], maxHttpBufferSize: 65_536, perMessageDeflate: false, serveClient: false };
    return super.createIOServer(port, ours as ServerOptions);
  }
}

export interface TestSite {
  workspaceId: string;
  siteId: string;
  siteKey: string;
  backendVersionId: string;
}

/** A workspace with one site that a backend version answers by default. */
export async function makeSite(db: TestDatabase): Promise<TestSite> {
  const workspaceId = await db.workspace();
  const [siteId, backendId, backendVersionId] = [newId(), newId(), newId()];
  const siteKey = `pk_live_${siteId.slice(-12)}`;
  await db.database.inWorkspace(workspaceId, async (tx) => {
    await tx.query(`insert into backend (workspace_id, id, name, kind) values ($1, $2, 'Scripted', 'prompt')`, [workspaceId, backendId]);
    await tx.query(`insert into backend_version (workspace_id, id, backend_id, number, model) values ($1, $2, $3, 1, 'embedded/scripted')`, [workspaceId, backendVersionId, backendId]);
    await tx.query(`insert into site (workspace_id, id, name, public_key, greeting, default_backend_version_id) values ($1, $2, 'Shop', $3, 'Hello', $4)`,
      [workspaceId, siteId, siteKey, backendVersionId]);
    await tx.query(`insert into credential (token_hash, kind, workspace_id, subject_id) values (sha256(convert_to($1, 'utf8')), 'site', $2, $3)`, [siteKey, workspaceId, siteId]);
  });
  return { workspaceId, siteId, siteKey, backendVersionId };
}

export interface TestChat extends TestApp {
  backend: ScriptedBackend;
  /** A new visitor of the site. */
  visitor(site: TestSite): Promise<{ visitor: Visitor; token: string; headers: Record<string, string> }>;
  /** A tab of a visitor. */
  tab(site: TestSite, token: string, origin?: string | null, headers?: Record<string, string>): Promise<Tab>;
  /** A new visitor with a tab in a new conversation. */
  talk(site: TestSite): Promise<Talk>;
  /** A desk of somebody of the team, by an API key's header. */
  desk(headers: Record<string, string>): Promise<Tab>;
}

/** A visitor's tab in its conversation. */
export interface Talk {
  visitor: Visitor;
  token: string;
  headers: Record<string, string>;
  tab: Tab;
  conversationId: string;
  /** Sends a text under a new client id and gives the receipt. */
  say(text: string): Promise<Receipt>;
  /** What the database holds: `[seq, role, state, text]`. */
  transcript(): Promise<[number, string, string, string][]>;
}

/** Conversations in a real server; the model is the one thing that is scripted. */
export async function startChat(db: TestDatabase, rooms: Type[], backend = new ScriptedBackend(says('Hello.')), env: Record<string, string> = {}): Promise<TestChat> {
  // Scripts are quicker than people.
  const server = await startApp(db, rooms, { DUET_LIMIT_FACTOR: '1000', ...env }, (app) => {
    app.useWebSocketAdapter(new WebSockets(app));
    jest.spyOn(app.get(Backends, { strict: false }), 'open').mockImplementation(() => Promise.resolve(backend));
  });
  const { port } = server.app.getHttpServer().address() as AddressInfo;
  const tabs: Tab[] = [];
  const connect = async (namespace: string, options: Parameters<typeof io>[1]): Promise<Tab> => {
    const tab = new Tab(io(`http://127.0.0.1:${port}${namespace}`, { transports: ['websocket'], forceNew: true, reconnection: false, ...options }));
    tabs.push(tab);
    await tab.connected;
    return tab;
  };
  const chat: TestChat = {
    ...server,
    backend,
    async talk(site) {
      const somebody = await chat.visitor(site);
      const tab = await chat.tab(site, somebody.token);
      const { conversation: { id: conversationId } } = await tab.do('conversation.open', {});
      return {
        ...somebody, tab, conversationId,
        say: (text) => tab.do('message.send', { conversationId, clientMessageId: newId(), text }),
        transcript: async () => {
          const rows = await db.database.inWorkspace(site.workspaceId, (tx) => tx.query<{ seq: number; role: string; state: string; text: string }[]>(
            'select seq, role, state, text from message where conversation_id = $1 order by seq', [conversationId]));
          return rows.map((row) => [row.seq, row.role, row.state, row.text]);
        },
      };
    },
    async visitor(site) {
      const visitors = server.app.get(Visitors, { strict: false });
      const { id, token } = await db.database.inWorkspace(site.workspaceId, (tx) => visitors.create(tx, { workspaceId: site.workspaceId, id: site.siteId }));
      const visitor = { id, workspaceId: site.workspaceId, siteId: site.siteId, siteName: 'Shop' };
      return { visitor, token, headers: { authorization: `Bearer ${token}` } };
    },
    tab: (site, visitorToken, origin = ORIGIN, headers = {}) =>
      connect('/chat', { auth: { siteKey: site.siteKey, visitorToken }, extraHeaders: { ...headers, ...(origin === null ? {} : { origin }) } }),
    desk: (headers) => connect('/desk', { extraHeaders: headers }),
    async stop() {
      for (const tab of tabs) tab.close();
      await server.stop();
    },
  };
  return chat;
}

/** A socket with everything that it heard. */
export class Tab {
  readonly heard: ChatEvent[] = [];
  readonly desk: { type: string }[] = [];
  readonly connected: Promise<void>;
  private wake: (() => void)[] = [];

  constructor(readonly socket: Socket) {
    socket.on('chat', (event: ChatEvent) => this.hear(this.heard, event));
    socket.on('desk', (event: { type: string }) => this.hear(this.desk, event));
    this.connected = new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => reject(Object.assign(error, (error as { data?: Refusal }).data)));
    });
  }

  /** Asks and gives the acknowledgement. */
  ask<N extends ChatRequestName>(name: N, body: unknown): Promise<({ ok: true } & ChatReplies[N]) | Refusal> {
    return this.raw(name, body) as Promise<({ ok: true } & ChatReplies[N]) | Refusal>;
  }
  /** The same, where a failure is a failure of the test. */
  async do<N extends ChatRequestName>(name: N, body: unknown): Promise<ChatReplies[N]> {
    const ack = await this.ask(name, body);
    if (!ack.ok) throw new Error(`${name}: ${ack.code} ${ack.title}`);
    return ack;
  }
  raw(name: string, ...body: unknown[]): Promise<unknown> {
    return this.socket.timeout(10_000).emitWithAck(name, ...body);
  }

  /** The first event, heard already or to come, that fits. */
  async hears<T extends ChatEvent['type']>(type: T, fits: (event: Extract<ChatEvent, { type: T }>) => boolean = () => true): Promise<Extract<ChatEvent, { type: T }>> {
    for (;;) {
      const found = this.heard.find((event): event is Extract<ChatEvent, { type: T }> => event.type === type && fits(event as Extract<ChatEvent, { type: T }>));
      if (found) return found;
      await new Promise<void>((resolve) => this.wake.push(resolve));
    }
  }
  async hearsOfDesk<T>(fits: (event: { type: string } & T) => boolean): Promise<{ type: string } & T> {
    for (;;) {
      const found = this.desk.find((event) => fits(event as { type: string } & T));
      if (found) return found as { type: string } & T;
      await new Promise<void>((resolve) => this.wake.push(resolve));
    }
  }
  get disconnected(): Promise<string> {
    return new Promise((resolve) => this.socket.once('disconnect', resolve));
  }
  close(): void {
    this.socket.disconnect();
  }

  private hear<T>(list: T[], event: T): void {
    list.push(event);
    for (const resolve of this.wake.splice(0)) resolve();
  }
}
