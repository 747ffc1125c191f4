import { newId, type Database } from '#platform';

/** A conversation that somebody had. */
export interface Visit {
  /** Visits with the same number are of one visitor. */
  visitor: number;
  daysAgo: number;
  csat?: number;
  asked?: boolean;
  handedOver?: boolean;
  helped?: boolean;
  answers?: number;
  failures?: number;
  costMicroUsd?: number;
  thumbsUp?: number;
  thumbsDown?: number;
  /** Of its answers, from question to the whole answer; null for one that failed. */
  answerMs?: (number | null)[];
  traffic?: 'live' | 'replay' | 'test';
}

const DAY_MS = 86_400_000;

/** Writes conversations of the past with how they went, as if they had been had. */
export function writeHistory(database: Database, workspaceId: string, siteId: string, visits: readonly Visit[], now = new Date()): Promise<void> {
  const ids = new Map<number, string>();
  const rows = visits.map(({ visitor, daysAgo, ...visit }) => {
    ids.set(visitor, ids.get(visitor) ?? newId());
    return { ...visit, visitor: ids.get(visitor), id: newId(), at: new Date(now.getTime() - daysAgo * DAY_MS).toISOString() };
  });
  const givenAs = (place: string): string => `jsonb_to_recordset(${place}::jsonb) as v (visitor uuid, id uuid, at timestamptz, csat int, asked boolean, "handedOver" boolean, helped boolean, answers int, failures int, "costMicroUsd" bigint, "thumbsUp" int, "thumbsDown" int, "answerMs" jsonb, traffic text)`;
  const given = givenAs('$3');
  return database.inWorkspace(workspaceId, async (tx) => {
    const values = [workspaceId, siteId, JSON.stringify(rows)];
    await tx.query(`insert into visitor (workspace_id, id, site_id) select distinct $1::uuid, visitor, $2::uuid from ${given}`, values);
    await tx.query(
      `insert into conversation (workspace_id, id, site_id, visitor_id, state, traffic, routed, created_at, last_message_at)
       select $1::uuid, id, $2::uuid, visitor, 'closed', coalesce(traffic, 'live'), true, at, at from ${given}`, values);
    await tx.query(
      `insert into outcome (workspace_id, conversation_id, site_id, traffic, answers, failures, cost_micro_usd, thumbs_up, thumbs_down, asked_at, csat, helped, hand_over_at, started_at)
       select $1::uuid, id, $2::uuid, coalesce(traffic, 'live'), coalesce(answers, 1), coalesce(failures, 0), coalesce("costMicroUsd", 0), coalesce("thumbsUp", 0), coalesce("thumbsDown", 0), case when asked then at end, csat,
         coalesce(helped, false), case when "handedOver" then at end, at from ${given}`, values);
    await tx.query(
      `insert into message (workspace_id, id, conversation_id, seq, role, text, state, traffic, first_token_ms, total_ms, created_at)
       select $1::uuid, gen_random_uuid(), v.id, nth, 'assistant', 'So it is.', case when ms::text = 'null' then 'failed' else 'complete' end, coalesce(traffic, 'live'),
         case when ms::text <> 'null' then ms::text::int / 2 end, case when ms::text <> 'null' then ms::text::int end, at
       from ${givenAs('$2')} cross join lateral jsonb_array_elements(v."answerMs") with ordinality t (ms, nth)`, [workspaceId, JSON.stringify(rows)]);
  });
}
