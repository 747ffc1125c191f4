import { useSessionStorage } from '@mantine/hooks';
import { useCallback } from 'react';
import type { QueueItem } from '#contracts';

type Seen = Readonly<Record<string, number>>;
const none: Seen = {};

export interface SeenControl {
  /** Messages since one last looked; `all` when one never did. */
  unreadOf: (item: QueueItem) => number | 'all';
  see: (conversationId: string, seq: number) => void;
}

/** Up to which message this tab has shown each conversation. */
export function useSeen(): SeenControl {
  const [seen, setSeen] = useSessionStorage<Seen>({ key: 'duet.inbox.seen', defaultValue: none, getInitialValueInEffect: false });
  const see = useCallback((conversationId: string, seq: number) => {
    setSeen((before) => (seq > (before[conversationId] ?? 0) ? { ...before, [conversationId]: seq } : before));
  }, [setSeen]);
  const unreadOf = ({ conversationId, lastSeq }: QueueItem): number | 'all' => {
    const upTo = seen[conversationId];
    return upTo === undefined ? 'all' : Math.max(0, lastSeq - upTo);
  };
  return { unreadOf, see };
}
