import type { Turn } from '#backends';

export interface Said {
  id: string;
  role: 'visitor' | 'assistant' | 'agent';
  text: string;
}

export interface LastQuestion {
  /** Of the last of its messages. */
  id: string;
  text: string;
  /** What was said before it, oldest first. */
  history: Turn['history'];
}

/**
 * What the visitor asked last: the newest messages of the visitor that nobody spoke between. Answers that came after it
 * are left out, so that both drafts answer it anew.
 *
 * @param said oldest first
 * @returns null when the visitor has said nothing
 */
export function lastQuestion(said: readonly Said[]): LastQuestion | null {
  const end = said.findLastIndex(({ role }) => role === 'visitor');
  const last = said[end];
  if (!last) return null;
  const start = said.slice(0, end).findLastIndex(({ role }) => role !== 'visitor') + 1;
  return {
    id: last.id,
    text: said.slice(start, end + 1).map(({ text }) => text).join('\n'),
    history: said.slice(0, start).map(({ role, text }) => ({ role, text })),
  };
}
