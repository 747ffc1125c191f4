import { ActionIcon } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconMenu2, IconSearch, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { shellWords } from '../strings.ts';
import { Brand } from './brand.tsx';
import css from './shell.module.css';

/** Instead of the rail on narrow screens. */
export function TopBar({ menuOpen, onMenu }: { menuOpen: boolean; onMenu: () => void }): ReactNode {
  return (
    <nav className={css.topBar} aria-label={shellWords.topBar}>
      <Brand />
      <ActionIcon size={40} onClick={spotlight.open} aria-label={shellWords.find}><IconSearch size={20} /></ActionIcon>
      <ActionIcon
        size={40} onClick={onMenu} aria-expanded={menuOpen} aria-controls="rail"
        aria-label={menuOpen ? shellWords.closeMenu : shellWords.openMenu}
      >
        {menuOpen ? <IconX size={20} /> : <IconMenu2 size={20} />}
      </ActionIcon>
    </nav>
  );
}
