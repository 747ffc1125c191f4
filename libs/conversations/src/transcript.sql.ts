import type { Asking } from '#platform';
import type { EntityManager } from 'typeorm';
import type { ArrivalFacts, Receipt, Traffic } from '#contracts';
import type { Routed } from '#experiments';
import { conversationColumns, type ConversationRow } from './conversation-row.ts';
import { messageColumns, type MessageRow } from './message-row.ts';

/** Locks the conversation: whoever holds this row gives out the next sequence number. */
export async function lockConversation(tx: EntityManager, workspaceId: string, id: string): Promise<ConversationRow | undefined> {
  const [row] = await tx.query<ConversationRow[]>(
    `select ${conversationColumns} from conversation c where c.workspace_id = $1 and c.id = $2 for update`, [workspaceId, id]);
  return row;
}

/** The lock alone. */
export async function holdConversation(tx: Asking, workspaceId: string, id: string): Promise<void> {
  await tx.query('select from conversation where workspace_id = $1 and id = $2 for update', [workspaceId, id]);
}

/** @returns the row without a lock */
export async function findConversation(tx: EntityManager, workspaceId: string, id: string): Promise<ConversationRow | undefined> {
  const [row] = await tx.query<ConversationRow[]>(
    `select ${conversationColumns} from conversation c where c.workspace_id = $1 and c.id = $2`, [workspaceId, id]);
  return row;
}

interface NewConversation {
  workspaceId: string;
  id: string;
  siteId: string;
  visitorId: string;
  traffic: Traffic;
  arrival: ArrivalFacts;
}

export async function insertConversation(tx: EntityManager, row: NewConversation): Promise<void> {
  await tx.query(`insert into conversation (workspace_id, id, site_id, visitor_id, state, traffic, arrival) values ($1, $2, $3, $4, 'bot', $5, $6::jsonb)`,
    [row.workspaceId, row.id, row.siteId, row.visitorId, row.traffic, JSON.stringify(row.arrival)]);
}

export interface Standing {
  /** The message that was stored under this client id before, with its newest answer. */
  earlier: { id: string; seq: number; createdAt: Date; hash: Buffer; replyId: string | null } | null;
  /** Answers owed or under way in the conversation. */
  unfinished: number;
}

/** What must be known before a message is stored; read after the lock, so that it is the last word. */
export async function standingOf(tx: EntityManager, workspaceId: string, conversationId: string, clientMessageId: string): Promise<Standing> {
  const rows = await tx.query<{ unfinished: number; id: string | null; seq: number; createdAt: Date; hash: Buffer; replyId: string | null }[]>(
    `select u.unfinished, m.id, m.seq, m.created_at as "createdAt", m.text_sha256 as hash,
       case when m.id is not null then (select r.id from message r where r.workspace_id = $1 and r.conversation_id = $2 and r.answers_id = m.id
                                        order by r.seq desc limit 1) end as "replyId"
     from (select count(*)::int as unfinished from message
           where workspace_id = $1 and conversation_id = $2 and state in ('pending', 'streaming')) u
     left join message m on m.workspace_id = $1 and m.conversation_id = $2 and m.client_message_id = $3`,
    [workspaceId, conversationId, clientMessageId]);
  const row = rows[0];
  if (!row) throw new Error('an aggregate gave no row');
  const { unfinished, id, ...message } = row;
  return { unfinished, earlier: id === null ? null : { id, ...message } };
}

export interface NewTurn {
  workspaceId: string;
  conversation: ConversationRow;
  message: { id: string; clientMessageId: string; text: string; hash: Buffer };
  /** Null while a person answers. */
  reply: { id: string; leaseOwner: string; leaseToken: string } | null;
  /** Set with the first message only: where the conversation was routed to. */
  routed: Routed | null;
  expectedIntent: string | null;
}

export interface StoredTurn {
  seq: number;
  createdAt: Date;
}

/** Stores the visitor's message, with it the answer owed, and with a first message its route and outcome row: one round trip. */
export async function storeTurn(tx: Asking, turn: NewTurn): Promise<StoredTurn> {
  const { workspaceId, conversation, message, reply, routed } = turn;
  const rows = await tx.query<StoredTurn[]>(
    routed === null ? `${laterTurn}${insertTurn}` : `${firstTurn}${insertTurn}`,
    [
      workspaceId, conversation.id, reply === null ? 1 : 2, message.id, message.text, message.hash, message.clientMessageId,
      reply?.id ?? null, reply?.leaseOwner ?? null, reply?.leaseToken ?? null, conversation.variantId, conversation.backendVersionId,
      ...(routed === null ? [] : [
        routed.experimentId, routed.phase, routed.epoch, routed.unitId, routed.crossEngineFallback, turn.expectedIntent, routed.holdout,
      ]),
    ]);
  const expected = reply === null ? 1 : 2;
  const first = rows[0];
  // Certain is only what the database says it stored.
  if (rows.length !== expected || first === undefined) throw new Error(`stored ${rows.length} messages instead of ${expected}`);
  return first;
}

/** A later question in a conversation that the bot answers. */
export interface PlainTurn {
  workspaceId: string;
  conversation: { id: string; visitorId: string; variantId: string | null; backendVersionId: string | null };
  message: NewTurn['message'];
  reply: NonNullable<NewTurn['reply']>;
}

