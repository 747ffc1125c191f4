import type { TopicRefresh, TopicTraffic } from '#contracts';
import type { EntityManager } from 'typeorm';
import type { TopicRefreshRow } from './topic-refresh.entity.ts';

/** Notes that a grouping is wanted. @returns false when one waits or runs already */
export async function askForRefresh(tx: EntityManager, workspaceId: string, traffic: TopicTraffic, days: number): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `with asked as (
       insert into topic_refresh (workspace_id, traffic, state, days) values ($1, $2, 'waiting', $3)
       on conflict (workspace_id, traffic) do update set state = 'waiting', stage = 'reading', done = 0, total = 0, days = $3, started_at = null, finished_at = null, error_code = null
       where topic_refresh.state not in ('waiting', 'running') returning 1
     ) select * from asked`,
    [workspaceId, traffic, days]);
  return rows.length > 0;
}

/** @returns the days to look at; null when there is nothing left to do */
export async function beginRefresh(tx: EntityManager, workspaceId: string, traffic: TopicTraffic): Promise<number | null> {
  const rows = await tx.query<{ days: number }[]>(
    `with begun as (
       update topic_refresh set state = 'running', stage = 'reading', done = 0, total = 0, started_at = now()
       where workspace_id = $1 and traffic = $2 and state in ('waiting', 'running') returning days
     ) select days from begun`, [workspaceId, traffic]);
  return rows[0]?.days ?? null;
}

export async function keepStage(tx: EntityManager, workspaceId: string, traffic: TopicTraffic, { stage, done, total }: Pick<TopicRefresh, 'stage' | 'done' | 'total'>): Promise<void> {
  await tx.query(`update topic_refresh set stage = $3, done = $4, total = $5 where workspace_id = $1 and traffic = $2 and state = 'running'`, [workspaceId, traffic, stage, done, total]);
}

export type Grouped = Pick<TopicRefreshRow, 'questions' | 'ungrouped' | 'found'>;

export async function endRefresh(tx: EntityManager, workspaceId: string, traffic: TopicTraffic, { questions, ungrouped, found }: Grouped): Promise<void> {
  await tx.query(
    `update topic_refresh set state = 'done', questions = $3, ungrouped = $4, found = $5, finished_at = now() where workspace_id = $1 and traffic = $2`,
    [workspaceId, traffic, questions, ungrouped, found]);
}

export async function failRefresh(tx: EntityManager, workspaceId: string, traffic: TopicTraffic, code: string): Promise<void> {
  await tx.query(`update topic_refresh set state = 'failed', error_code = $3, finished_at = now() where workspace_id = $1 and traffic = $2`, [workspaceId, traffic, code]);
}

/** Workspaces whose visitors asked something since yesterday, with the days of their last grouping. */
export function busyWorkspaces(tx: EntityManager): Promise<{ workspaceId: string; days: number | null }[]> {
  return tx.query<{ workspaceId: string; days: number | null }[]>(
    `select w.id as "workspaceId", r.days from workspace w left join topic_refresh r on r.workspace_id = w.id and r.traffic = 'live'
     where exists (select from message m where m.workspace_id = w.id and m.traffic = 'live' and m.role = 'visitor' and m.created_at > now() - interval '1 day')`);
}
