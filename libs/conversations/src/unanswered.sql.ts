import type { TopicTraffic, Unanswered } from '#contracts';
import type { EntityManager } from 'typeorm';

export interface UnansweredFilter {
  traffic: TopicTraffic;
  /** From the start of the day before so many days, in the workspace's time zone, today counted. */
  days: number;
  /** An answer that was less sure counts as none. */
  confidenceBelow: number;
  limit: number;
}

/** A visitor's question whose last answer did not answer it. */
export interface UnansweredQuestion {
  id: string;
  text: string;
  reason: Unanswered;
  /** An agent wrote in the conversation after it. */
  personReplied: boolean;
  /** Of all that the filter finds, the limit aside. */
  found: number;
}

/** Whoever asked for a person in so many words was understood. */
const ASKS_FOR_PERSON = 'talk_to_person';

/** Why a question counts as unanswered; null: it was answered. The first that holds. */
const reason = `case
    when a.result = 'budget' then null
    when a.state in ('failed', 'interrupted') then 'failed'
    when a.intent = '${ASKS_FOR_PERSON}' and a.confidence >= $4 then null
    when a.result = 'clarified' then 'clarified'
    when a.result in ('offered_person', 'handed_over') or asked.person then 'handed_over'
    when a.thumb = 'down' then 'thumbs_down'
    when a.offers_person then 'no_answer'
    when a.confidence < $4 then 'low_confidence'
  end`;

/**
 * Newest first. Only the last attempt at an answer counts, and "handed over" means also that the visitor asked for a
 * person before saying anything else.
 */
export function readUnanswered(tx: EntityManager, workspaceId: string, { traffic, days, confidenceBelow, limit }: UnansweredFilter): Promise<UnansweredQuestion[]> {
  return tx.query<UnansweredQuestion[]>(
    `with since as (
       select (date_trunc('day', now() at time zone time_zone) - make_interval(days => $3 - 1)) at time zone time_zone as start from workspace where id = $1
     ), judged as (
       select q.id, q.text, ${reason} as reason, exists (
           select from message p where p.workspace_id = q.workspace_id and p.conversation_id = q.conversation_id and p.role = 'agent' and p.seq > q.seq
         ) as "personReplied"
       from since, message q
       join conversation c on c.workspace_id = q.workspace_id and c.id = q.conversation_id and c.deleted_at is null
       join lateral (
         select * from message x where x.workspace_id = q.workspace_id and x.conversation_id = q.conversation_id and x.answers_id = q.id order by x.attempt desc, x.seq desc limit 1
       ) a on true
       cross join lateral (
         select exists (
           select from hand_over h where h.workspace_id = q.workspace_id and h.conversation_id = q.conversation_id and h.requested_at >= q.created_at
             and not exists (select from message n where n.workspace_id = q.workspace_id and n.conversation_id = q.conversation_id
                             and n.role = 'visitor' and n.seq > q.seq and n.created_at <= h.requested_at)
         ) as person
       ) asked
       where q.workspace_id = $1 and q.role = 'visitor' and q.traffic = $2 and q.created_at >= since.start
     )
     select id, text, reason, "personReplied", count(*) over ()::integer as found from judged where reason is not null order by id desc limit $5`,
    [workspaceId, traffic, days, confidenceBelow, limit],
  );
}
