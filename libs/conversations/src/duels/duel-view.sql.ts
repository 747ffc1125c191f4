import type { Duel, DuelDraft, DuelResult, DuelVersion } from '#contracts';
import type { EntityManager } from 'typeorm';
import { alike } from './duels.sql.ts';

interface Side extends DuelVersion {
  draft: DuelDraft;
}

interface Row {
  id: string;
  conversationId: string;
  questionId: string;
  question: string;
  experimentId: string | null;
  phase: number | null;
  alike: boolean;
  left: Side;
  right: Side;
  result: DuelResult | null;
  rater: string;
  sentMessageId: string | null;
  sentText: string | null;
  createdAt: Date;
  decidedAt: Date | null;
}

const sideOf = (side: 'left' | 'right'): string => `
  json_build_object(
    'draft', json_build_object('text', d.${side}_text, 'outcome', d.${side}_outcome, 'options', d.${side}_options, 'errorCode', d.${side}_error_code),
    'backendVersionId', d.${side}_backend_version_id, 'backendName', ${side}_backend.name, 'backendKind', ${side}_backend.kind,
    'versionNumber', ${side}_version.number, 'variantId', d.${side}_variant_id, 'variantName', ${side}_variant.name,
    'totalMs', d.${side}_total_ms, 'costMicroUsd', d.${side}_cost_micro_usd) as "${side}"`;

const joinedFor = (side: 'left' | 'right'): string => `
  join backend_version ${side}_version on ${side}_version.workspace_id = d.workspace_id and ${side}_version.id = d.${side}_backend_version_id
  join backend ${side}_backend on ${side}_backend.workspace_id = d.workspace_id and ${side}_backend.id = ${side}_version.backend_id
  left join variant ${side}_variant on ${side}_variant.workspace_id = d.workspace_id and ${side}_variant.id = d.${side}_variant_id`;

const select = `
  select d.id, d.conversation_id as "conversationId", d.question_id as "questionId", question.text as question, d.experiment_id as "experimentId", d.phase,
    ${sideOf('left')}, ${sideOf('right')}, ${alike} as alike, d.result, d.rater, d.sent_message_id as "sentMessageId", sent.text as "sentText",
    d.created_at as "createdAt", d.decided_at as "decidedAt"
  from duel d ${joinedFor('left')} ${joinedFor('right')}
  join message question on question.workspace_id = d.workspace_id and question.id = d.question_id
  left join message sent on sent.workspace_id = d.workspace_id and sent.id = d.sent_message_id`;

export async function readDuel(tx: EntityManager, workspaceId: string, id: string): Promise<Duel> {
  const [row] = await tx.query<Row[]>(`${select} where d.workspace_id = $1 and d.id = $2`, [workspaceId, id]);
  if (!row) throw new Error('a duel vanished within its transaction');
  return viewOf(row);
}

export interface DuelFilter {
  limit: number;
  before?: string | undefined;
  experimentId?: string | undefined;
}

/** Choices that were made, newest first. Open pairs stay out: a list that names their makers would open the eyes of whoever chooses. */
export async function readChoices(tx: EntityManager, workspaceId: string, { limit, before, experimentId }: DuelFilter): Promise<Duel[]> {
  const rows = await tx.query<Row[]>(
    `${select} where d.workspace_id = $1 and d.result is not null and ($2::uuid is null or d.experiment_id = $2) and ($3::uuid is null or d.id < $3)
     order by d.id desc limit $4`, [workspaceId, experimentId ?? null, before ?? null, limit]);
  return rows.map(viewOf);
}

/** The one place that decides what a blind choice may show. */
function viewOf({ left: { draft: left, ...leftVersion }, right: { draft: right, ...rightVersion }, experimentId, phase, ...row }: Row): Duel {
  return {
    ...row, left, right, createdAt: row.createdAt.toISOString(), decidedAt: row.decidedAt?.toISOString() ?? null,
    revealed: row.result === null ? null : { experimentId, phase, left: leftVersion, right: rightVersion },
  };
}
