import type { EntityManager } from 'typeorm';
import type { RetiringModel } from '#contracts';

/** Models that end within 30 days or have ended, with the sites and live experiments whose visitors they answer. */
export function retiringModels(tx: EntityManager, workspaceId: string): Promise<RetiringModel[]> {
  return tx.query(
    `with ending as (
       select m.id, m.key, coalesce(m.retires_on, m.told_retires_on) as last_day, coalesce(m.retires_on, m.told_retires_on) - (now() at time zone w.time_zone)::date as days_left
       from model m join workspace w on w.id = m.workspace_id
       where m.workspace_id = $1
     ), live as (
       select 'site' as kind, s.id, s.name, s.default_backend_version_id as version_id, '{}'::text[] as variants
       from site s where s.workspace_id = $1
       union all
       select 'experiment', e.id, e.name, v.backend_version_id, array_agg(v.name order by v.position)
       from experiment e join variant v on v.workspace_id = e.workspace_id and v.experiment_id = e.id and v.phase = e.phase
       where e.workspace_id = $1 and e.state in ('running', 'paused')
       group by e.id, e.name, v.backend_version_id
     )
     select d.id as "modelId", d.key as "modelKey", d.last_day::text as on, d.days_left as "daysLeft",
       json_agg(json_build_object('kind', l.kind, 'id', l.id, 'name', l.name, 'backendId', b.id, 'backendName', b.name, 'versionNumber', bv.number, 'variants', l.variants)
         order by l.kind, l.name, bv.number) as uses
     from ending d
     join backend_version bv on bv.workspace_id = $1 and bv.model = d.key
     join backend b on b.workspace_id = bv.workspace_id and b.id = bv.backend_id
     join live l on l.version_id = bv.id
     where d.days_left <= 30
     group by d.id, d.key, d.last_day, d.days_left
     order by d.last_day, d.key`, [workspaceId]);
}
