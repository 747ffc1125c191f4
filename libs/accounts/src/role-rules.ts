import type { Role } from '#contracts';
import { Problem } from '#platform';

const rank: Readonly<Record<Role, number>> = { owner: 3, admin: 2, analyst: 1, agent: 1 };

/** Owners give and take every role, others those below their own. @throws Problem `forbidden` */
export function assertMayAssign(by: Role, role: Role): void {
  if (by !== 'owner' && rank[role] >= rank[by]) throw new Problem('forbidden');
}
