import type { EntityManager } from 'typeorm';

interface UserOfModel {
  backendName: string;
  number: number;
  kind: 'site' | 'experiment' | 'label';
  /** Of the site or experiment, or the label itself. */
  name: string;
}

/**
 * Who would be left without answers if there were no model of this key: versions that run on it, each with a site that it answers, an experiment
 * that is not over and compares it, or a label that is on it; also where it answers on behalf of the version that is used.
 */
export function usersOfModel(tx: EntityManager, workspaceId: string, key: string): Promise<UserOfModel[]> {
  return tx.query(
    `with recursive used (kind, name, id) as (
       select 'site', s.name, s.default_backend_version_id from site s where s.workspace_id = $1
       union
       select 'experiment', e.name, a.backend_version_id from experiment e join variant a on a.workspace_id = $1 and a.experiment_id = e.id and a.phase = e.phase
       where e.workspace_id = $1 and e.state in ('draft', 'running', 'paused')
       union
       select 'label', l.label, l.backend_version_id from version_label l where l.workspace_id = $1
       union
       select u.kind, u.name, r.answered_by from used u join backend_route r on r.workspace_id = $1 and r.backend_version_id = u.id
     )
     select b.name as "backendName", v.number, u.kind, u.name from used u
     join backend_version v on v.workspace_id = $1 and v.id = u.id and v.model = $2
     join backend b on b.workspace_id = $1 and b.id = v.backend_id
     order by u.kind desc, u.name, b.name, v.number`, [workspaceId, key]);
}

/** `Version 2 of Tuned runs on it: the site Shop is answered by that version. Use one on another model there first.` */
export function usedBy({ backendName, number, kind, name }: UserOfModel): string {
  const use = { site: `the site ${name} is answered by that version`, experiment: `the experiment ${name} compares that version`, label: `the label ${name} is on that version` }[kind];
  return `Version ${number} of ${backendName} runs on it: ${use}. Use one on another model there first.`;
}
