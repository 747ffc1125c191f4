import { useEffect, useState } from 'preact/hooks';
import type { ChatClient } from './chat-client.ts';
import type { ChatState } from './chat-state.ts';
import { isSettled } from './transcript.ts';

/** The same for every variant: satisfaction must depend neither on when it is asked nor on whether the answer came through. */
const ASK_AFTER_MS = 120_000;

/** When the satisfaction card is due: after the chat was ended, or some quiet time after an answer; once per episode, in one tab. */
export function useCsat(state: ChatState, client: ChatClient, isOpen: boolean) {
  const { conversationId, transcript: { conversation, messages } } = state;
  const [askedIn, setAskedIn] = useState<string | null>(null);
  const [isQuiet, setQuiet] = useState(false);
  const [input, setInput] = useState(0);
  const last = messages.at(-1);
  const afterAnswer = conversation?.state === 'bot' && last?.role === 'assistant' && isSettled(last.state);

  useEffect(() => {
    setQuiet(false);
    if (!afterAnswer) return;
    const timer = setTimeout(() => setQuiet(true), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [afterAnswer, last?.id, input]);

  const isDue = isOpen && (isQuiet || conversation?.state === 'closed') && !conversation?.rated && messages.some(({ role }) => role === 'visitor');
  useEffect(() => {
    if (!isDue) return;
    // A card that nobody can see would count as asked; of several tabs the one that is looked at asks.
    const ask = (): void => {
      if (document.hidden) return;
      void client.mayAsk().then((may) => {
        if (may) setAskedIn(conversationId);
      });
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => document.removeEventListener('visibilitychange', ask);
  }, [isDue, conversationId]);
  const noticeInput = (): void => setInput((count) => count + 1);
  const skip = (): void => setAskedIn(null);
  return {
    show: conversationId !== null && askedIn === conversationId,
    skip,
    /** The visitor did something: wait anew. */
    noticeInput,
    /** The talk goes on: the question was passed by. */
    goOn: (): void => {
      noticeInput();
      skip();
    },
  };
}
