import { useEffect, useState } from 'preact/hooks';
import type { ChatClient } from './chat-client.ts';
import type { ChatState } from './chat-state.ts';

/** The same for every variant: satisfaction must not depend on when it is asked. */
const ASK_AFTER_MS = 120_000;

/** When the satisfaction card is due: after the chat was ended, or some quiet time after an answer; once per episode. */
export function useCsat(state: ChatState, client: ChatClient, isOpen: boolean) {
  const { conversationId, transcript: { conversation, messages } } = state;
  const [dueIn, setDueIn] = useState<string | null>(null);
  const [skippedIn, setSkippedIn] = useState<string | null>(null);
  const [input, setInput] = useState(0);
  const last = messages.at(-1);
  const isEnded = conversation?.state === 'closed';
  const hasQuestion = messages.some(({ role }) => role === 'visitor');
  const afterAnswer = conversation?.state === 'bot' && last?.role === 'assistant' && last.state === 'complete';

  useEffect(() => {
    if (!afterAnswer || conversationId === null || conversation?.rated || client.wasAsked()) return;
    const timer = setTimeout(() => setDueIn(conversationId), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [afterAnswer, conversationId, last?.id, input]);

  const isDue = dueIn === conversationId || (isEnded && !conversation.rated && !client.wasAsked());
  useEffect(() => {
    // Being asked is remembered at once; the card stays until it is answered, skipped or the talk goes on.
    if (isDue && conversationId) setDueIn(conversationId);
  }, [isDue, conversationId]);
  return {
    show: isOpen && isDue && hasQuestion && conversationId !== null && skippedIn !== conversationId,
    skip: (): void => setSkippedIn(conversationId),
    /** The visitor did something: wait anew. */
    noticeInput: (): void => setInput((count) => count + 1),
  };
}
