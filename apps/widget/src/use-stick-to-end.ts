import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR_PX = 48;

/** Keeps a growing list at its end for readers who are there; tells the others when something new was said. */
export function useStickToEnd(news: string, ownNews: number) {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const [hasMore, setHasMore] = useState(false);
  const toEnd = (): void => {
    atEnd.current = true;
    setHasMore(false);
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };
  useEffect(() => {
    // Whatever makes it grow, also an opened source: observers run before the same frame is painted.
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    for (const one of [list.current, content.current]) if (one) observer.observe(one);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!atEnd.current) setHasMore(true);
  }, [news]);
  // Whoever writes wants to see what becomes of it.
  useLayoutEffect(toEnd, [ownNews]);
  return {
    list,
    content,
    hasMore,
    toEnd,
    onScroll: (): void => {
      const { current } = list;
      if (!current) return;
      const { scrollTop, scrollHeight, clientHeight } = current;
      // Only who scrolls up leaves the end: news may have come between a scroll to the end and its event.
      atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX || (atEnd.current && scrollTop >= lastTop.current);
      lastTop.current = scrollTop;
      if (atEnd.current) setHasMore(false);
    },
  };
}
