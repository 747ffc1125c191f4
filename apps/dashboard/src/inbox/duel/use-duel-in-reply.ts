import { useState } from 'react';
import type { RefObject } from 'react';
import { joined, type DraftControl } from '../use-draft.ts';
import { textOf } from './told-duel.ts';
import { useDuel, type DuelControl } from './use-duel.ts';
import { useDuelKeys } from './use-duel-keys.ts';

interface Reply {
  conversationId: string;
  lastSeq: number;
  draft: DraftControl;
  idle: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** Two drafts whose chosen one goes into the reply; nothing is sent by it. */
export function useDuelInReply({ conversationId, lastSeq, draft, idle, field }: Reply): { control: DuelControl; undo: (() => void) | undefined } {
  /** What stood in the reply before the draft, and with it. */
  const [put, setPut] = useState({ before: '', after: '' });
  const control = useDuel(conversationId, lastSeq, (duel) => {
    const text = duel.result ? textOf(duel, duel.result) : '';
    const after = joined(draft.text, text);
    setPut({ before: draft.text, after });
    if (text !== '') draft.take(after, duel.id);
    field.current?.focus();
  });
  useDuelKeys(control, idle);
  const { stage } = control;
  // Words that the agent wrote into it since are not taken away.
  const untouched = stage.kind === 'chosen' && draft.duelId === stage.duel.id && draft.text === put.after;
  const undo = (): void => {
    draft.take(put.before, null);
    field.current?.focus();
  };
  return { control, undo: untouched ? undo : undefined };
}
