import type { Topic, TopicQuestion, TopicState, TopicTraffic } from '#contracts';
import type { EntityManager } from 'typeorm';

export type ReadTopic = Omit<Topic, 'headline'>;

/** Questions shown of a topic in the list, its headline included. */
const SHOWN = 4;
const MOST_LISTED = 500;
const MOST_QUESTIONS_READ = 500;

export interface TopicFilter {
  traffic?: TopicTraffic;
  state?: TopicState;
  id?: string;
}

/**
 * Topics with what their questions and conversations tell, most asked this week first. A week is seven days of the
 * workspace's time zone. What a visitor deleted counts no more.
 */
export function readTopics(tx: EntityManager, workspaceId: string, { traffic, state, id }: TopicFilter): Promise<ReadTopic[]> {
  return tx.query<ReadTopic[]>(
    `with here as (
       select (now() at time zone time_zone)::date as today, time_zone from workspace where id = $1
     ), asked as (
       select q.topic_id, q.reason, q.centrality, q.alike, m.id, m.text, m.conversation_id, here.today - (m.created_at at time zone here.time_zone)::date as days_ago
       from here, topic t
       join topic_question q on q.workspace_id = t.workspace_id and q.topic_id = t.id
       join message m on m.workspace_id = q.workspace_id and m.id = q.message_id and m.text <> ''
       where t.workspace_id = $1 and ($2::text is null or t.traffic = $2) and ($3::text is null or t.state = $3) and ($4::uuid is null or t.id = $4)
     )
     select t.id, t.state, t.traffic, t.name, counts.*,
       array(select a.text from asked a where a.topic_id = t.id and not a.alike order by a.centrality desc, a.id limit ${SHOWN}) as examples,
       coalesce((select json_agg(json_build_object('reason', r.reason, 'questions', r.questions) order by r.questions desc, r.reason)
                 from (select a.reason, count(*)::integer as questions from asked a where a.topic_id = t.id group by a.reason) r), '[]') as reasons,
       (select json_build_object('meanRating', avg(o.csat)::float8, 'ratings', count(o.csat), 'thumbsUp', coalesce(sum(o.thumbs_up), 0), 'thumbsDown', coalesce(sum(o.thumbs_down), 0))
        from outcome o where o.workspace_id = t.workspace_id and o.conversation_id in (select a.conversation_id from asked a where a.topic_id = t.id)) as satisfaction,
       (select json_build_object('id', i.id, 'key', i.key, 'label', i.label) from intent i where i.workspace_id = t.workspace_id and i.id = t.intent_id) as intent
     from topic t
     cross join lateral (
       select count(*)::integer as questions, count(distinct a.conversation_id)::integer as conversations,
         count(*) filter (where a.days_ago < 7)::integer as "thisWeek", count(*) filter (where a.days_ago between 7 and 13)::integer as "lastWeek"
       from asked a where a.topic_id = t.id
     ) counts
     where t.workspace_id = $1 and ($2::text is null or t.traffic = $2) and ($3::text is null or t.state = $3) and ($4::uuid is null or t.id = $4)
       and (counts.questions > 0 or t.state = 'intent' or $4::uuid is not null)
     order by counts."thisWeek" desc, counts.questions desc, t.id limit ${MOST_LISTED}`,
    [workspaceId, traffic ?? null, state ?? null, id ?? null]);
}

export type Counts = Record<TopicState, number>;

export async function countTopics(tx: EntityManager, workspaceId: string, traffic: TopicTraffic): Promise<Counts> {
  const rows = await tx.query<{ state: TopicState; count: number }[]>(
    'select state, count(*)::integer as count from topic where workspace_id = $1 and traffic = $2 group by state', [workspaceId, traffic]);
  return { open: 0, dismissed: 0, intent: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

export type ReadQuestion = Omit<TopicQuestion, 'askedAt' | 'labelled'> & { askedAt: Date };

/** Most central first. */
export function readTopicQuestions(tx: EntityManager, workspaceId: string, topicId: string): Promise<ReadQuestion[]> {
  return tx.query<ReadQuestion[]>(
    `select m.id, m.conversation_id as "conversationId", m.text, q.reason, q.alike, m.created_at as "askedAt",
       (select a.confidence from message a where a.workspace_id = m.workspace_id and a.conversation_id = m.conversation_id and a.answers_id = m.id
        order by a.attempt desc, a.seq desc limit 1) as confidence
     from topic_question q join message m on m.workspace_id = q.workspace_id and m.id = q.message_id and m.text <> ''
     where q.workspace_id = $1 and q.topic_id = $2 order by q.centrality desc, m.id limit ${MOST_QUESTIONS_READ}`,
    [workspaceId, topicId]);
}
