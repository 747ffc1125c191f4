import type { EntityManager } from 'typeorm';

export interface LiveCounts {
  openConversations: number;
  waiting: number;
  answering: number;
}

/** What is going on now: conversations with a word in the last ten minutes, visitors waiting for a person, answers under way. */
export async function liveCounts(tx: EntityManager, workspaceId: string): Promise<LiveCounts> {
  const [row] = await tx.query<LiveCounts[]>(
    `select
       (select count(*)::int from conversation where workspace_id = $1 and state <> 'closed' and last_message_at > now() - interval '10 minutes') as "openConversations",
       (select count(*)::int from conversation where workspace_id = $1 and state = 'waiting') as waiting,
       (select count(*)::int from message where workspace_id = $1 and state in ('pending', 'streaming')) as answering`, [workspaceId]);
  return row ?? { openConversations: 0, waiting: 0, answering: 0 };
}
