import { useQueryClient } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { readQueue } from '#contracts';
import type { CallFailed, ReplyOf } from '#contracts';
import { useRead } from '../api.ts';
import { useDesk, useDeskEvents } from '../desk.tsx';

export type Queue = ReplyOf<typeof readQueue>;
export const queueKey = [readQueue.path, {}];

const READ_AGAIN_MS = { live: 60_000, away: 10_000 };

/** Who waits: read once, then told by the desk; without a live connection read every ten seconds. */
export function useQueue(): UseQueryResult<Queue, CallFailed> {
  const client = useQueryClient();
  const { connection } = useDesk();
  useDeskEvents((event) => {
    if (event.type !== 'queue') return;
    // A reading under way is older than this.
    void client.cancelQueries({ queryKey: queueKey }).then(() => client.setQueryData<Queue>(queueKey, { items: event.items }));
  });
  return useRead(readQueue, {}, { refetchInterval: connection === 'live' ? READ_AGAIN_MS.live : READ_AGAIN_MS.away });
}
