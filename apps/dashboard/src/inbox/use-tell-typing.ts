import { useCallback, useEffect, useRef } from 'react';
import { useDesk } from '../desk.tsx';

const AGAIN_MS = 3_000;

/** Lets the visitor see that somebody writes: at once, again every three seconds, and when it is over. */
export function useTellTyping(conversationId: string): (typing: boolean) => void {
  const { connection, request } = useDesk();
  const told = useRef<number | null>(null);
  const tell = useCallback((typing: boolean) => {
    const since = told.current;
    if (connection !== 'live' || (typing ? since !== null && performance.now() - since < AGAIN_MS : since === null)) return;
    told.current = typing ? performance.now() : null;
    void request('typing', { conversationId, on: typing });
  }, [connection, conversationId, request]);
  useEffect(() => () => tell(false), [tell]);
  return tell;
}
