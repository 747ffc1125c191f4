import type { ChatMessage, Citation, ClarifyOption, MessageRole, MessageState, Thumb } from '#contracts';

/** The part of a message's row that its visitor may see. */
export interface MessageRow {
  id: string;
  seq: number;
  role: MessageRole;
  text: string;
  state: MessageState;
  attempt: number;
  clientMessageId: string | null;
  authorName: string | null;
  citations: Citation[];
  options: ClarifyOption[];
  offersPerson: boolean;
  thumb: Thumb | null;
  createdAt: Date;
}

export const messageColumns = `
  m.id, m.seq, m.role, m.text, m.state, m.attempt, m.client_message_id as "clientMessageId", m.author_name as "authorName",
  m.citations, m.options, m.offers_person as "offersPerson", m.thumb, m.created_at as "createdAt"`;

/** Names each field: what else a row or a draft carries (the hash of its text, say) is nobody's business outside. */
export const toChatMessage = (row: MessageRow): ChatMessage => ({
  id: row.id, seq: row.seq, role: row.role, text: row.text, state: row.state, attempt: row.attempt, clientMessageId: row.clientMessageId,
  authorName: row.authorName, citations: row.citations, options: row.options, offersPerson: row.offersPerson, thumb: row.thumb,
  createdAt: row.createdAt.toISOString(),
});

type Plain = Pick<MessageRow, 'id' | 'seq' | 'role' | 'text' | 'createdAt'> & Partial<MessageRow>;

/** A message that nothing has happened to yet. */
export const freshMessage = (row: Plain): ChatMessage =>
  toChatMessage({
    state: 'complete', attempt: 1, clientMessageId: null, authorName: null, citations: [], options: [], offersPerson: false, thumb: null,
    ...row,
  });
