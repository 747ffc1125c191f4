import { OUT_OF_SCOPE } from '#knowledge';
import type { AnswerResult, Citation, ClarifyOption, GuardFinding, ToolCall } from '#contracts';
import type { Asking } from '#platform';
import type { EntityManager } from 'typeorm';
import { conversationColumns, type ConversationRow } from './conversation-row.ts';
import { messageColumns, type MessageRow } from './message-row.ts';

/** An answer that a process may write: the row's lease token must still be this one. */
export interface Held {
  workspaceId: string;
  id: string;
  leaseToken: string;
}

/** How long a process may be silent before its answers are taken from it; the database's clock counts. */
const LEASE = `interval '15 s'`;

/** Renews what is still held. @returns the tokens that are; somebody else took the others' answers */
export async function renewLeases(tx: EntityManager, held: readonly Held[]): Promise<Set<string>> {
  const rows = await tx.query<{ token: string }[]>(
    `with renewed as (
       update message m set lease_until = now() + ${LEASE}
       from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as mine (workspace_id, id, token)
       where m.workspace_id = mine.workspace_id and m.id = mine.id and m.lease_token = mine.token and m.state in ('pending', 'streaming')
       returning m.lease_token
     ) select lease_token as token from renewed`,
    [held.map((one) => one.workspaceId), held.map((one) => one.id), held.map((one) => one.leaseToken)]);
  return new Set(rows.map((row) => row.token));
}

/** Gives answers back that were not begun: any process may take them at once. */
export async function releaseLease(tx: Asking, held: Held): Promise<void> {
  await tx.query(`update message set lease_until = now() where workspace_id = $1 and id = $2 and lease_token = $3 and state = 'pending'`,
    [held.workspaceId, held.id, held.leaseToken]);
}

export interface Progress {
  text: string;
  firstTokenMs: number | null;
  servedEngine: string | null;
  servedVariantId: string | null;
  servedBackendVersionId: string | null;
  fallbackReason: string | null;
}

/**
 * Keeps what was shown so far. Nobody waits for the disk: where the database's own machine dies within half a second, the
 * answer begins anew.
 *
 * @returns false when the answer is not ours any more
 */
export async function keepProgress(tx: Asking, held: Held, progress: Progress): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `with kept as (
       update message set state = 'streaming', text = $4, first_token_ms = $5, served_engine = $6, served_variant_id = $7,
         served_backend_version_id = $8, fallback_reason = $9
       where workspace_id = $1 and id = $2 and lease_token = $3 and state in ('pending', 'streaming') returning id
     ) select id, set_config('synchronous_commit', 'off', true) from kept`,
    [held.workspaceId, held.id, held.leaseToken, progress.text, progress.firstTokenMs, progress.servedEngine, progress.servedVariantId,
      progress.servedBackendVersionId, progress.fallbackReason]);
  return rows.length === 1;
}

/** How an answer ended. */
export interface Ending extends Progress {
  state: 'complete' | 'interrupted' | 'failed' | 'cancelled';
  result: AnswerResult;
  errorCode: string | null;
  intent: string | null;
  confidence: number | null;
  language: string | null;
  totalMs: number | null;
  inputTokens: number;
  outputTokens: number;
  costMicroUsd: number;
  citations: Citation[];
  options: ClarifyOption[];
  offersPerson: boolean;
  guard: GuardFinding[];
  toolCalls: ToolCall[];
}

export interface Closed {
  /** Finished answers of the conversation, this one included; failed ones too. */
  finished: number;
  expectedIntent: string | null;
}

/**
 * Writes the last state of an answer and counts it in the conversation's outcome. An answer that ends before its first
 * piece was kept passes through `streaming` within this statement.
 *
 * @returns null when the answer is not ours any more: then nothing was written
 */
export async function closeReply(tx: Asking, held: Held, ending: Ending): Promise<Closed | null> {
  const [row] = await writeEnding<Closed>(tx, held, ending, 'finished, "expectedIntent" from o');
  return row ?? null;
}

/** The same, but an answer that is not ours any more fails the statement, and with it everything that was asked together with it: see `wasUndone`. */
export async function closeOwnReply(tx: Asking, held: Held, ending: Ending): Promise<void> {
  await writeEnding(tx, held, ending, '1 / (select count(*) from m)');
}

