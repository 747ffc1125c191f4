import { useSessionStorage } from '@mantine/hooks';
import { newId } from './new-id.ts';

interface Draft {
  text: string;
  /** Made once for a draft, so that sending it again after a failure cannot store it twice. */
  clientMessageId: string | null;
  /** The choice between two drafts that it began as; absent or null for one's own words. */
  duelId?: string | null;
}
const blank: Draft = { text: '', clientMessageId: null };

export interface DraftControl extends Draft {
  write: (text: string) => void;
  /** Writes what a choice between two drafts gave; null: one's own words again. */
  take: (text: string, duelId: string | null) => void;
  /** The text counts as another message from now on. */
  renew: () => void;
  discard: () => void;
}

/** What is being written in a conversation; it stays when one looks elsewhere or reloads. */
export function useDraft(conversationId: string): DraftControl {
  const [draft, setDraft, discard] = useSessionStorage<Draft>({ key: `duet.draft.${conversationId}`, defaultValue: blank, getInitialValueInEffect: false });
  return {
    ...draft,
    write: (text) => (text === '' ? discard() : setDraft((before) => ({ ...before, text, clientMessageId: before.clientMessageId ?? newId() }))),
    take: (text, duelId) => (text === '' ? discard() : setDraft((before) => ({ text, duelId, clientMessageId: before.clientMessageId ?? newId() }))),
    renew: () => setDraft((before) => ({ ...before, clientMessageId: newId() })),
    discard,
  };
}

/** A text after what stands there already, with a line between them. */
export const joined = (before: string, text: string): string => (before.trim() === '' ? text : `${before}${/\s$/.test(before) ? '' : '\n\n'}${text}`);
