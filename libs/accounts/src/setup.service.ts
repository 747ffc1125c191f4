import { Injectable } from '@nestjs/common';
import type { InputOf, claimSetup } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Config, Database, Problem, hashOf, newId, newToken } from '#platform';
import { Credential } from './credential.entity.ts';
import { issueCredential } from './credentials.ts';
import { MemberRow } from './member.entity.ts';
import { assertGoodPassword } from './password-rules.ts';
import { Passwords } from './passwords.ts';
import { Person } from './person.entity.ts';
import { Sessions, type OpenedSession } from './sessions.service.ts';
import { createSite } from './sites.service.ts';
import { Workspaces, createWorkspace } from './workspaces.ts';

const LINK_MS = 30 * 60_000;
/** 22 base-62 digits: 131 bits. */
const LINK_DIGITS = 22;

/** The first owner: whoever reads the link that the server printed. */
@Injectable()
export class Setup {
  private seenClaimed = false;

  constructor(
    private readonly db: Database,
    private readonly config: Config,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly workspaces: Workspaces,
  ) {}

  /** Does this installation have an owner? Once true it stays so, and is not asked again. */
  async claimed(): Promise<boolean> {
    this.seenClaimed ||= await this.db.atTheDoor((tx) => tx.existsBy(Person, {}));
    return this.seenClaimed;
  }

  /** A fresh one-time link, good for 30 minutes beside those of other servers. Null once there is an owner. */
  link(now = new Date()): Promise<string | null> {
    return this.db.atTheDoor(async (tx) => {
      await oneAtATime(tx);
      return this.issue(tx, now);
    });
  }

  /** The same, where every link before it ends: somebody else may have read them. */
  renewedLink(now = new Date()): Promise<string | null> {
    return this.db.atTheDoor(async (tx) => {
      await oneAtATime(tx);
      await tx.delete(Credential, { kind: 'setup' });
      return this.issue(tx, now);
    });
  }

  /**
   * Makes the first owner: of the demo workspace when there is one, else of a new workspace. Of two claims one wins.
   *
   * @throws Problem `setup_link_invalid`, `weak_password`
   */
  async claim({ token, name, email, password }: InputOf<typeof claimSetup>, now = new Date()): Promise<OpenedSession> {
    assertGoodPassword(password, email);
    const demo = await this.workspaces.demo();
    const workspaceId = demo?.id ?? newId();
    // Before the hash, which is dear: a wrong link must not cost it.
    await this.db.atTheDoor((tx) => assertLink(tx, token, now));
    const passwordHash = await this.passwords.hash(password);
    const session = await this.db.inWorkspace(workspaceId, async (tx) => {
      await oneAtATime(tx);
      await assertLink(tx, token, now);
      await tx.delete(Credential, { kind: 'setup' });
      if (!demo) await foundWorkspace(tx, workspaceId);
      const personId = newId();
      const memberId = newId();
      await tx.insert(Person, { id: personId, email, name, passwordHash });
      await tx.insert(MemberRow, { workspaceId, id: memberId, personId, role: 'owner' });
      return this.sessions.open(tx, workspaceId, memberId, now);
    });
    return this.sessions.opened(session);
  }

  private async issue(tx: EntityManager, now: Date): Promise<string | null> {
    if (await tx.existsBy(Person, {})) return null;
    const token = newToken('', LINK_DIGITS);
    await issueCredential(tx, { kind: 'setup', token, workspaceId: null, subjectId: null, expiresAt: new Date(now.getTime() + LINK_MS) });
    return `${this.config.publicUrl}/setup/${token}`;
  }
}

async function foundWorkspace(tx: EntityManager, id: string): Promise<void> {
  await createWorkspace(tx, { id, name: 'My company', timeZone: 'UTC', demo: false });
  await createSite(tx, { workspaceId: id, name: 'My site', allowedOrigins: [] });
}

/** Until the transaction ends, nobody else makes or claims a link. */
const oneAtATime = (tx: EntityManager): Promise<unknown> => tx.query(`select pg_advisory_xact_lock(hashtext('duet.setup'))`);

async function assertLink(tx: EntityManager, token: string, now: Date): Promise<void> {
  const link = await tx.findOneBy(Credential, { tokenHash: hashOf(token), kind: 'setup' });
  const open = link?.expiresAt && link.expiresAt > now && !(await tx.existsBy(Person, {}));
  if (!open) throw new Problem('setup_link_invalid');
}
