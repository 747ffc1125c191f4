import { Injectable } from '@nestjs/common';
import type { Session } from '#contracts';
import { permissionsOf } from '#contracts';
import { Config, Database, Problem, hashOf, newToken } from '#platform';
import type { EntityManager } from 'typeorm';
import { ApiKeys } from './api-keys.service.ts';
import { Credential } from './credential.entity.ts';
import { findCredential, issueCredential, touchCredential } from './credentials.ts';
import { MemberRow } from './member.entity.ts';
import { Person } from './person.entity.ts';
import { readBearer, readCookie } from './session-cookie.ts';
import type { Actor } from './who.ts';
import { Workspaces, workspaceReply } from './workspaces.ts';

const HOUR_MS = 3_600_000;
const IDLE_MS = 12 * HOUR_MS;
/** After this a person signs in again, used or not. */
export const SESSION_SECONDS = 7 * 24 * 3_600;

/** What of a request says who sends it. */
export interface Letters {
  cookie?: string | undefined;
  authorization?: string | undefined;
}

export interface OpenedSession {
  token: string;
  session: Session;
}

/** Who is signed in, kept on the server: ending a session or changing a role acts at once. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: Database,
    private readonly config: Config,
    private readonly apiKeys: ApiKeys,
    private readonly workspaces: Workspaces,
  ) {}

  /** The member of a session cookie or the holder of an API key; null when neither is valid. Sockets ask here too. */
  authenticate(letters: Letters, now = new Date()): Promise<Actor | null> {
    const key = readBearer(letters.authorization);
    if (key !== undefined) return this.apiKeys.authenticate(key, now);
    const token = readCookie(this.config.publicUrl, letters.cookie);
    return token === undefined ? Promise.resolve(null) : this.memberOf(token, now);
  }

  /** Signs a member in, within the transaction that proved who it is. @returns the session's token */
  async open(tx: EntityManager, workspaceId: string, memberId: string, now = new Date()): Promise<string> {
    const token = newToken('');
    const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1_000);
    await issueCredential(tx, { kind: 'session', token, workspaceId, subjectId: memberId, expiresAt });
    await tx.update(MemberRow, { workspaceId, id: memberId }, { lastSeenAt: now });
    return token;
  }

  async end(cookie: string | undefined): Promise<void> {
    const token = readCookie(this.config.publicUrl, cookie);
    if (token === undefined) return;
    await this.db.atTheDoor((tx) => tx.delete(Credential, { tokenHash: hashOf(token), kind: 'session' }));
  }

  /** What a page needs to know about who is signed in. */
  async describe(actor: Actor): Promise<Session> {
    const workspace = await this.workspaces.read(actor.workspaceId);
    const person = actor.kind === 'key' ? { id: actor.id, name: actor.name, email: '' } : await this.personOf(actor.workspaceId, actor.id);
    const memberId = actor.kind === 'member' ? actor.id : null;
    return { person, memberId, workspace: workspaceReply(workspace), role: actor.role, permissions: [...actor.permissions] };
  }

  /** The same for a token that was just handed out. */
  async opened(token: string): Promise<OpenedSession> {
    const actor = await this.memberOf(token, new Date());
    if (!actor) throw new Problem('unauthenticated');
    return { token, session: await this.describe(actor) };
  }

  private async memberOf(token: string, now: Date): Promise<Actor | null> {
    const credential = await this.db.atTheDoor((tx) => findCredential(tx, 'session', token, now, IDLE_MS));
    if (!credential) return null;
    const { workspaceId, subjectId: id } = credential;
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const member = await tx.findOneBy(MemberRow, { workspaceId, id });
      if (!member) return null;
      const person = await tx.findOneByOrFail(Person, { id: member.personId });
      if (await touchCredential(tx, credential, now)) await tx.update(MemberRow, { workspaceId, id }, { lastSeenAt: now });
      return { kind: 'member', id, workspaceId, role: member.role, name: person.name, permissions: permissionsOf[member.role] };
    });
  }

  private personOf(workspaceId: string, memberId: string): Promise<Session['person']> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { personId } = await tx.findOneByOrFail(MemberRow, { workspaceId, id: memberId });
      const { id, name, email } = await tx.findOneByOrFail(Person, { id: personId });
      return { id, name, email };
    });
  }
}
