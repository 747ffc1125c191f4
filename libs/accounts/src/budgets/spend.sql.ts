import type { BudgetScope } from '#contracts';
import type { Asking } from '#platform';
import type { EntityManager } from 'typeorm';

/** To whom an answer counts; the workspace always. */
export interface Spender {
  workspaceId: string;
  siteId: string | null;
  visitorId: string | null;
}

export interface Spent {
  tokens: number;
  /** Millionths of a dollar. */
  microUsd: number;
}

const today = `(now() at time zone w.time_zone)::date`;

/**
 * Adds what an answer has used. The rows are written in one order, whoever writes: two answers that end together cannot
 * wait for each other in a circle.
 *
 * @param part which part of the site's and the workspace's sums takes it
 */
export async function addSpend(tx: Asking, { workspaceId, siteId, visitorId }: Spender, { tokens, microUsd }: Spent, part: number): Promise<void> {
  await tx.query(
    `insert into spend (workspace_id, scope, subject_id, day, part, site_id, tokens, micro_usd)
     select w.id, s.scope, s.subject_id, ${today}, s.part, s.site_id, $4, $5
     from workspace w cross join (values
       (1, 'visitor', $3::uuid, 0, $2::uuid), (2, 'site', $2::uuid, $6::integer, $2::uuid), (3, 'workspace', $1::uuid, $6::integer, null)
     ) s (place, scope, subject_id, part, site_id)
     where w.id = $1 and s.subject_id is not null order by s.place
     on conflict (workspace_id, scope, subject_id, day, part) do update
       set tokens = spend.tokens + excluded.tokens, micro_usd = spend.micro_usd + excluded.micro_usd`,
    [workspaceId, siteId, visitorId, tokens, microUsd, part]);
}

export type SpentToday = Record<BudgetScope, Spent>;

/** What the three have used today. */
export async function spentToday(tx: Asking, { workspaceId, siteId, visitorId }: Spender): Promise<SpentToday> {
  const rows = await tx.query<(Spent & { scope: BudgetScope })[]>(
    `select s.scope, sum(s.tokens)::float8 as tokens, sum(s.micro_usd)::float8 as "microUsd"
     from workspace w join spend s on s.workspace_id = w.id and s.day = ${today}
     where w.id = $1 and (s.scope, s.subject_id) in (('visitor', $3::uuid), ('site', $2::uuid), ('workspace', $1::uuid))
     group by s.scope`,
    [workspaceId, siteId, visitorId]);
  const of = (scope: BudgetScope): Spent => rows.find((row) => row.scope === scope) ?? { tokens: 0, microUsd: 0 };
  return { visitor: of('visitor'), site: of('site'), workspace: of('workspace') };
}

export interface Today {
  day: string;
  timeZone: string;
  workspace: Spent & { tokenLimit: number | null; dollarLimit: number | null };
  sites: SiteToday[];
}

export interface SiteToday extends Spent {
  siteId: string;
  siteName: string;
  tokenLimit: number | null;
  dollarLimit: number | null;
  visitors: number;
  visitorsAtLimit: number;
}

/** Everything that was used today beside what may be used. */
export async function readToday(tx: EntityManager, workspaceId: string): Promise<Today> {
  const [workspace] = await tx.query<(Omit<Today, 'workspace' | 'sites'> & Today['workspace'])[]>(
    `select to_char(${today}, 'YYYY-MM-DD') as day, w.time_zone as "timeZone", w.budget_tokens as "tokenLimit", w.budget_dollars as "dollarLimit",
       coalesce(sum(s.tokens), 0)::float8 as tokens, coalesce(sum(s.micro_usd), 0)::float8 as "microUsd"
     from workspace w left join spend s on s.workspace_id = w.id and s.day = ${today} and s.scope = 'workspace'
     where w.id = $1 group by w.id`, [workspaceId]);
  if (!workspace) throw new Error('a workspace vanished within its transaction');
  const sites = await tx.query<SiteToday[]>(
    `select t.id as "siteId", t.name as "siteName", t.budget_tokens as "tokenLimit", t.budget_dollars as "dollarLimit",
       coalesce(sum(s.tokens) filter (where s.scope = 'site'), 0)::float8 as tokens,
       coalesce(sum(s.micro_usd) filter (where s.scope = 'site'), 0)::float8 as "microUsd",
       (count(*) filter (where s.scope = 'visitor'))::integer as visitors,
       (count(*) filter (where s.scope = 'visitor' and (s.tokens >= t.budget_visitor_tokens or s.micro_usd >= t.budget_visitor_dollars * 1000000)))::integer as "visitorsAtLimit"
     from site t left join spend s on s.workspace_id = t.workspace_id and s.site_id = t.id and s.day = $2
     where t.workspace_id = $1 group by t.workspace_id, t.id order by t.id`, [workspaceId, workspace.day]);
  const { day, timeZone, ...rest } = workspace;
  return { day, timeZone, workspace: rest, sites };
}

/** Days that nobody looks at any more. @returns how many rows */
export async function forgetSpend(tx: EntityManager): Promise<number> {
  const [, count] = await tx.query<[unknown[], number]>(`delete from spend where day < current_date - 40`);
  return count;
}
