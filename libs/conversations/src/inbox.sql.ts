import type { QueueItem } from '#contracts';
import type { EntityManager } from 'typeorm';

type QueueRow = Omit<QueueItem, 'waitingSince'> & { waitingSince: Date };

/** Who waits or is being answered by a person, longest first; one conversation when it is named. */
export async function readQueue(tx: EntityManager, workspaceId: string, conversationId: string | null = null): Promise<QueueItem[]> {
  const rows = await tx.query<QueueRow[]>(
    `select c.id as "conversationId", s.name as "siteName", c.state, h.reason, h.email, coalesce(opening.text, '') as opening,
       coalesce(latest.text, '') as "lastText", h.requested_at as "waitingSince", c.agent_id as "agentId", coalesce(p.name, k.name) as "agentName",
       c.last_seq as "lastSeq"
     from conversation c
     join hand_over h on h.workspace_id = c.workspace_id and h.conversation_id = c.id and h.ended_at is null
     join site s on s.workspace_id = c.workspace_id and s.id = c.site_id
     left join member t on t.workspace_id = c.workspace_id and t.id = c.agent_id
     left join person p on p.id = t.person_id
     left join api_key k on k.workspace_id = c.workspace_id and k.id = c.agent_id
     left join lateral (select text from message m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.role = 'visitor'
                        order by m.seq limit 1) opening on true
     left join lateral (select text from message m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.role <> 'system'
                        order by m.seq desc limit 1) latest on true
     where c.workspace_id = $1 and c.state in ('waiting', 'with_agent') and ($2::uuid is null or c.id = $2)
     order by h.requested_at, h.id limit 500`,
    [workspaceId, conversationId]);
  return rows.map((row) => ({ ...row, waitingSince: row.waitingSince.toISOString() }));
}

export async function setAvailable(tx: EntityManager, workspaceId: string, memberId: string, on: boolean): Promise<void> {
  await tx.query('update member set available = $3, last_seen_at = now() where workspace_id = $1 and id = $2', [workspaceId, memberId, on]);
}

/** Members whose desk is open and who said that they are there. */
export async function noteSeen(tx: EntityManager, memberIds: readonly string[]): Promise<void> {
  await tx.query('update member set last_seen_at = now() where id = any($1::uuid[])', [memberIds]);
}
