import { Injectable } from '@nestjs/common';
import { Database, Problem } from '#platform';
import { MemberRow } from './member.entity.ts';
import { Passwords } from './passwords.ts';
import { Person } from './person.entity.ts';
import { Sessions, type OpenedSession } from './sessions.service.ts';
import { SignInLimits } from './sign-in-limits.ts';

/** Signing in with e-mail address and password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly limits: SignInLimits,
    private readonly sessions: Sessions,
  ) {}

  /** @throws Problem `wrong_credentials`, in the same time whether the account exists or not; `rate_limited` */
  async enter(email: string, password: string, address: string): Promise<OpenedSession> {
    await this.limits.begin(email, address, new Date());
    const person = await this.db.atTheDoor((tx) => tx.findOneBy(Person, { email }));
    const matches = await this.passwords.matches(person?.passwordHash ?? null, password);
    const member = matches && person ? await this.firstMembership(person.id) : null;
    if (!member) throw new Problem('wrong_credentials');
    await this.limits.succeeded(email, address);
    const token = await this.db.inWorkspace(member.workspaceId, (tx) => this.sessions.open(tx, member.workspaceId, member.id));
    return this.sessions.opened(token);
  }

  /** A person proved who it is before any workspace is known, so this one look-up goes across them. */
  private firstMembership(personId: string): Promise<MemberRow | null> {
    return this.db.acrossWorkspaces((tx) => tx.findOne(MemberRow, { where: { personId }, order: { createdAt: 'ASC', id: 'ASC' } }));
  }
}
