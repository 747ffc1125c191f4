import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

const NEAR_PX = 48;

interface Bottom {
  ref: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** The reader has scrolled up. */
  isAway: boolean;
  go: () => void;
}

/** Keeps a growing list at its end, unless its reader looks at something earlier. */
export function useBottom(content: unknown): Bottom {
  const ref = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [isAway, setIsAway] = useState(false);
  const go = useCallback(() => {
    follows.current = true;
    setIsAway(false);
    if (ref.current) ref.current.scrollTop = ref.current.scrollHeight;
  }, []);
  const onScroll = useCallback(() => {
    const box = ref.current;
    if (!box) return;
    follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    setIsAway(!follows.current);
  }, []);
  useLayoutEffect(() => {
    if (follows.current) go();
  }, [content, go]);
  // What opens below takes from its height: the newest words stay in sight.
  useEffect(() => {
    const box = ref.current;
    if (!box) return undefined;
    const watch = new ResizeObserver(() => {
      if (follows.current) go();
    });
    watch.observe(box);
    return () => watch.disconnect();
  }, [go]);
  return { ref, onScroll, isAway, go };
}
