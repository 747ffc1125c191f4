import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { pages } from '../pages.tsx';
import { useSession } from '../session.tsx';
import { shellWords } from '../strings.ts';
import { useSignOut } from './account-menu.tsx';
import { placesFor } from './offers.ts';
import type { Offer } from './offers.ts';
import { useClaimOffer } from './use-claim-offer.ts';
import { useExperimentOffers } from './use-experiment-offers.ts';
import { useReplayOffer } from './use-replay-offer.ts';

/** Light or dark, whichever it is not. */
function useSchemeOffer(): Offer {
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme('light') === 'light' ? 'dark' : 'light';
  return { id: 'scheme', label: shellWords.toScheme[other], onClick: () => setColorScheme(other) };
}

/** Ctrl/Cmd+K: every page and the actions people come for. What depends on the moment is read when it opens. */
export function Palette(): ReactNode {
  const go = useNavigate();
  const leave = useSignOut();
  const { permissions } = useSession();
  const [open, setOpen] = useState(false);
  const scheme = useSchemeOffer();
  const [claim, replay, experiments] = [useClaimOffer(open), useReplayOffer(open), useExperimentOffers(open)];
  const groups: SpotlightActionGroupData[] = [
    {
      group: shellWords.goTo,
      actions: pages.filter(({ permission }) => permissions.includes(permission))
        .map(({ id, label, path, icon: Icon }) => ({ id, label, leftSection: <Icon size={18} aria-hidden />, onClick: () => void go(path) })),
    },
    { group: shellWords.doThis, actions: [...claim, ...placesFor(permissions, (to) => void go(to)), ...replay, scheme, { id: 'sign-out', label: shellWords.signOut, onClick: leave }] },
    ...(experiments.length > 0 ? [{ group: shellWords.experiments, actions: experiments }] : []),
  ];
  return (
    <Spotlight
      actions={groups} shortcut={['mod + K']} nothingFound={shellWords.nothingFound} highlightQuery maxHeight={420} scrollable
      onSpotlightOpen={() => setOpen(true)} onSpotlightClose={() => setOpen(false)} attributes={{ content: { 'aria-label': shellWords.find } }}
      searchProps={{ placeholder: shellWords.find, 'aria-label': shellWords.find, leftSection: <IconSearch size={18} aria-hidden /> }}
    />
  );
}
