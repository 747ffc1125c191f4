import type { EntityManager } from 'typeorm';

/** A unit whose first message is still to be read. */
export interface UnreadUnit {
  workspaceId: string;
  experimentId: string;
  phase: number;
  unitId: string;
  /** How often it has been tried, this time included. */
  attempts: number;
}

/** What was known of a unit before any variant answered it. */
export interface KnownBefore extends Omit<UnreadUnit, 'attempts'> {
  topic: string | null;
  language: string | null;
  earlierRatings: number;
  earlierRatingSum: number;
}

/**
 * Takes units to be read, those first that were assigned first, of all workspaces and also of experiments that stopped
 * meanwhile. Another server gets other ones; whatever is not read by then can be taken again after a minute, and each
 * further time four times as late.
 */
export async function takeUnread(tx: EntityManager, most: number): Promise<UnreadUnit[]> {
  const [taken] = await tx.query<[UnreadUnit[], number]>(
    `with due as (
       select workspace_id, experiment_id, phase, unit_id, row_number() over (order by assigned_at, unit_id) as place from (
         select * from assignment where read_at is null and (reading_until is null or reading_until <= now()) order by assigned_at limit $1 for update skip locked) oldest)
     update assignment a set read_attempts = a.read_attempts + 1, reading_until = now() + power(4, least(a.read_attempts, 6)) * interval '1 minute'
     from due where a.workspace_id = due.workspace_id and a.experiment_id = due.experiment_id and a.phase = due.phase and a.unit_id = due.unit_id
     returning a.workspace_id as "workspaceId", a.experiment_id as "experimentId", a.phase, a.unit_id as "unitId", a.read_attempts as attempts`, [most]);
  return taken;
}

/** Nobody is reading any more: to be said when the only server starts. */
export async function releaseUnread(tx: EntityManager): Promise<void> {
  await tx.query('update assignment set reading_until = null where read_at is null and reading_until is not null');
}

/** Gives units back that nobody tried to read. */
export async function giveBack(tx: EntityManager, units: readonly UnreadUnit[]): Promise<void> {
  await tx.query(
    `update assignment a set reading_until = null, read_attempts = greatest(0, a.read_attempts - 1)
     from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::uuid[]) as u (workspace_id, experiment_id, phase, unit_id)
     where a.workspace_id = u.workspace_id and a.experiment_id = u.experiment_id and a.phase = u.phase and a.unit_id = u.unit_id and a.read_at is null`,
    [units.map((one) => one.workspaceId), units.map((one) => one.experimentId), units.map((one) => one.phase), units.map((one) => one.unitId)]);
}

/** Keeps what was known of units; what was read before stays. */
export async function keepKnown(tx: EntityManager, known: readonly KnownBefore[]): Promise<void> {
  await tx.query(
    `update assignment a set topic = k.topic, language = k.language, earlier_ratings = k.ratings, earlier_rating_sum = k.sum, read_at = now(), reading_until = null
     from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::uuid[], $5::text[], $6::text[], $7::integer[], $8::integer[]) as k (workspace_id, experiment_id, phase, unit_id, topic, language, ratings, sum)
     where a.workspace_id = k.workspace_id and a.experiment_id = k.experiment_id and a.phase = k.phase and a.unit_id = k.unit_id and a.read_at is null`,
    [known.map((one) => one.workspaceId), known.map((one) => one.experimentId), known.map((one) => one.phase), known.map((one) => one.unitId),
      known.map((one) => one.topic), known.map((one) => one.language), known.map((one) => one.earlierRatings), known.map((one) => one.earlierRatingSum)]);
}
