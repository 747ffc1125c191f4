import { useMantineColorScheme } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { actions } from '../actions.ts';
import { pages } from '../pages.tsx';
import { useSession } from '../session.tsx';
import { shellWords } from '../strings.ts';
import { useSignOut } from './account-menu.tsx';

/** Ctrl/Cmd+K: every page and the actions people come for. */
export function Palette(): ReactNode {
  const go = useNavigate();
  const leave = useSignOut();
  const { permissions } = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const schemes = (['light', 'dark', 'auto'] as const).map((scheme) => ({
    id: scheme, label: `${shellWords.schemeTitle}: ${shellWords.scheme[scheme]}`, onClick: () => setColorScheme(scheme),
  }));
  const groups: SpotlightActionGroupData[] = [
    {
      group: shellWords.goTo,
      actions: pages.filter(({ permission }) => permissions.includes(permission))
        .map(({ id, label, path, icon: Icon }) => ({ id, label, leftSection: <Icon size={18} aria-hidden />, onClick: () => void go(path) })),
    },
    {
      group: shellWords.doThis,
      actions: [
        ...actions.filter(({ permission }) => permissions.includes(permission)).map(({ label, to }) => ({ id: to, label, onClick: () => void go(to) })),
        ...schemes,
        { id: 'sign-out', label: shellWords.signOut, onClick: leave },
      ],
    },
  ];
  return (
    <Spotlight
      actions={groups} shortcut={['mod + K']} nothingFound={shellWords.nothingFound} highlightQuery maxHeight={420} scrollable
      attributes={{ content: { 'aria-label': shellWords.find } }}
      searchProps={{ placeholder: shellWords.find, 'aria-label': shellWords.find, leftSection: <IconSearch size={18} aria-hidden /> }}
    />
  );
}
