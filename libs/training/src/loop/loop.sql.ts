import type { LoopCountName } from '#contracts';
import type { EntityManager } from 'typeorm';
import { madeBy } from '../fine-tunes/fine-tunes.sql.ts';
import type { Untold } from './asked-again.ts';
import type { Dislike, History, Lesson } from './journeys.ts';

/** Newest disliked answers that are followed. */
const MOST_FOLLOWED = 2_000;
/** Oldest answers that name no topic and are looked through for the same questions: as many as hold the server up for no longer than a moment. */
const MOST_UNTOLD = 5_000;
/**
 * Versions that use what was approved from that moment on: those with a prompt pack, and of answers also those that the
 * built-in engine was trained for: it recognises by what it learnt and says what is approved.
 */
const atOnceVersions = `select id from backend_version where workspace_id = $1 and (prompt_pack is not null or (a.answer and model like 'embedded/%'))`;

/** `answer`: an approved answer, otherwise a labelled question. */
export type Approval = History['approvals'][number] & { answer: boolean };

export interface Period {
  workspaceId: string;
  /** Whole days of the workspace's time zone, today included. */
  start: Date;
  before: Date;
}

export async function readPeriod(tx: EntityManager, workspaceId: string, days: number): Promise<Period & { from: string; timeZone: string }> {
  const [row] = await tx.query<(Omit<Period, 'workspaceId'> & { from: string; timeZone: string })[]>(
    `with today as (select time_zone, date_trunc('day', now() at time zone time_zone) as day from workspace where id = $1)
     select time_zone as "timeZone", to_char(day - make_interval(days => $2 - 1), 'YYYY-MM-DD') as "from",
       (day - make_interval(days => $2 - 1)) at time zone time_zone as start, (day - make_interval(days => 2 * $2 - 1)) at time zone time_zone as before from today`, [workspaceId, days]);
  return { workspaceId, ...row! };
}

/** Where each count is read: a table, the instant that dates it, and a condition. */
const counted: Record<LoopCountName, { from: string; at: string; where?: string; sum?: string }> = {
  thumbs_up: { from: 'outcome', at: 'started_at', where: `traffic = 'live'`, sum: 'thumbs_up' },
  thumbs_down: { from: 'outcome', at: 'started_at', where: `traffic = 'live'`, sum: 'thumbs_down' },
  ratings: { from: 'outcome', at: 'rated_at', where: `traffic = 'live' and csat is not null` },
  labelled: { from: 'example', at: 'created_at' },
  approved: { from: 'intent', at: 'answered_at' },
  data_sets: { from: 'data_set', at: 'finished_at', where: `state = 'done'` },
  trainings: { from: 'training_run', at: 'finished_at', where: `state = 'succeeded'` },
  fine_tunes: { from: 'fine_tune_job', at: 'finished_at', where: `model_key is not null` },
  optimizations: { from: 'optimizer_run', at: 'finished_at', where: `state = 'done'` },
  versions: { from: 'backend_version', at: 'created_at' },
  passed: { from: 'evaluation', at: 'finished_at', where: `verdict ->> 'outcome' = 'passed'` },
  refused: { from: 'evaluation', at: 'finished_at', where: `verdict ->> 'outcome' = 'refused'` },
  started: { from: 'experiment', at: 'started_at' },
  promoted: { from: 'evaluation', at: 'promoted_at' },
  stopped: { from: 'experiment', at: 'stopped_at' },
};

export type Counts = Record<LoopCountName, { now: number; before: number }>;

export async function readCounts(tx: EntityManager, { workspaceId, start, before }: Period): Promise<Counts> {
  const parts = Object.entries(counted).map(([name, { from, at, where = 'true', sum = '1' }]) =>
    `select '${name}' as name, coalesce(sum(${sum}) filter (where ${at} >= $2), 0)::int as now, coalesce(sum(${sum}) filter (where ${at} < $2), 0)::int as before
     from ${from} where workspace_id = $1 and ${at} >= $3 and ${where}`);
  const rows = await tx.query<{ name: LoopCountName; now: number; before: number }[]>(parts.join(' union all '), [workspaceId, start, before]);
  return Object.fromEntries(rows.map(({ name, now, before: earlier }) => [name, { now, before: earlier }])) as Counts;
}

export interface Waiting {
  choosing: number;
  promotion: number;
  verdict: number;
}

/** Versions that passed, that nobody promoted, and that answer nobody: neither a site, nor a started experiment, nor on behalf of one that does. */
const passedAndMeetNobody = `
  with recursive used (id) as (
    (select default_backend_version_id from site where workspace_id = $1
     union select v.backend_version_id from variant v join experiment x on x.workspace_id = v.workspace_id and x.id = v.experiment_id where v.workspace_id = $1 and x.started_at is not null)
    union select r.answered_by from used u join backend_route r on r.workspace_id = $1 and r.backend_version_id = u.id
  )
  select count(*)::int from (
    select candidate_version_id as id from evaluation where workspace_id = $1 and verdict ->> 'outcome' = 'passed' group by candidate_version_id having count(promoted_at) = 0
  ) p where not exists (select from used u where u.id = p.id)`;