/** @returns true when the answer has ended just so, to the millisecond */
export async function hasEnded(tx: Asking, { workspaceId, id }: Held, { state, result, totalMs, text }: Ending): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select from message where workspace_id = $1 and id = $2 and state = $3 and result = $4 and total_ms is not distinct from $5 and text = $6`,
    [workspaceId, id, state, result, totalMs, text]);
  return rows.length === 1;
}

function writeEnding<Row>(tx: Asking, held: Held, ending: Ending, told: string): Promise<Row[]> {
  const counted = ending.state !== 'cancelled';
  const failed = ending.state === 'failed' || ending.state === 'interrupted' || ending.result === 'budget';
  return tx.query<Row[]>(
    `with m as (
       update message set state = $4, text = $5, result = $6, error_code = $7, intent = $8, confidence = $9, first_token_ms = $10, total_ms = $11,
         input_tokens = $12, output_tokens = $13, cost_micro_usd = $14::bigint, citations = $15, options = $16, offers_person = $17,
         served_engine = $18, served_variant_id = $19, served_backend_version_id = $20, fallback_reason = $21, language = $26, guard = $27, tool_calls = $28,
         lease_owner = null, lease_token = null, lease_until = null, finished_at = now()
       where workspace_id = $1 and id = $2 and lease_token = $3 and state in ('pending', 'streaming') returning conversation_id
     ), o as (
       update outcome o set answers = answers + $22, failures = failures + $23, clarifications = clarifications + $24, offers = offers + $25,
         cost_micro_usd = o.cost_micro_usd + $14::bigint, intent = coalesce(o.intent, $8),
         intent_matched = case when o.answers + o.failures = 0 and o.expected_intent is not null and $22 + $23 > 0
           then case o.expected_intent when '${OUT_OF_SCOPE}' then $6 not in ('answered', 'failed', 'budget') else coalesce($8 = o.expected_intent, false) end
           else o.intent_matched end
       from m where o.workspace_id = $1 and o.conversation_id = m.conversation_id
       returning o.answers + o.failures as finished, o.expected_intent as "expectedIntent"
     ) select ${told}`,
    [
      held.workspaceId, held.id, held.leaseToken, ending.state, ending.text, ending.result, ending.errorCode, ending.intent, ending.confidence,
      ending.firstTokenMs, ending.totalMs, ending.inputTokens, ending.outputTokens, ending.costMicroUsd, JSON.stringify(ending.citations),
      JSON.stringify(ending.options), ending.offersPerson, ending.servedEngine, ending.servedVariantId, ending.servedBackendVersionId,
      ending.fallbackReason, counted && !failed ? 1 : 0, failed ? 1 : 0, ending.result === 'clarified' ? 1 : 0, ending.offersPerson ? 1 : 0,
      ending.language, ending.guard, JSON.stringify(ending.toolCalls),
    ]);
}

/** An answer whose process fell silent, taken over together with all that is needed to go on. */
export interface Orphan {
  workspaceId: string;
  message: MessageRow;
  leaseToken: string;
  firstTokenMs: number | null;
  servedEngine: string | null;
  servedVariantId: string | null;
  servedBackendVersionId: string | null;
  fallbackReason: string | null;
  question: { id: string; seq: number; text: string };
  conversation: ConversationRow;
  /** Milliseconds since the question was stored, by the database's clock. */
  ageMs: number;
}

/** Takes answers whose lease ran out; two processes never take the same. A `pending` one begins another attempt. */
export async function takeOrphans(tx: EntityManager, owner: string, limit: number): Promise<Orphan[]> {
  const rows = await tx.query<OrphanRow[]>(
    `with lost as (
       select workspace_id, id from message where state in ('pending', 'streaming') and lease_until <= now()
       order by lease_until limit $2 for update skip locked
     ), m as (
       update message x set lease_owner = $1, lease_token = gen_random_uuid(), lease_until = now() + ${LEASE},
         attempt = case when x.state = 'pending' then x.attempt + 1 else x.attempt end
       from lost where x.workspace_id = lost.workspace_id and x.id = lost.id
       returning x.*
     )
     select m.workspace_id as "workspaceId", to_jsonb(c) as conversation,
       to_jsonb(q) as question, m.lease_token as "leaseToken", m.first_token_ms as "firstTokenMs", m.served_engine as "servedEngine",
       m.served_variant_id as "servedVariantId", m.served_backend_version_id as "servedBackendVersionId", m.fallback_reason as "fallbackReason",
       (extract(epoch from now() - q.created_at) * 1000)::float8 as "ageMs", ${messageColumns}
     from m
     join lateral (select ${conversationColumns} from conversation c where c.workspace_id = m.workspace_id and c.id = m.conversation_id) c on true
     join lateral (select id, seq, text, created_at from message q where q.workspace_id = m.workspace_id and q.id = m.answers_id) q on true
     order by m.seq`,
    [owner, limit]);
  return rows.map(toOrphan);
}

type OrphanRow = Omit<Orphan, 'message'> & MessageRow;

function toOrphan(row: OrphanRow): Orphan {
  const { workspaceId, leaseToken, firstTokenMs, servedEngine, servedVariantId, servedBackendVersionId, fallbackReason, ageMs, ...rest } = row;
  const { question, conversation, ...message } = rest;
  return {
    workspaceId, leaseToken, firstTokenMs, servedEngine, servedVariantId, servedBackendVersionId, fallbackReason, ageMs, message,
    question, conversation,
  };
}

/** The database has one writer again: what a killed process held is free at once. */
export async function expireAllLeases(tx: EntityManager): Promise<void> {
  await tx.query(`update message set lease_until = now() where state in ('pending', 'streaming')`);
}

/** @returns true while an earlier answer of the conversation is owed or under way */
export async function isBehind(tx: Asking, workspaceId: string, conversationId: string, seq: number): Promise<boolean> {
  const [row] = await tx.query<{ behind: boolean }[]>(
    `select exists (select from message where workspace_id = $1 and conversation_id = $2 and seq < $3 and state in ('pending', 'streaming')) as behind`,
    [workspaceId, conversationId, seq]);
  return row?.behind ?? false;
}

/** Unfinished answers of a conversation, taken by whoever stops them. The caller's token replaces the owner's. */
export async function seizeReplies(tx: EntityManager, workspaceId: string, conversationId: string, owner: string, messageId: string | null): Promise<(Held & Progress & { message: MessageRow })[]> {
  const rows = await tx.query<(MessageRow & Progress & { leaseToken: string })[]>(
    `with m as (
       update message set lease_owner = $3, lease_token = gen_random_uuid(), lease_until = now() + ${LEASE}
       where workspace_id = $1 and conversation_id = $2 and state in ('pending', 'streaming') and ($4::uuid is null or id = $4)
       returning *
     ) select ${messageColumns}, m.lease_token as "leaseToken", m.first_token_ms as "firstTokenMs", m.served_engine as "servedEngine",
       m.served_variant_id as "servedVariantId", m.served_backend_version_id as "servedBackendVersionId", m.fallback_reason as "fallbackReason"
     from m order by m.seq`,
    [workspaceId, conversationId, owner, messageId]);
  return rows.map((row) => ({ ...row, workspaceId, message: row }));
}
