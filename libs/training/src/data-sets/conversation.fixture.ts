import { DataSetFilters } from '#contracts';
import type { Conversation, ConversationFacts, Line } from './turn.ts';

const start = Date.UTC(2026, 2, 9, 12);
const MINUTE_MS = 60_000;

/** What is asked for where nothing else is said. */
export const filters = (more: Partial<DataSetFilters> = {}): DataSetFilters => ({ ...DataSetFilters.parse({}), ...more });

/** "visitor: Where is it?", then what is known about the message. */
export type Spoken = string | [said: string, known: Partial<Line>];

/** A conversation as a transcript, a message a minute. */
export function conversation(transcript: readonly Spoken[], more: Partial<Omit<Conversation, 'facts'>> & { facts?: Partial<ConversationFacts> } = {}): Conversation {
  const lines = transcript.map((one, at): Line => {
    const [said, known] = typeof one === 'string' ? [one, {}] : one;
    const [role, ...text] = said.split(': ');
    return {
      id: `m${at}`, role: role as Line['role'], text: text.join(': '), state: 'complete', result: role === 'assistant' ? 'answered' : null, thumb: null, intent: null, offersPerson: false,
      ownModel: false, guarded: false, usedTool: false, authorId: role === 'agent' ? 'alice' : null, at: minute(at), ...known,
    };
  });
  const facts = { id: 'c', person: 'p', traffic: 'live' as const, holdout: false, inExperiment: false, erased: false, csat: null, helped: false, thumbsDown: 0, handedOver: false, ...more.facts };
  return { lines, escalations: [], choices: [], ...more, facts };
}

export const minute = (at: number): Date => new Date(start + at * MINUTE_MS);
