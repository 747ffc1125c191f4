import type { PromptPack } from '#contracts';
import type { EntityManager } from 'typeorm';
import { madeBy } from '../fine-tunes/fine-tunes.sql.ts';

/** What a version may have learnt questions by. */
interface Learner {
  model: string;
  promptPack: PromptPack | null;
}

export async function readLearner(tx: EntityManager, workspaceId: string, versionId: string): Promise<Learner | null> {
  const rows = await tx.query<Learner[]>('select model, prompt_pack as "promptPack" from backend_version where workspace_id = $1 and id = $2', [workspaceId, versionId]);
  return rows[0] ?? null;
}

/** A prompt that the optimizer found, what it began with, and the questions that it was found by. */
export interface OptimisedPack {
  pack: PromptPack;
  start: PromptPack;
  /** By `duplicateKey`. */
  questionKeys: string[];
}

export async function readOptimisedPacks(tx: EntityManager, workspaceId: string): Promise<OptimisedPack[]> {
  return tx.query<OptimisedPack[]>(
    `select o.pack, s.pack as start, r.question_keys as "questionKeys" from optimizer_candidate o
     join optimizer_run r on r.workspace_id = o.workspace_id and r.id = o.run_id
     join optimizer_candidate s on s.workspace_id = o.workspace_id and s.run_id = o.run_id and s.number = 0
     where o.workspace_id = $1 and o.number > 0`, [workspaceId]);
}

/** Questions that a training or a fine-tune was given, and when it took them. */
export interface Lesson {
  at: Date;
  questions: string[];
}

/**
 * The lessons of a version that were taken before an instant, as far as they are still there: labelled questions of the
 * training that made its model, and the data set of the fine-tune that did.
 */
export async function readLessons(tx: EntityManager, workspaceId: string, versionId: string, before: Date): Promise<Lesson[]> {
  return tx.query<Lesson[]>(
    `with version as (select model, training_run_id from backend_version where workspace_id = $1 and id = $2),
       run as (
         select distinct r.id, r.started_at, r.finished_at from training_run r join version v on r.id = v.training_run_id or 'embedded/intent@' || r.number = v.model
         where r.workspace_id = $1 and r.started_at < $3
       ),
       data as (
         select distinct d.id, d.created_at from fine_tune_job j join version v on ${madeBy('j', 'v.model')} join data_set d on d.workspace_id = j.workspace_id and d.id = j.data_set_id
         where j.workspace_id = $1 and d.created_at < $3
       )
     select run.started_at as at, coalesce((select array_agg(e.text) from example e where e.workspace_id = $1 and e.part = 'train' and e.created_at <= coalesce(run.finished_at, now())), '{}') as questions from run
     union all
     select data.created_at as at, coalesce((
       select array_agg(asked.text) from (
         select (select string_agg(m.text, E'\\n' order by array_position(t.question_ids, m.id)) from message m where m.workspace_id = $1 and m.id = any(t.question_ids)) as text
         from data_set_turn t where t.workspace_id = $1 and t.data_set_id = data.id and t.part <> 'test'
       ) asked where asked.text is not null), '{}') as questions from data`, [workspaceId, versionId, before]);
}

/** Questions of the sets that were frozen at an instant: whatever learnt then left them out. */
export async function readFrozenAt(tx: EntityManager, workspaceId: string, at: Date): Promise<string[]> {
  const rows = await tx.query<{ question: string }[]>(
    `select distinct c.question from evaluation_case c join evaluation_set s on s.workspace_id = c.workspace_id and s.id = c.set_id
     where c.workspace_id = $1 and s.frozen_at <= $2`, [workspaceId, at]);
  return rows.map(({ question }) => question);
}
