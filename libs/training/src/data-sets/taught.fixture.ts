import { createSite } from '#accounts';
import type { Thumb } from '#contracts';
import { newId, type Database } from '#platform';

/** A conversation of one question, and what became of it. */
export interface Taught {
  question: string;
  answer: string;
  /** Conversations with the same number are of one visitor. */
  visitor: number;
  minutesAgo: number;
  thumb?: Thumb;
  csat?: number;
  /** What an agent wrote after the answer. */
  agent?: string;
  traffic?: 'live' | 'replay';
}

const MINUTE_MS = 60_000;

/** Puts conversations straight into the tables, as many and as old as a test wants. @returns the site */
export function teach(database: Database, workspaceId: string, taught: readonly Taught[], now = new Date()): Promise<string> {
  const visitors = new Map<number, string>();
  const rows = taught.map(({ visitor, minutesAgo, ...one }) => {
    visitors.set(visitor, visitors.get(visitor) ?? newId());
    return { ...one, visitor: visitors.get(visitor), conversation: newId(), asked: newId(), answered: newId(), written: newId(), at: new Date(now.getTime() - minutesAgo * MINUTE_MS).toISOString() };
  });
  const given = `jsonb_to_recordset($3::jsonb) as v (visitor uuid, conversation uuid, asked uuid, answered uuid, written uuid, at timestamptz, question text, answer text, thumb text, csat int, agent text, traffic text)`;
  return database.inWorkspace(workspaceId, async (tx) => {
    const { id: siteId } = await createSite(tx, { workspaceId, name: 'Shop', allowedOrigins: [] });
    const values = [workspaceId, siteId, JSON.stringify(rows)];
    await tx.query(`insert into visitor (workspace_id, id, site_id) select distinct $1::uuid, visitor, $2::uuid from ${given}`, values);
    await tx.query(
      `insert into conversation (workspace_id, id, site_id, visitor_id, state, traffic, last_seq, routed, created_at, last_message_at)
       select $1::uuid, conversation, $2::uuid, visitor, 'closed', coalesce(traffic, 'live'), 2, true, at, at from ${given}`, values);
    await tx.query(
      `insert into outcome (workspace_id, conversation_id, site_id, traffic, answers, csat, thumbs_up, thumbs_down, person_replied, started_at)
       select $1::uuid, conversation, $2::uuid, coalesce(traffic, 'live'), 1, csat, (thumb is not distinct from 'up')::int, (thumb is not distinct from 'down')::int, agent is not null, at from ${given}`, values);
    const said = `insert into message (workspace_id, id, conversation_id, seq, role, text, state, traffic, created_at, result, thumb, answers_id, author_id)`;
    // The site is known to every one of these statements, whether it needs it or not.
    const of = `${given} where $2::uuid is not null`;
    await tx.query(`${said} select $1::uuid, asked, conversation, 1, 'visitor', question, 'complete', coalesce(traffic, 'live'), at, null, null, null, null from ${of}`, values);
    await tx.query(`${said} select $1::uuid, answered, conversation, 2, 'assistant', answer, 'complete', coalesce(traffic, 'live'), at, 'answered', thumb, asked, null from ${of}`, values);
    await tx.query(`${said} select $1::uuid, written, conversation, 3, 'agent', agent, 'complete', coalesce(traffic, 'live'), at, null, null, null, $2::uuid from ${of} and agent is not null`, values);
    return siteId;
  });
}

const topics = ['parcel', 'refund', 'bicycle', 'helmet', 'voucher', 'return label', 'jacket', 'warranty', 'invoice', 'size chart', 'delivery day', 'newsletter'];
const doings = ['change', 'find', 'cancel', 'pay for', 'send back', 'repair', 'exchange', 'order', 'insure', 'track'];

/** Conversations of a shop, no two alike: most are liked, some are answered again by an agent, some by nobody. */
export const shopTalk = (count: number, from = 0): Taught[] => Array.from({ length: count }, (_, nth) => {
  const at = from + nth;
  const [topic, doing] = [topics[at % topics.length]!, doings[Math.floor(at / topics.length) % doings.length]!];
  return {
    question: `How do I ${doing} the ${topic} of order BW-${44_000 + at}?${at % 9 === 0 ? ` Write to kim.lee${at}@example.com or call +44 7700 9001${10 + (at % 90)}.` : ''}`,
    answer: `Open your account, choose the ${topic} and then “${doing}”; it takes ${1 + (at % 13)} days and case ${at * 37} is noted.`,
    visitor: Math.floor(at / 2), minutesAgo: (count - nth) * 20,
    ...(at % 7 === 3 ? { thumb: 'down' as const, agent: `I did that for you: the ${topic} is noted as “${doing}”, number ${at * 11}.` } : at % 5 === 4 ? {} : at % 4 === 2 ? { csat: 5 } : { thumb: 'up' as const }),
  };
});
