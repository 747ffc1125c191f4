import { notifications } from '@mantine/notifications';
import { useNavigate } from 'react-router';
import { claimConversation, readQueue } from '#contracts';
import { useChange, useRead } from '../api.ts';
import { middle } from '../format.ts';
import { inOrder, groupsOf } from '../inbox/groups.ts';
import { useMay, useSession } from '../session.tsx';
import { shellWords } from '../strings.ts';
import type { Offer } from './offers.ts';

const LONGEST = 60;

/** Takes over the conversation that waits longest, while one waits. */
export function useClaimOffer(wanted: boolean): Offer[] {
  const may = useMay('conversations:reply');
  const { memberId } = useSession();
  const go = useNavigate();
  const queue = useRead(readQueue, {}, { enabled: wanted && may });
  const claim = useChange(claimConversation, readQueue);
  const oldest = inOrder(groupsOf(queue.data?.items ?? [], memberId)).find(({ state }) => state === 'waiting');
  if (!may || !oldest) return [];
  return [{
    id: 'claim', label: shellWords.offers.claim, description: middle(oldest.opening, LONGEST),
    onClick: () => claim.mutate({ id: oldest.conversationId }, {
      onSuccess: () => void go(`/inbox/${oldest.conversationId}`),
      onError: (error) => notifications.show({ color: 'red', title: shellWords.offers.notDone, message: error.message }),
    }),
  }];
}
