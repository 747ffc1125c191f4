import { useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR_PX = 48;

/** Keeps a growing list at its end for readers who are there; tells the others that there is more. */
export function useStickToEnd(growth: unknown) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [hasMore, setHasMore] = useState(false);
  useLayoutEffect(() => {
    if (atEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight });
    else setHasMore(true);
  }, [growth]);
  return {
    list,
    hasMore,
    onScroll: (): void => {
      const { current } = list;
      if (!current) return;
      atEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_PX;
      if (atEnd.current) setHasMore(false);
    },
    toEnd: (): void => {
      atEnd.current = true;
      setHasMore(false);
      list.current?.scrollTo({ top: list.current.scrollHeight });
    },
  };
}
