import { jest } from '@jest/globals';
import { Budgets, Sites, Workspaces, type Visitor } from '#accounts';
import { FirstAnswers, type Backends } from '#backends';
import { Assignments } from '#experiments';
import { Metrics, Readiness } from '#platform';
import type { TestDatabase } from '../../../test/support/database.ts';
import type { ScriptedBackend } from '../../../test/support/scripted-backend.ts';
import { Answering } from './answering.ts';
import { Broadcast } from './broadcast.ts';
import { DeskNews } from './desk-news.ts';
import { HandOvers } from './hand-overs.ts';
import { LaterTurns } from './later-turns.ts';
import { Leases } from './leases.ts';
import { Overhead } from './overhead.ts';
import { Questions } from './questions.ts';
import { Reaper } from './reaper.ts';
import { Replies } from './replies.ts';
import { Retries } from './retries.ts';
import { Transcript } from './transcript.ts';
import { VisitorChat } from './visitor-chat.ts';

/** What one process holds in memory of the delivery of messages; dropping it is a crash. */
export interface Core {
  chat: VisitorChat;
  transcript: Transcript;
  answering: Answering;
  reaper: Reaper;
}

// One for all: each would start the watchers of a whole process.
const overhead = new Overhead(new Metrics());
const metrics = { gauge: () => ({ set: () => undefined }) } as unknown as Metrics;

/** The services of one process, without doors. */
export function startCore(db: TestDatabase, backend: ScriptedBackend): Core {
  const { database, config } = db;
  const readiness = new Readiness();
  const broadcast = new Broadcast();
  const desk = new DeskNews(database, broadcast);
  const sites = new Sites(database, config);
  const assignments = new Assignments(sites);
  const budgets = new Budgets(database, sites, new Workspaces(database), config, new Metrics());
  const replies = new Replies(database, assignments, new FirstAnswers(database), budgets);
  const backends = { open: jest.fn(() => Promise.resolve(backend)) } as unknown as Backends;
  const later = new LaterTurns(database);
  const questions = new Questions(database, backends, overhead, budgets);
  const answering = new Answering(replies, new Leases(replies), questions, later, new HandOvers(database, broadcast, desk), broadcast, overhead, metrics);
  const transcript = new Transcript(database, assignments, later, readiness, overhead);
  const chat = new VisitorChat(transcript, new Retries(database, readiness), answering, broadcast, desk);
  return { chat, transcript, answering, reaper: new Reaper(config, replies, answering, broadcast, readiness) };
}

/** What the database holds about a conversation. */
export async function stored(db: TestDatabase, visitor: Visitor, conversationId: string) {
  return db.database.inWorkspace(visitor.workspaceId, async (tx) => {
    const messages = await tx.query<{ id: string; seq: number; role: string; text: string; state: string; answers: string | null; leased: boolean }[]>(
      `select id, seq, role, text, state, answers_id as answers, lease_token is not null as leased from message where conversation_id = $1 order by seq`, [conversationId]);
    const facts = await tx.query<{ kind: string; id: string | null }[]>(
      `select kind, fact->>'messageId' as id from journal where conversation_id = $1 order by id`, [conversationId]);
    const [outcome] = await tx.query<{ finished: number }[]>('select answers + failures as finished from outcome where conversation_id = $1', [conversationId]);
    return { messages, facts, finished: outcome?.finished ?? 0 };
  });
}
