import { Injectable } from '@nestjs/common';
import type { InputOf, Member, Role, addMember } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Config, Database, Problem, newId, newToken } from '#platform';
import { endCredentials, issueCredential } from './credentials.ts';
import { MemberRow } from './member.entity.ts';
import { assertMayAssign } from './role-rules.ts';
import { listMembers, ownersLocked, type MemberWithPerson } from './members.sql.ts';
import { Person } from './person.entity.ts';
import type { Actor } from './who.ts';

const INVITATION_MS = 7 * 24 * 3_600_000;

/** The people of a workspace. */
@Injectable()
export class Members {
  constructor(
    private readonly db: Database,
    private readonly config: Config,
  ) {}

  async list(workspaceId: string): Promise<Member[]> {
    return (await this.db.inWorkspace(workspaceId, (tx) => listMembers(tx, workspaceId))).map(reply);
  }

  /** @throws Problem `email_taken`; `forbidden` for a role that the actor may not give */
  add(actor: Actor, { name, email, role }: InputOf<typeof addMember>, now = new Date()): Promise<{ member: Member; inviteLink: string }> {
    assertMayAssign(actor.role, role);
    const { workspaceId } = actor;
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const personId = await personWith(tx, email, name);
      const id = newId();
      const stored = await tx.createQueryBuilder().insert().into(MemberRow).values({ workspaceId, id, personId, role }).orIgnore().returning('id').execute();
      if ((stored.raw as unknown[]).length === 0) throw new Problem('email_taken');
      const token = newToken('');
      await issueCredential(tx, { kind: 'invite', token, workspaceId, subjectId: id, expiresAt: new Date(now.getTime() + INVITATION_MS) });
      return { member: await oneMember(tx, workspaceId, id), inviteLink: `${this.config.publicUrl}/invite/${token}` };
    });
  }

  /** Acts from the member's next request on. @throws Problem `not_found`, `last_owner`, `forbidden` */
  changeRole(actor: Actor, id: string, role: Role): Promise<Member> {
    assertMayAssign(actor.role, role);
    const { workspaceId } = actor;
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const member = await this.managed(tx, actor, id);
      if (member.role === 'owner' && role !== 'owner') await assertAnotherOwner(tx, workspaceId);
      await tx.update(MemberRow, { workspaceId, id }, { role });
      return oneMember(tx, workspaceId, id);
    });
  }

  /** Ends the member's sessions with it. @throws Problem `not_found`, `last_owner`, `forbidden` */
  remove(actor: Actor, id: string): Promise<void> {
    const { workspaceId } = actor;
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const member = await this.managed(tx, actor, id);
      if (member.role === 'owner') await assertAnotherOwner(tx, workspaceId);
      await endCredentials(tx, ['session', 'invite'], id);
      await tx.delete(MemberRow, { workspaceId, id });
      await forgetPerson(tx, member.personId);
    });
  }

  private async managed(tx: EntityManager, actor: Actor, id: string): Promise<MemberRow> {
    // Owners are locked first and always in one order: two owners who remove each other must not both succeed.
    await ownersLocked(tx, actor.workspaceId);
    const member = await tx.findOneBy(MemberRow, { workspaceId: actor.workspaceId, id });
    if (!member) throw new Problem('not_found');
    assertMayAssign(actor.role, member.role);
    return member;
  }
}

async function assertAnotherOwner(tx: EntityManager, workspaceId: string): Promise<void> {
  if ((await ownersLocked(tx, workspaceId)) < 2) throw new Problem('last_owner');
}

/** The person of an address; somebody new has no password before accepting. */
async function personWith(tx: EntityManager, email: string, name: string): Promise<string> {
  await tx.createQueryBuilder().insert().into(Person).values({ id: newId(), email, name, passwordHash: null }).orIgnore().execute();
  return (await tx.findOneByOrFail(Person, { email })).id;
}

/** Somebody who is no member anywhere leaves nothing behind; a membership elsewhere (unseen from here) keeps the row. */
async function forgetPerson(tx: EntityManager, id: string): Promise<void> {
  await tx.query('savepoint person');
  try {
    await tx.delete(Person, { id });
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error;
    await tx.query('rollback to savepoint person');
  }
}

async function oneMember(tx: EntityManager, workspaceId: string, id: string): Promise<Member> {
  const [row] = await listMembers(tx, workspaceId, id);
  if (!row) throw new Problem('not_found');
  return reply(row);
}

const reply = ({ id, name, email, role, createdAt, lastSeenAt }: MemberWithPerson): Member => ({
  id, name, email, role, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt?.toISOString() ?? null,
});
