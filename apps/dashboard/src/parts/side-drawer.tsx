import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { partWords } from '../strings.ts';

/** A form beside the list that it belongs to. */
export const SideDrawer = ({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }): ReactNode => (
  <Drawer
    opened onClose={onClose} title={title} position="right" size="34rem" closeButtonProps={{ 'aria-label': partWords.close }}
    transitionProps={{ duration: 140 }} styles={{ title: { fontWeight: 600, overflowWrap: 'anywhere' } }}
  >
    {children}
  </Drawer>
);
