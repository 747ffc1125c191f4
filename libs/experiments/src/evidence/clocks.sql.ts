import type { PhaseKey } from '#analytics';
import type { Evidence } from '#contracts';
import type { EntityManager } from 'typeorm';

/** Statements of one moment begin at slightly different times; a clock that is wrong is wrong by more. */
const slack = "interval '1 second'";

/**
 * Units of a phase whose recorded times cannot all be true.
 *
 * Assignments, answers and ratings are stamped by the database: they contradict each other after a change-over to one whose
 * clock is behind. The start and the end of an experiment are stamped by the server that was asked, and contradict the
 * database's times where that server's clock is off.
 */
export async function contradictingTimes(tx: EntityManager, { workspaceId, experimentId, phase }: PhaseKey): Promise<NonNullable<Evidence['clocks']>> {
  const [found] = await tx.query<NonNullable<Evidence['clocks']>[]>(
    `select count(*) filter (where answered or rated or outside)::integer as units, count(*) filter (where answered)::integer as "answeredFirst",
       count(*) filter (where rated)::integer as "ratedFirst", count(*) filter (where outside)::integer as "assignedOutside"
     from (
       select coalesce(a.first_answered_at < a.assigned_at - ${slack}, false) as answered, r.unit_id is not null as rated,
         coalesce(a.assigned_at < period.begins - ${slack} or a.assigned_at > period.ends + ${slack}, false) as outside
       from assignment a
       left join (
         select e.number, case when e.number = 1 then greatest(e.started_at, x.started_at) else e.started_at end as begins, coalesce(lead(e.started_at) over (order by e.number), x.stopped_at) as ends
         from epoch e join experiment x on x.workspace_id = e.workspace_id and x.id = e.experiment_id where e.workspace_id = $1 and e.experiment_id = $2 and e.phase = $3) period on period.number = a.epoch
       left join (
         select distinct unit_id from outcome where workspace_id = $1 and experiment_id = $2 and phase = $3 and rated_at < asked_at - ${slack}) r on r.unit_id = a.unit_id
       where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3) units`, [workspaceId, experimentId, phase]);
  return found ?? { units: 0, answeredFirst: 0, ratedFirst: 0, assignedOutside: 0 };
}
