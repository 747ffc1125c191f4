import { notifications } from '@mantine/notifications';
import { useNavigate } from 'react-router';
import { listSites, readReplays, startDemoReplay } from '#contracts';
import { useChange, useRead } from '../api.ts';
import { useMay } from '../session.tsx';
import { shellWords } from '../strings.ts';
import type { Offer } from './offers.ts';

/** Replays the labelled questions on the first site, and shows how it goes. */
export function useReplayOffer(wanted: boolean): Offer[] {
  const may = useMay('replay:run');
  const go = useNavigate();
  const [site] = useRead(listSites, {}, { enabled: wanted && may }).data?.items ?? [];
  const start = useChange(startDemoReplay, readReplays);
  if (!may || !site) return [];
  return [{
    id: 'replay', label: shellWords.offers.replay, description: site.name,
    onClick: () => start.mutate({ siteId: site.id, paired: true }, {
      onSuccess: () => void go('/'),
      onError: (error) => notifications.show({ color: 'red', title: shellWords.offers.notDone, message: error.message }),
    }),
  }];
}
