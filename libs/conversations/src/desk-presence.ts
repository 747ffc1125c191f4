import { Injectable, Logger } from '@nestjs/common';
import { Sessions, type Actor } from '#accounts';
import { Config, Database, Problem } from '#platform';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { noteSeen, setAvailable } from './inbox.sql.ts';
import { QueuePlaces } from './queue-places.ts';
import { findConversation } from './transcript.sql.ts';

/** How often members are seen, and how long at most somebody who was removed or signed out hears on. */
const LOOK_EVERY_MS = 30_000;

export type DeskSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, { actor: Actor; available?: boolean }>;

/** Who of the team is there. A desk that is closed, or whose process dies, is away a minute and a half later at most. */
@Injectable()
export class DeskPresence {
  private readonly log = new Logger(DeskPresence.name);
  private server: Namespace | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: Database, private readonly config: Config, private readonly sessions: Sessions, private readonly places: QueuePlaces) {}

  start(server: Namespace): void {
    this.server = server;
    this.timer = setInterval(() => void this.look().catch((error: unknown) => this.log.warn({ event: 'desk.not_seen' }, error)), LOOK_EVERY_MS).unref();
  }
  stop(): void {
    clearInterval(this.timer);
  }

  /** @throws Problem `unauthenticated`, `forbidden`, `cross_site_refused` */
  async admit(socket: DeskSocket): Promise<Actor> {
    const { cookie, authorization, origin, host } = socket.handshake.headers;
    const bearer = (socket.handshake.auth as { key?: unknown }).key;
    const letters = { cookie, authorization: typeof bearer === 'string' ? `Bearer ${bearer}` : authorization };
    // A cookie travels with any page's socket, so the page must be ours; a key is only known to its program.
    if (letters.authorization === undefined && !this.isOurs(origin, host)) throw new Problem('cross_site_refused');
    const actor = await this.sessions.authenticate(letters);
    if (!actor) throw new Problem('unauthenticated');
    if (!actor.permissions.includes('conversations:read')) throw new Problem('forbidden');
    return actor;
  }

  async say(socket: DeskSocket, on: boolean): Promise<void> {
    socket.data.available = on;
    const { actor } = socket.data;
    if (actor.kind !== 'member') return;
    await this.db.inWorkspace(actor.workspaceId, (tx) => setAvailable(tx, actor.workspaceId, actor.id, on));
    this.places.changed(actor.workspaceId);
  }

  /** The last desk of a member takes its availability along. */
  async left(socket: DeskSocket): Promise<void> {
    const { actor, available } = socket.data;
    if (!available || this.availableMembers().includes(actor.id)) return;
    await this.say(socket, false);
  }

  /** @throws Problem `not_found` for a conversation of another workspace */
  async checkOwn(actor: Actor, conversationId: string): Promise<void> {
    const row = await this.db.inWorkspace(actor.workspaceId, (tx) => findConversation(tx, actor.workspaceId, conversationId));
    if (!row) throw new Problem('not_found');
  }

  async look(): Promise<void> {
    for (const socket of this.desks()) await this.check(socket);
    const members = this.availableMembers();
    if (members.length > 0) await this.db.acrossWorkspaces((tx) => noteSeen(tx, members));
  }

  /** A desk whose holder may not do any more what it could at its start is closed: it comes back with what it may do now, if anything. */
  private async check(socket: DeskSocket): Promise<void> {
    try {
      const { id, role } = await this.admit(socket);
      if (id === socket.data.actor.id && role === socket.data.actor.role) return;
    } catch (error) {
      // A database that is away says nothing about anybody.
      if (!(error instanceof Problem)) throw error;
    }
    socket.conn.close();
  }

  private desks(): DeskSocket[] {
    return [...(this.server?.sockets.values() ?? [])] as DeskSocket[];
  }

  private availableMembers(): string[] {
    return this.desks().filter(({ data }) => data.available && data.actor.kind === 'member').map(({ data }) => data.actor.id);
  }

  private isOurs(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || !URL.canParse(origin)) return false;
    return new URL(origin).host === host || origin === new URL(this.config.publicUrl).origin;
  }
}