export async function readWaiting(tx: EntityManager, workspaceId: string): Promise<Waiting> {
  const [row] = await tx.query<Waiting[]>(
    `select (select count(*)::int from evaluation where workspace_id = $1 and state = 'choosing') as choosing,
       (${passedAndMeetNobody}) as promotion,
       (select count(*)::int from experiment where workspace_id = $1 and state in ('running', 'paused') and archived_at is null) as verdict`, [workspaceId]);
  return row!;
}

export interface DislikeRow extends Omit<Dislike, 'again'> {
  conversationId: string;
  visitorId: string;
  topic: string | null;
  /** What was asked. */
  question: string | null;
  /** What was disliked. */
  answer: string;
}

/** What a conversation is about; a request for a person says nothing of that. */
const topic = `nullif(o.intent, 'talk_to_person')`;

/** Answers to real visitors in conversations of the period that are disliked now, newest first. */
export function readDislikes(tx: EntityManager, { workspaceId, start }: Period): Promise<DislikeRow[]> {
  return tx.query(
    `select m.id as "messageId", m.conversation_id as "conversationId", coalesce(m.intent, ${topic}) as intent, i.label as topic, q.text as question, m.text as answer, c.visitor_id as "visitorId",
       (extract(epoch from coalesce(m.thumbed_at, m.finished_at, m.created_at)) * 1000)::float8 as at, (extract(epoch from later.at) * 1000)::float8 as "agentAt"
     from outcome o join message m on m.workspace_id = o.workspace_id and m.conversation_id = o.conversation_id and m.thumb = 'down'
     join conversation c on c.workspace_id = o.workspace_id and c.id = o.conversation_id
     left join message q on q.workspace_id = m.workspace_id and q.id = m.answers_id
     left join intent i on i.workspace_id = o.workspace_id and i.key = coalesce(m.intent, ${topic})
     left join lateral (select min(a.created_at) as at from message a where a.workspace_id = m.workspace_id and a.conversation_id = m.conversation_id and a.role = 'agent' and a.seq > m.seq) later on true
     where o.workspace_id = $1 and o.started_at >= $2 and o.traffic = 'live' and o.thumbs_down > 0
     order by at desc limit ${MOST_FOLLOWED}`, [workspaceId, start]);
}

export interface LabelledTopic {
  normalised: string;
  intent: string;
  topic: string;
}

/** What people said that these very questions are about. */
export function readLabelled(tx: EntityManager, workspaceId: string, questions: readonly string[]): Promise<LabelledTopic[]> {
  return tx.query(
    `select e.normalised, i.key as intent, i.label as topic from example e join intent i on i.workspace_id = e.workspace_id and i.id = e.intent_id
     where e.workspace_id = $1 and e.normalised = any($2)`, [workspaceId, questions]);
}

/** Labelled questions and approved answers of these intents since then. */
export function readApprovals(tx: EntityManager, { workspaceId, start }: Period, intents: readonly string[]): Promise<Approval[]> {
  return tx.query(
    `select i.key as intent, (extract(epoch from e.created_at) * 1000)::float8 as at, false as answer from example e join intent i on i.workspace_id = e.workspace_id and i.id = e.intent_id
     where e.workspace_id = $1 and e.created_at >= $2 and i.key = any($3) and e.part = 'train'
     union all select key, (extract(epoch from answered_at) * 1000)::float8, true from intent where workspace_id = $1 and answered_at >= $2 and key = any($3)`, [workspaceId, start, intents]);
}

