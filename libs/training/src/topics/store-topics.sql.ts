import type { TopicTraffic, Unanswered } from '#contracts';
import { newId } from '#platform';
import { continueGroups } from '#textmodels';
import type { EntityManager } from 'typeorm';

export interface FoundTopic {
  name: string;
  /** Most central first. */
  questions: readonly { messageId: string; reason: Unanswered; centrality: number; alike: boolean }[];
}

interface Standing {
  id: string;
  members: string[];
}

/**
 * Puts the topics of a new grouping in the place of the last one's. A topic that goes on keeps its id and what was decided
 * about it; one without questions goes, unless it became an intent.
 */
export async function storeTopics(tx: EntityManager, workspaceId: string, traffic: TopicTraffic, found: readonly FoundTopic[]): Promise<void> {
  const before = await lockTopics(tx, workspaceId, traffic);
  const continued = continueGroups(before.map(({ members }) => members), found.map(({ questions }) => questions.map(({ messageId }) => messageId)));
  const ids = continued.map((old) => (old === null ? newId() : before[old]!.id));
  await tx.query(
    `insert into topic (workspace_id, id, traffic, name) select $1, id, $2, name from unnest($3::uuid[], $4::text[]) as found (id, name)
     on conflict (workspace_id, id) do update set name = excluded.name`,
    [workspaceId, traffic, ids, found.map(({ name }) => name)]);
  await tx.query('delete from topic_question q using topic t where q.workspace_id = $1 and t.workspace_id = $1 and t.id = q.topic_id and t.traffic = $2', [workspaceId, traffic]);
  const rows = found.flatMap(({ questions }, at) => questions.map((question) => ({ topicId: ids[at]!, ...question })));
  await tx.query(
    `insert into topic_question (workspace_id, topic_id, message_id, reason, centrality, alike)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::float8[], $6::boolean[])`,
    [workspaceId, rows.map((row) => row.topicId), rows.map((row) => row.messageId), rows.map((row) => row.reason), rows.map((row) => row.centrality), rows.map((row) => row.alike)]);
  await tx.query(`delete from topic where workspace_id = $1 and traffic = $2 and state <> 'intent' and id <> all($3::uuid[])`, [workspaceId, traffic, ids]);
}

/** Nobody decides about a topic while its questions move. */
async function lockTopics(tx: EntityManager, workspaceId: string, traffic: TopicTraffic): Promise<Standing[]> {
  await tx.query('select id from topic where workspace_id = $1 and traffic = $2 order by id for update', [workspaceId, traffic]);
  return tx.query<Standing[]>(
    `select t.id, array(select q.message_id from topic_question q where q.workspace_id = t.workspace_id and q.topic_id = t.id) as members
     from topic t where t.workspace_id = $1 and t.traffic = $2 order by t.id`, [workspaceId, traffic]);
}
