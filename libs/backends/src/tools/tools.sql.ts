import type { EntityManager } from 'typeorm';
import type { Tool } from '#contracts';

interface UserOfTool {
  tool: string;
  backendId: string;
  backendName: string;
  number: number;
}

/**
 * The versions in use that name tools, by the tool's name. In use is the newest of each backend, what a label is on, what answers
 * a site, what an experiment compares that is not over, and whoever answers on behalf of one of these.
 */
export async function usersOfTools(tx: EntityManager, workspaceId: string): Promise<Map<string, Tool['usedBy']>> {
  const rows = await tx.query<UserOfTool[]>(
    `with recursive used (id) as (
       select v.id from backend_version v where v.workspace_id = $1 and (
         not exists (select from backend_version n where n.workspace_id = $1 and n.backend_id = v.backend_id and n.number > v.number)
         or exists (select from version_label l where l.workspace_id = $1 and l.backend_version_id = v.id)
         or exists (select from site s where s.workspace_id = $1 and s.default_backend_version_id = v.id)
         or exists (select from variant a join experiment e on e.workspace_id = $1 and e.id = a.experiment_id and e.phase = a.phase
           where a.workspace_id = $1 and a.backend_version_id = v.id and e.state in ('draft', 'running', 'paused')))
       union
       select r.answered_by from used u join backend_route r on r.workspace_id = $1 and r.backend_version_id = u.id
     )
     select named.tool, b.id as "backendId", b.name as "backendName", v.number from used u
     join backend_version v on v.workspace_id = $1 and v.id = u.id
     join backend b on b.workspace_id = $1 and b.id = v.backend_id
     cross join lateral jsonb_array_elements_text(coalesce(v.prompt_pack -> 'tools', '[]')) as named (tool)
     order by b.name, b.id, v.number desc`, [workspaceId]);
  const users = new Map<string, Tool['usedBy']>();
  for (const { tool, ...user } of rows) users.set(tool, [...(users.get(tool) ?? []), user]);
  return users;
}

/** Those of the names that no tool of the workspace has. */
export async function unknownTools(tx: EntityManager, workspaceId: string, names: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ name: string }[]>(
    'select name from unnest($2::text[]) as name where not exists (select from tool t where t.workspace_id = $1 and t.name = name.name)', [workspaceId, names]);
  return rows.map(({ name }) => name);
}

/** In every workspace: the tools stay, each without what its headers held. @returns how many had any */
export async function forgetToolHeaders(tx: EntityManager): Promise<number> {
  const [, count] = await tx.query<[unknown[], number]>(`update tool set sealed_headers = null, header_names = '{}' where sealed_headers is not null`);
  return count;
}
