import { randomUUID } from 'node:crypto';
import { createSite } from '#accounts';
import type { AnswerResult, Thumb, Traffic } from '#contracts';
import type { Database } from '#platform';

/** How a question went, where it differs from a clear failure of today. */
export interface AskedHow {
  traffic?: Traffic;
  daysAgo?: number;
  state?: 'complete' | 'failed';
  result?: AnswerResult;
  confidence?: number | null;
  intent?: string | null;
  offersPerson?: boolean;
  thumb?: Thumb | null;
  csat?: number | null;
  /** A person was asked for after the answer. */
  wantsPerson?: boolean;
  /** What an agent wrote. */
  agent?: string;
}

/** Puts conversations of one question each straight into the tables, on any day. @returns the id of the visitor's message */
export async function askIn(database: Database, workspaceId: string): Promise<(text: string, how?: AskedHow) => Promise<{ messageId: string; conversationId: string }>> {
  const siteId = (await database.inWorkspace(workspaceId, (tx) => createSite(tx, { workspaceId, name: 'Shop', allowedOrigins: [] }))).id;
  return (text, how = {}) => database.inWorkspace(workspaceId, async (tx) => {
    const [visitorId, conversationId, messageId, answerId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const { traffic = 'live', daysAgo = 0, state = 'complete', result = 'clarified', confidence = 0.2 } = how;
    const at = new Date(Date.now() - daysAgo * 86_400_000);
    await tx.query('insert into visitor (workspace_id, id, site_id) values ($1, $2, $3)', [workspaceId, visitorId, siteId]);
    await tx.query(`insert into conversation (workspace_id, id, site_id, visitor_id, state, traffic, last_seq, routed, created_at) values ($1, $2, $3, $4, 'bot', $5, 2, true, $6)`,
      [workspaceId, conversationId, siteId, visitorId, traffic, at]);
    await tx.query(
      `insert into outcome (workspace_id, conversation_id, site_id, traffic, answers, csat, thumbs_up, thumbs_down, started_at) values ($1, $2, $3, $4, 1, $5, $6, $7, $8)`,
      [workspaceId, conversationId, siteId, traffic, how.csat ?? null, Number(how.thumb === 'up'), Number(how.thumb === 'down'), at]);
    await tx.query(`insert into message (workspace_id, id, conversation_id, seq, role, text, state, traffic, created_at) values ($1, $2, $3, 1, 'visitor', $4, 'complete', $5, $6)`,
      [workspaceId, messageId, conversationId, text, traffic, at]);
    await tx.query(
      `insert into message (workspace_id, id, conversation_id, seq, role, text, state, answers_id, result, confidence, intent, offers_person, thumb, traffic, created_at)
       values ($1, $2, $3, 2, 'assistant', 'Hm.', $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [workspaceId, answerId, conversationId, state, messageId, state === 'failed' ? 'failed' : result, confidence, how.intent ?? null, how.offersPerson ?? false, how.thumb ?? null, traffic, at]);
    if (how.wantsPerson) await tx.query('insert into hand_over (workspace_id, id, conversation_id, requested_at) values ($1, $2, $3, $4)', [workspaceId, randomUUID(), conversationId, at]);
    if (how.agent) {
      await tx.query(`insert into message (workspace_id, id, conversation_id, seq, role, text, state, traffic, created_at) values ($1, $2, $3, 3, 'agent', $4, 'complete', $5, $6)`,
        [workspaceId, randomUUID(), conversationId, how.agent, traffic, at]);
    }
    return { messageId, conversationId };
  });
}
