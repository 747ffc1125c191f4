import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChatEvent } from '#contracts';

export type Typist = 'visitor' | 'agent';

/** Typing that is not renewed counts as over. */
const FORGET_MS = 6_000;

/** Who types in the conversation. */
export function useTypist(): { typist: Typist | null; hear: (event: ChatEvent) => void } {
  const [typist, setTypist] = useState<Typist | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hear = useCallback((event: ChatEvent) => {
    const said = event.type === 'message' ? event.message.role : null;
    if (said === 'visitor' || said === 'agent') setTypist((before) => (before === said ? null : before));
    if (event.type !== 'typing' || event.role === 'assistant') return;
    const { role, on } = event;
    clearTimeout(timer.current);
    setTypist((before) => (on ? role : before === role ? null : before));
    if (on) timer.current = setTimeout(() => setTypist(null), FORGET_MS);
  }, []);
  return { typist, hear };
}