/** Trainings, data sets and optimizations that ended well since then, with the versions made of them. A data set teaches better where it holds the disliked answer, or another answer to its question: an agent's stands alone. */
export async function readLessons(tx: EntityManager, { workspaceId, start }: Period, messageIds: readonly string[]): Promise<Lesson[]> {
  const rows = await tx.query<(Omit<Lesson, 'versions'> & { versions: Lesson['versions'] | null })[]>(
    `select (extract(epoch from r.started_at) * 1000)::float8 as "begunAt", (extract(epoch from r.finished_at) * 1000)::float8 as "endedAt", null::uuid[] as "messageIds",
       (select json_agg(json_build_object('id', v.id, 'at', extract(epoch from v.created_at) * 1000)) from backend_version v where v.workspace_id = r.workspace_id and v.training_run_id = r.id) as versions
     from training_run r where r.workspace_id = $1 and r.state = 'succeeded' and r.started_at >= $2
     union all
     select (extract(epoch from d.created_at) * 1000)::float8, (extract(epoch from d.finished_at) * 1000)::float8,
       array(select m.id from message m where m.workspace_id = d.workspace_id and m.id = any($3) and exists (
         select from data_set_turn t where t.workspace_id = d.workspace_id and t.data_set_id = d.id and t.conversation_id = m.conversation_id and (m.answers_id = any(t.question_ids) or m.id = any(t.answer_ids || t.rejected_ids)))),
       (select json_agg(json_build_object('id', v.id, 'at', extract(epoch from v.created_at) * 1000)) from fine_tune_job j join backend_version v on v.workspace_id = j.workspace_id and ${madeBy('j', 'v.model')}
        where j.workspace_id = d.workspace_id and j.data_set_id = d.id)
     from data_set d where d.workspace_id = $1 and d.state = 'done' and d.created_at >= $2
     union all
     select (extract(epoch from o.created_at) * 1000)::float8, (extract(epoch from o.finished_at) * 1000)::float8,
       array(select a.id from evaluation_case c join message a on a.workspace_id = c.workspace_id and a.answers_id = c.source_message_id where c.workspace_id = o.workspace_id and c.set_id = o.set_id and a.id = any($3)),
       (select json_agg(json_build_object('id', v.id, 'at', extract(epoch from v.created_at) * 1000)) from optimizer_candidate k join backend_version v on v.workspace_id = k.workspace_id and v.id = k.saved_version_id
        where k.workspace_id = o.workspace_id and k.run_id = o.id)
     from optimizer_run o where o.workspace_id = $1 and o.state = 'done' and o.created_at >= $2`, [workspaceId, start, messageIds]);
  // A version is dated by the beginning of the transaction that also ends its training.
  return rows.map(({ versions, endedAt, ...row }) => ({ ...row, versions: versions ?? [], endedAt: Math.min(endedAt, ...(versions ?? []).map(({ at }) => at)) }));
}

export function readGates(tx: EntityManager, workspaceId: string, versionIds: readonly string[]): Promise<History['gates']> {
  return tx.query(
    `select candidate_version_id as "versionId", (extract(epoch from finished_at) * 1000)::float8 as at from evaluation
     where workspace_id = $1 and verdict ->> 'outcome' = 'passed' and candidate_version_id = any($2)`, [workspaceId, versionIds]);
}

/**
 * First answers to real visitors on these intents: of each version that learnt, and of versions that use approved answers at
 * once, after each approval.
 */
export function readLive(tx: EntityManager, { workspaceId, start }: Period, versionIds: readonly string[], approvals: readonly Approval[]): Promise<History['live']> {
  return tx.query(
    `select m.served_backend_version_id as "versionId", m.intent, (extract(epoch from min(m.created_at)) * 1000)::float8 as at, false as "atOnce"
     from outcome o join message m on m.workspace_id = o.workspace_id and m.conversation_id = o.conversation_id
     where o.workspace_id = $1 and o.started_at >= $2 and o.traffic = 'live' and m.role = 'assistant' and m.result = 'answered' and m.served_backend_version_id = any($3) group by 1, 2
     union all
     select s."versionId", a.intent, s.at, true from unnest($4::text[], $5::float8[], $6::boolean[]) as a (intent, at, answer) cross join lateral (
       select m.served_backend_version_id as "versionId", (extract(epoch from m.created_at) * 1000)::float8 as at
       from outcome o join message m on m.workspace_id = o.workspace_id and m.conversation_id = o.conversation_id
       where o.workspace_id = $1 and o.started_at >= to_timestamp(a.at / 1000) - interval '1 day' and o.traffic = 'live' and m.role = 'assistant' and m.result = 'answered' and m.intent = a.intent
         and m.created_at >= to_timestamp(a.at / 1000) and m.served_backend_version_id in (${atOnceVersions})
       order by m.created_at limit 1) s`,
    [workspaceId, start, versionIds, approvals.map(({ intent }) => intent), approvals.map(({ at }) => at), approvals.map(({ answer }) => answer)]);
}

/** Answers to real visitors that name no topic and are not disliked, by versions that were saved since then: each visitor's first to the same words by the same version, oldest first. */
export function readUntold(tx: EntityManager, workspaceId: string, since: number): Promise<Untold[]> {
  return tx.query(
    `select * from (select distinct on (md5(q.text), v.id, c.visitor_id) q.text as question, a.text as answer, c.visitor_id as "visitorId", v.id as "versionId", (extract(epoch from v.created_at) * 1000)::float8 as "versionAt", (extract(epoch from a.created_at) * 1000)::float8 as at
     from message q
     join message a on a.workspace_id = q.workspace_id and a.conversation_id = q.conversation_id and a.answers_id = q.id and a.role = 'assistant' and a.result = 'answered' and a.intent is null and a.thumb is distinct from 'down'
     join backend_version v on v.workspace_id = a.workspace_id and v.id = a.served_backend_version_id and v.created_at > to_timestamp($2::float8 / 1000)
     join conversation c on c.workspace_id = q.workspace_id and c.id = q.conversation_id
     where q.workspace_id = $1 and q.role = 'visitor' and q.traffic = 'live' and q.created_at > to_timestamp($2::float8 / 1000)
     order by md5(q.text), v.id, c.visitor_id, a.created_at) s order by at limit ${MOST_UNTOLD}`, [workspaceId, since]);
}
