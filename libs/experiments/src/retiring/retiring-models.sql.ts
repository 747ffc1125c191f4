import type { EntityManager } from 'typeorm';
import type { RetiringModel } from '#contracts';

/** Models that end within 30 days or have ended, with the sites and live experiments whose visitors they answer, also where a rule sends these to them. */
export function retiringModels(tx: EntityManager, workspaceId: string): Promise<RetiringModel[]> {
  return tx.query(
    `with recursive ending as (
       select m.id, m.key, coalesce(m.retires_on, m.told_retires_on) as last_day, coalesce(m.retires_on, m.told_retires_on) - (now() at time zone w.time_zone)::date as days_left
       from model m join workspace w on w.id = m.workspace_id
       where m.workspace_id = $1
     ), live (kind, id, name, variant, position, version_id) as (
       select 'site', s.id, s.name, null, null::integer, s.default_backend_version_id
       from site s where s.workspace_id = $1
       union all
       select 'experiment', e.id, e.name, v.name, v.position, v.backend_version_id
       from experiment e join variant v on v.workspace_id = e.workspace_id and v.experiment_id = e.id and v.phase = e.phase
       where e.workspace_id = $1 and e.state in ('running', 'paused')
     ), reached as (
       select * from live
       union
       select l.kind, l.id, l.name, l.variant, l.position, r.answered_by
       from reached l join backend_route r on r.workspace_id = $1 and r.backend_version_id = l.version_id
     ), used as (
       select kind, id, name, version_id, coalesce(array_agg(variant order by position) filter (where variant is not null), '{}') as variants
       from reached group by kind, id, name, version_id
     )
     select d.id as "modelId", d.key as "modelKey", d.last_day::text as on, d.days_left as "daysLeft",
       json_agg(json_build_object('kind', u.kind, 'id', u.id, 'name', u.name, 'backendId', b.id, 'backendName', b.name, 'versionNumber', bv.number, 'variants', u.variants)
         order by u.kind, u.name, bv.number) as uses
     from ending d
     join backend_version bv on bv.workspace_id = $1 and bv.model = d.key
     join backend b on b.workspace_id = bv.workspace_id and b.id = bv.backend_id
     join used u on u.version_id = bv.id
     where d.days_left <= 30
     group by d.id, d.key, d.last_day, d.days_left
     order by d.last_day, d.key`, [workspaceId]);
}
