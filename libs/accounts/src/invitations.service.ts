import { Injectable } from '@nestjs/common';
import type { InputOf, acceptInvite } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Database, Problem, hashOf } from '#platform';
import { Credential } from './credential.entity.ts';
import { findCredential, type Belonging } from './credentials.ts';
import { MemberRow } from './member.entity.ts';
import { assertGoodPassword } from './password-rules.ts';
import { Passwords } from './passwords.ts';
import { Person } from './person.entity.ts';
import { Sessions, type OpenedSession } from './sessions.service.ts';

/** Turns an invitation link into a signed-in member. */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Sets the password of somebody new. Somebody with a password, from another workspace, gives that one: an invitation
   * must not be a way to take over an account.
   *
   * @throws Problem `gone` for a link that was used or has expired; `weak_password`; `wrong_credentials`
   */
  async accept({ token, password }: InputOf<typeof acceptInvite>, now = new Date()): Promise<OpenedSession> {
    const invitation = await this.db.atTheDoor((tx) => this.open(tx, token, now));
    const { workspaceId, subjectId: memberId } = invitation;
    const person = await this.db.inWorkspace(workspaceId, (tx) => personOf(tx, invitation));
    const passwordHash = await this.prove(person, password);
    const session = await this.db.inWorkspace(workspaceId, async (tx) => {
      const used = await tx.delete(Credential, { tokenHash: hashOf(token), kind: 'invite' });
      if (!used.affected) throw new Problem('gone');
      await tx.update(Person, { id: person.id }, { passwordHash });
      return this.sessions.open(tx, workspaceId, memberId, now);
    });
    return this.sessions.opened(session);
  }

  private async open(tx: EntityManager, token: string, now: Date): Promise<Belonging> {
    const invitation = await findCredential(tx, 'invite', token, now);
    if (!invitation) throw new Problem('gone');
    return invitation;
  }

  /** @returns the password hash to keep */
  private async prove(person: Person, password: string): Promise<string> {
    if (person.passwordHash === null) {
      assertGoodPassword(password, person.email);
      return this.passwords.hash(password);
    }
    if (!(await this.passwords.matches(person.passwordHash, password))) {
      throw new Problem('wrong_credentials', { detail: 'You have an account already. Give the password of that account.' });
    }
    return person.passwordHash;
  }
}

async function personOf(tx: EntityManager, { workspaceId, subjectId }: Belonging): Promise<Person> {
  const member = await tx.findOneBy(MemberRow, { workspaceId, id: subjectId });
  const person = member && (await tx.findOneBy(Person, { id: member.personId }));
  if (!person) throw new Problem('gone');
  return person;
}
