import type { DataSet, DataSetManifest, DataSetPart } from '#contracts';
import type { EntityManager } from 'typeorm';
import type { DataSetTurnRow } from './data-set-turn.entity.ts';

type Listed = Omit<DataSet, 'createdAt' | 'finishedAt' | 'taint'> & { createdAt: Date; finishedAt: Date | null; turns: number; erasedTurns: number; erasedConversations: number; erasedAt: Date | null };

export interface DataSetPage {
  limit: number;
  before?: string | undefined;
  ids?: readonly string[];
}

/** Newest first, with what was erased of each since it was built: turns whose conversation is emptied, or gone altogether. */
export async function readDataSets(tx: EntityManager, workspaceId: string, { limit, before, ids }: DataSetPage): Promise<DataSet[]> {
  const rows = await tx.query<Listed[]>(
    `select s.id, s.name, s.filters, s.state, s.stage, s.done, s.total, s.error_code as "errorCode", s.manifest, s.created_by as "createdBy", s.created_at as "createdAt",
       s.finished_at as "finishedAt", coalesce(t.turns, 0) as turns, coalesce(t.erased, 0) as "erasedTurns", coalesce(t.conversations, 0) as "erasedConversations", t.at as "erasedAt"
     from data_set s
     left join lateral (
       select count(*)::integer as turns, count(c.deleted_at)::integer as erased, (count(distinct c.id) filter (where c.deleted_at is not null))::integer as conversations, min(c.deleted_at) as at
       from data_set_turn t join conversation c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
       where t.workspace_id = s.workspace_id and t.data_set_id = s.id
     ) t on true
     where s.workspace_id = $1 and ($2::uuid is null or s.id < $2) and ($3::uuid[] is null or s.id = any($3)) order by s.id desc limit $4`,
    [workspaceId, before ?? null, ids ?? null, limit]);
  return rows.map(({ createdAt, finishedAt, turns, erasedTurns, erasedConversations, erasedAt, ...row }) => {
    const gone = row.manifest ? Math.max(0, row.manifest.parts.reduce((sum, part) => sum + part.turns, 0) - turns) : 0;
    const taint = erasedTurns + gone === 0 ? null : { turns: erasedTurns + gone, conversations: erasedConversations, at: erasedAt?.toISOString() ?? null };
    return { ...row, taint, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
  });
}

/** Whether a fine-tune made a model or a checkpoint of it, or still may. */
export async function isLearntFrom(tx: EntityManager, workspaceId: string, id: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select 1 from fine_tune_job j where j.workspace_id = $1 and j.data_set_id = $2
       and (j.model_key is not null or j.state not in ('failed', 'cancelled')
         or exists (select from fine_tune_checkpoint c where c.workspace_id = $1 and c.fine_tune_job_id = j.id))
     limit 1`, [workspaceId, id]);
  return rows.length > 0;
}

/** @returns false when there is nothing left to do */
export async function beginBuilding(tx: EntityManager, workspaceId: string, id: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `with begun as (
       update data_set set state = 'running', stage = 'reading', done = 0, total = 0 where workspace_id = $1 and id = $2 and state in ('waiting', 'running') returning 1
     ) select * from begun`, [workspaceId, id]);
  return rows.length > 0;
}

export async function keepStage(tx: EntityManager, workspaceId: string, id: string, { stage, done, total }: Pick<DataSet, 'stage' | 'done' | 'total'>): Promise<void> {
  await tx.query(`update data_set set stage = $3, done = $4, total = $5 where workspace_id = $1 and id = $2 and state = 'running'`, [workspaceId, id, stage, done, total]);
}

export async function failBuilding(tx: EntityManager, workspaceId: string, id: string, code: string): Promise<void> {
  await tx.query(`update data_set set state = 'failed', error_code = $3, finished_at = now() where workspace_id = $1 and id = $2 and state = 'running'`, [workspaceId, id, code]);
}

export type StoredTurn = Omit<DataSetTurnRow, 'workspaceId' | 'dataSetId' | 'askedAt'> & { askedAt: string };

const AT_ONCE = 1_000;
const columns = 'number, part, conversation_id, context_ids, question_ids, answer_ids, rejected_ids, duel_id, liked, why, weight, marks, intent, asked_at';

/** Turns and manifest together; nothing when somebody deleted the data set meanwhile. @returns whether they are stored */
export async function storeBuilt(tx: EntityManager, workspaceId: string, id: string, { turns, manifest }: { turns: readonly StoredTurn[]; manifest: DataSetManifest }): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `with built as (
       update data_set set state = 'done', manifest = $3, stage = 'writing', done = $4, total = $4, finished_at = now() where workspace_id = $1 and id = $2 and state = 'running' returning 1
     ) select * from built`, [workspaceId, id, JSON.stringify(manifest), turns.length]);
  if (rows.length === 0) return false;
  for (let at = 0; at < turns.length; at += AT_ONCE) {
    await tx.query(
      `insert into data_set_turn (workspace_id, data_set_id, ${columns})
       select $1, $2, number, part, "conversationId", "contextIds", "questionIds", "answerIds", "rejectedIds", "duelId", liked, why, weight, marks, intent, "askedAt"
       from jsonb_to_recordset($3::jsonb) as t (number int, part text, "conversationId" uuid, "contextIds" uuid[], "questionIds" uuid[], "answerIds" uuid[], "rejectedIds" uuid[],
         "duelId" uuid, liked boolean, why text, weight float8, marks text[], intent text, "askedAt" timestamptz)`,
      [workspaceId, id, JSON.stringify(turns.slice(at, at + AT_ONCE))]);
  }
  return true;
}

export interface WordedTurn extends DataSetTurnRow {
  erased: boolean;
  leftText: string | null;
  rightText: string | null;
  duelResult: string | null;
}

/** Turns of a data set in their order, after a place. */
export function readTurns(tx: EntityManager, workspaceId: string, id: string, { part, after, limit }: { part: DataSetPart | null; after: number; limit: number }): Promise<WordedTurn[]> {
  return tx.query<WordedTurn[]>(
    `select t.number, t.part, t.conversation_id as "conversationId", t.context_ids as "contextIds", t.question_ids as "questionIds", t.answer_ids as "answerIds", t.rejected_ids as "rejectedIds",
       t.duel_id as "duelId", t.liked, t.why, t.weight, t.marks, t.intent, t.asked_at as "askedAt", c.deleted_at is not null as erased,
       d.left_text as "leftText", d.right_text as "rightText", d.result as "duelResult"
     from data_set_turn t join conversation c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
     left join duel d on d.workspace_id = t.workspace_id and d.id = t.duel_id
     where t.workspace_id = $1 and t.data_set_id = $2 and ($3::text is null or t.part = $3) and t.number > $4 order by t.number limit $5`,
    [workspaceId, id, part, after, limit]);
}

/** What a message says, and who says it. */
export interface Text {
  role: 'visitor' | 'assistant' | 'agent';
  text: string;
}

export async function readTexts(tx: EntityManager, workspaceId: string, ids: readonly string[]): Promise<Map<string, Text>> {
  const rows = await tx.query<(Text & { id: string })[]>('select id, role, text from message where workspace_id = $1 and id = any($2::uuid[])', [workspaceId, ids]);
  return new Map(rows.map(({ id, ...said }) => [id, said]));
}

export interface TurnOfConversation {
  dataSetId: string;
  name: string;
  part: DataSetPart;
  number: number;
  messageIds: string[];
}

export function readTurnsOfConversation(tx: EntityManager, workspaceId: string, conversationId: string): Promise<TurnOfConversation[]> {
  return tx.query<TurnOfConversation[]>(
    `select t.data_set_id as "dataSetId", s.name, t.part, t.number, t.context_ids || t.question_ids || t.answer_ids || t.rejected_ids as "messageIds"
     from data_set_turn t join data_set s on s.workspace_id = t.workspace_id and s.id = t.data_set_id
     where t.workspace_id = $1 and t.conversation_id = $2 order by t.data_set_id desc, t.number`, [workspaceId, conversationId]);
}