/** The same where nothing else is owed and the message is new; where that is not so, it fails: see `wasUndone`. The caller holds the lock. */
export async function storePlainTurn(tx: Asking, { workspaceId, conversation, message, reply }: PlainTurn): Promise<StoredTurn> {
  const [first] = await tx.query<[StoredTurn]>(
    `${plainTurn}, m as (${insertTurn}) select min(seq) as seq, min("createdAt") as "createdAt", 2 / count(*) from m`,
    [
      workspaceId, conversation.id, conversation.visitorId, message.id, message.text, message.hash, message.clientMessageId,
      reply.id, reply.leaseOwner, reply.leaseToken, conversation.variantId, conversation.backendVersionId,
    ]);
  return first;
}

const plainTurn = `
  with c as (
    update conversation set last_seq = last_seq + 2, last_message_at = now()
    where workspace_id = $1 and id = $2 and visitor_id = $3 and state = 'bot' and routed and deleted_at is null
      and not exists (select from message where workspace_id = $1 and conversation_id = $2 and state in ('pending', 'streaming'))
      and not exists (select from message where workspace_id = $1 and conversation_id = $2 and client_message_id = $7)
    returning last_seq - 1 as seq, traffic
  )`;

const laterTurn = `
  with c as (
    update conversation set last_seq = last_seq + $3, last_message_at = now() where workspace_id = $1 and id = $2
    returning last_seq - $3 + 1 as seq, traffic
  )`;

const firstTurn = `
  with c as (
    update conversation set last_seq = last_seq + $3, last_message_at = now(), routed = true, experiment_id = $13::uuid, phase = $14::int,
      epoch = $15::int, variant_id = $11, backend_version_id = $12, unit_id = $16::uuid, cross_engine_fallback = $17::boolean, holdout = $19::boolean
    where workspace_id = $1 and id = $2
    returning last_seq - $3 + 1 as seq, traffic, site_id
  ), o as (
    insert into outcome (workspace_id, conversation_id, site_id, experiment_id, phase, epoch, variant_id, unit_id, backend_version_id, traffic, expected_intent)
    select $1, $2, site_id, $13::uuid, $14::int, $15::int, $11, $16::uuid, $12, traffic, $18::text from c
  )`;

const insertTurn = `
  insert into message (workspace_id, id, conversation_id, seq, role, text, text_sha256, client_message_id, state, answers_id,
    lease_owner, lease_token, lease_until, deadline_at, assigned_variant_id, assigned_backend_version_id, traffic)
  select $1, $4::uuid, $2, seq, 'visitor', $5::text, $6::bytea, $7::uuid, 'complete', null::uuid,
    null::text, null::uuid, null::timestamptz, null::timestamptz, null::uuid, null::uuid, traffic from c
  union all
  select $1, $8::uuid, $2, seq + 1, 'assistant', '', null, null, 'pending', $4::uuid,
    $9::text, $10::uuid, now() + interval '15 s', now() + interval '60 s', $11::uuid, $12::uuid, traffic from c where $8::uuid is not null
  returning seq, created_at as "createdAt"`;

/** @returns up to `limit` messages that follow `afterSeq`, in order */
export function messagesAfter(tx: EntityManager, workspaceId: string, conversationId: string, afterSeq: number, limit: number): Promise<MessageRow[]> {
  return tx.query<MessageRow[]>(
    `select ${messageColumns} from message m where m.workspace_id = $1 and m.conversation_id = $2 and m.seq > $3 order by m.seq limit $4`,
    [workspaceId, conversationId, afterSeq, limit]);
}

export interface PlainMessage {
  workspaceId: string;
  conversationId: string;
  id: string;
  role: 'agent' | 'system';
  text: string;
  hash?: Buffer;
  clientMessageId?: string;
  authorId?: string;
  authorName?: string;
}

/** A message that waits for nothing. The caller holds the conversation's lock. */
export async function insertPlainMessage(tx: EntityManager, message: PlainMessage): Promise<StoredTurn> {
  const rows = await tx.query<StoredTurn[]>(
    `with c as (
       update conversation set last_seq = last_seq + 1, last_message_at = now() where workspace_id = $1 and id = $2 returning last_seq as seq, traffic
     )
     insert into message (workspace_id, conversation_id, id, seq, role, text, text_sha256, client_message_id, author_id, author_name, state, traffic)
     select $1, $2, $3::uuid, seq, $4::text, $5::text, $6::bytea, $7::uuid, $8::uuid, $9::text, 'complete', traffic from c
     returning seq, created_at as "createdAt"`,
    [message.workspaceId, message.conversationId, message.id, message.role, message.text, message.hash ?? null, message.clientMessageId ?? null,
      message.authorId ?? null, message.authorName ?? null]);
  const [stored] = rows;
  if (!stored || rows.length !== 1) throw new Error(`stored ${rows.length} messages instead of 1`);
  return stored;
}

export const receiptOf = (stored: { id: string; seq: number; createdAt: Date }, replyId: string | null, duplicate: boolean): Receipt => ({
  messageId: stored.id, seq: stored.seq, createdAt: stored.createdAt.toISOString(), duplicate, replyId,
});

export async function messageById(tx: EntityManager, workspaceId: string, id: string): Promise<MessageRow> {
  const [row] = await tx.query<MessageRow[]>(`select ${messageColumns} from message m where m.workspace_id = $1 and m.id = $2`, [workspaceId, id]);
  if (!row) throw new Error('a message vanished within its transaction');
  return row;
}
