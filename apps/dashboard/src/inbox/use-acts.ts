import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { claimConversation, closeByAgent, giveBack, readConversation, readQueue } from '#contracts';
import type { CallFailed, QueueItem } from '#contracts';
import { useChange } from '../api.ts';
import { useSession } from '../session.tsx';
import { queueKey, type Queue } from './use-queue.ts';
import { words } from './strings.ts';

export type Question = 'close' | 'giveBack';

export interface Acts {
  claim: () => void;
  claiming: boolean;
  /** The conversation that was taken over, or is being taken over, from here. */
  claimed: string | null;
  /** Whose consequence is on the screen. */
  asking: Question | null;
  ask: (question: Question) => void;
  dismiss: () => void;
  confirm: () => void;
  busy: boolean;
  error: Error | null;
}

/** What can be done with the conversation that is open; each deed only where it is possible. */
export function useActs(id: string | null, item: QueueItem | undefined): Acts {
  const { memberId: me } = useSession();
  const client = useQueryClient();
  const claim = useChange(claimConversation);
  const end = { close: useChange(closeByAgent, readQueue, readConversation), giveBack: useChange(giveBack, readQueue, readConversation) };
  const [asking, setAsking] = useState<Question | null>(null);
  const [claimed, setClaimed] = useState<string | null>(null);
  const isMine = item?.state === 'with_agent' && item.agentId === me;
  const possible = { close: isMine || item?.state === 'waiting', giveBack: isMine };

  const taken = (now: QueueItem): void => {
    client.setQueryData<Queue>(queueKey, (queue) => queue && { items: queue.items.map((one) => (one.conversationId === now.conversationId ? now : one)) });
  };
  const notTaken = (error: CallFailed): void => {
    setClaimed(null);
    notifications.show({ color: 'red', title: error.code === 'already_claimed' ? words.taken : words.notTaken, message: error.message });
    void client.invalidateQueries({ queryKey: [readQueue.path] });
  };
  const dismiss = (): void => {
    setAsking(null);
    end.close.reset();
    end.giveBack.reset();
  };
  return {
    claim: () => {
      if (id === null || item?.state !== 'waiting' || claim.isPending) return;
      setClaimed(id);
      claim.mutate({ id }, { onSuccess: taken, onError: notTaken });
    },
    claiming: claim.isPending,
    claimed,
    asking,
    ask: (question) => {
      if (possible[question]) setAsking(question);
    },
    dismiss,
    confirm: () => {
      if (asking && id !== null) end[asking].mutate({ id }, { onSuccess: dismiss });
    },
    busy: end.close.isPending || end.giveBack.isPending,
    error: asking && end[asking].error,
  };
}
