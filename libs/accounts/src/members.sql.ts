import type { Role } from '#contracts';
import type { EntityManager } from 'typeorm';

export interface MemberWithPerson {
  id: string;
  name: string;
  email: string;
  role: Role;
  createdAt: Date;
  lastSeenAt: Date | null;
}

/** The members of a workspace with their names, oldest first; one of them when `id` is given. */
export function listMembers(tx: EntityManager, workspaceId: string, id: string | null = null): Promise<MemberWithPerson[]> {
  return tx.query<MemberWithPerson[]>(
    `select m.id, p.name, p.email, m.role, m.created_at as "createdAt", m.last_seen_at as "lastSeenAt"
     from member m join person p on p.id = m.person_id
     where m.workspace_id = $1 and ($2::uuid is null or m.id = $2) order by m.id`,
    [workspaceId, id],
  );
}

/** Counts the owners and keeps them as they are until the transaction ends. */
export async function ownersLocked(tx: EntityManager, workspaceId: string): Promise<number> {
  const owners = await tx.query<unknown[]>(`select 1 from member where workspace_id = $1 and role = 'owner' order by id for update`, [workspaceId]);
  return owners.length;
}
