import type { UnreadUnit } from '#experiments';
import type { EntityManager } from 'typeorm';

/** What a unit came with. */
export interface FirstMessage {
  experimentId: string;
  phase: number;
  unitId: string;
  /** Of its first message in the phase; empty where it was erased. */
  text: string;
  earlierRatings: number;
  earlierRatingSum: number;
}

/**
 * The first message of each unit in its phase, and the ratings that its visitor gave before it was assigned, in
 * conversations outside the phase. A signed-in visitor is one in all browsers that were known to be the person's by then.
 */
export const readFirstMessages = (tx: EntityManager, workspaceId: string, units: readonly UnreadUnit[]): Promise<FirstMessage[]> =>
  tx.query<FirstMessage[]>(
    `select a.experiment_id as "experimentId", a.phase, a.unit_id as "unitId", coalesce(first.text, '') as text,
       coalesce(earlier.ratings, 0)::integer as "earlierRatings", coalesce(earlier.sum, 0)::integer as "earlierRatingSum"
     from unnest($2::uuid[], $3::integer[], $4::uuid[]) as u (experiment_id, phase, unit_id)
     join assignment a on a.workspace_id = $1 and a.experiment_id = u.experiment_id and a.phase = u.phase and a.unit_id = u.unit_id
     cross join lateral (
       -- The unit is a conversation or a visitor.
       select coalesce((select visitor_id from conversation where workspace_id = $1 and id = a.unit_id), a.unit_id) as visitor_id) own
     left join lateral (
       select m.text from conversation c
       cross join lateral (select text, created_at from message where workspace_id = $1 and conversation_id = c.id and role = 'visitor' order by seq limit 1) m
       where c.workspace_id = $1 and c.experiment_id = a.experiment_id and c.phase = a.phase and c.unit_id = a.unit_id
         and (c.visitor_id = own.visitor_id or c.visitor_id in (${samePerson('')}))
       order by m.created_at, c.id limit 1) first on true
     left join lateral (
       select count(*) as ratings, sum(o.csat) as sum from conversation c
       join outcome o on o.workspace_id = $1 and o.conversation_id = c.id and o.csat is not null and o.rated_at < a.assigned_at
       where c.workspace_id = $1 and (c.experiment_id, c.phase) is distinct from (a.experiment_id, a.phase)
         and (c.visitor_id = own.visitor_id or c.visitor_id in (${samePerson('and p.joined_at <= a.assigned_at and o.joined_at <= a.assigned_at')}))) earlier on true`,
    [workspaceId, units.map(({ experimentId }) => experimentId), units.map(({ phase }) => phase), units.map(({ unitId }) => unitId)]);

const samePerson = (more: string): string =>
  `select o.visitor_id from visitor_alias p join visitor_alias o on o.workspace_id = $1 and o.unit_id = p.unit_id where p.workspace_id = $1 and p.visitor_id = own.visitor_id ${more}`;
