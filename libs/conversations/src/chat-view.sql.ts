import type { EntityManager } from 'typeorm';
import type { Chat, ConversationState } from '#contracts';

/** A member counts as there while its desk was heard of within this time. */
const THERE = `interval '90 seconds'`;
/** Whoever stands further back in the queue reads the place anew with the next message or connection. */
const MOST_TOLD = 200;

interface ChatRow {
  id: string;
  state: ConversationState;
  lastSeq: number;
  queuePosition: number | null;
  teamAway: boolean;
  email: string | null;
  rated: boolean;
  createdAt: Date;
}

const select = `
  select c.id, c.state, c.last_seq as "lastSeq", c.created_at as "createdAt", mine.email, coalesce(o.csat is not null, false) as rated,
    not exists (select from member t where t.workspace_id = c.workspace_id and t.available and t.last_seen_at > now() - ${THERE}) as "teamAway",
    case when c.state = 'waiting' then (
      select count(*)::int from hand_over h
      where h.workspace_id = c.workspace_id and h.ended_at is null and h.claimed_at is null
        and (h.requested_at, h.id) <= (mine.requested_at, mine.id)
    ) end as "queuePosition"
  from conversation c
  left join outcome o on o.workspace_id = c.workspace_id and o.conversation_id = c.id
  left join hand_over mine on mine.workspace_id = c.workspace_id and mine.conversation_id = c.id and mine.ended_at is null`;

const toChat = (row: ChatRow): Chat => ({ ...row, createdAt: row.createdAt.toISOString() });

/** The conversation as its visitor sees it. */
export async function readChat(tx: EntityManager, workspaceId: string, conversationId: string): Promise<Chat> {
  const [row] = await tx.query<ChatRow[]>(`${select} where c.workspace_id = $1 and c.id = $2`, [workspaceId, conversationId]);
  if (!row) throw new Error('a conversation vanished within its transaction');
  return toChat(row);
}

/** @returns a visitor's newest conversations that were not deleted */
export async function readChatsOf(tx: EntityManager, workspaceId: string, visitorId: string): Promise<Chat[]> {
  const rows = await tx.query<ChatRow[]>(
    `${select} where c.workspace_id = $1 and c.visitor_id = $2 and c.deleted_at is null order by c.created_at desc, c.id desc limit 50`,
    [workspaceId, visitorId]);
  return rows.map(toChat);
}

/** @returns conversations that wait for a person, those who waited longest first */
export async function readWaitingChats(tx: EntityManager, workspaceId: string): Promise<Chat[]> {
  const rows = await tx.query<ChatRow[]>(
    `${select} where c.workspace_id = $1 and c.state = 'waiting' and c.deleted_at is null order by mine.requested_at, mine.id limit ${MOST_TOLD}`, [workspaceId]);
  return rows.map(toChat);
}
