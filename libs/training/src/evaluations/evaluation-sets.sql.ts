import type { EvaluationCase, EvaluationCaseKind, EvaluationSet, NewEvaluationCase } from '#contracts';
import { newId } from '#platform';
import type { EntityManager } from 'typeorm';
import type { EvaluationCaseRow } from './evaluation-case.entity.ts';
import { withItsAbstention } from './kind-of-case.ts';

type Listed = Omit<EvaluationSet, 'createdAt' | 'frozenAt'> & { createdAt: Date; frozenAt: Date | null };

/** Newest first, with how many cases of each kind they hold. */
export async function readSets(tx: EntityManager, workspaceId: string, { limit, before, id }: { limit: number; before?: string | undefined; id?: string }): Promise<EvaluationSet[]> {
  const rows = await tx.query<Listed[]>(
    `select s.id, s.name, s.note, s.frozen_at as "frozenAt", s.sha256, s.created_by as "createdBy", s.created_at as "createdAt", coalesce(k.cases, 0) as cases, coalesce(k.kinds, '[]') as "byKind"
     from evaluation_set s
     left join lateral (
       select sum(of_kind.cases)::integer as cases, jsonb_agg(jsonb_build_object('kind', of_kind.kind, 'cases', of_kind.cases) order by of_kind.cases desc, of_kind.kind) as kinds
       from (select kind, count(*)::integer as cases from evaluation_case c where c.workspace_id = s.workspace_id and c.set_id = s.id group by kind) of_kind
     ) k on true
     where s.workspace_id = $1 and ($2::uuid is null or s.id < $2) and ($3::uuid is null or s.id = $3) order by s.id desc limit $4`,
    [workspaceId, before ?? null, id ?? null, limit]);
  return rows.map(({ createdAt, frozenAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString(), frozenAt: frozenAt?.toISOString() ?? null }));
}

export interface CasePage {
  kind?: EvaluationCaseKind | undefined;
  /** A pattern of `ilike`. */
  pattern?: string | undefined;
  after: number;
  limit: number | null;
}

/** Cases of a set in their order, after a place, and how many of the filter there are. */
export async function readCases(tx: EntityManager, workspaceId: string, setId: string, { kind, pattern, after, limit }: CasePage): Promise<{ cases: EvaluationCase[]; total: number }> {
  const values = [workspaceId, setId, kind ?? null, pattern ?? null];
  const where = 'workspace_id = $1 and set_id = $2 and ($3::text is null or kind = $3) and ($4::text is null or question ilike $4)';
  const rows = await tx.query<EvaluationCaseRow[]>(
    `select id, number, kind, question, history, expect, reference, origin, source_message_id as "sourceMessageId", created_at as "createdAt"
     from evaluation_case where ${where} and number > $5 order by number limit $6`, [...values, after, limit]);
  const [counted] = await tx.query<{ total: number }[]>(`select count(*)::integer as total from evaluation_case where ${where}`, values);
  return { cases: rows.map(caseOf), total: counted?.total ?? 0 };
}

export function caseOf({ id, number, kind, question, history, expect, reference, origin, sourceMessageId, createdAt }: EvaluationCaseRow): EvaluationCase {
  return { id, number, kind, question, history, expect, reference, origin, sourceMessageId, createdAt: createdAt.toISOString() };
}

/** Behind the cases that are there already. The caller holds the set's row. @returns their ids */
export async function insertCases(tx: EntityManager, workspaceId: string, setId: string, cases: readonly NewEvaluationCase[]): Promise<string[]> {
  const rows = cases.map((one) => ({ ...withItsAbstention(one), id: newId() }));
  await tx.query(
    `insert into evaluation_case (workspace_id, set_id, id, number, kind, question, history, expect, reference, origin, source_message_id)
     select $1, $2, n.id, last.number + n.place, n.kind, n.question, n.history, n.expect, n.reference, n.origin, n."sourceMessageId"
     from (select coalesce(max(number), 0) as number from evaluation_case where workspace_id = $1 and set_id = $2) last,
       rows from (jsonb_to_recordset($3::jsonb) as (id uuid, kind text, question text, history jsonb, expect jsonb, reference text, origin text, "sourceMessageId" uuid))
         with ordinality as n (id, kind, question, history, expect, reference, origin, "sourceMessageId", place)`,
    [workspaceId, setId, JSON.stringify(rows)]);
  return rows.map(({ id }) => id);
}
