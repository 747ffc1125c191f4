import { Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { signOut } from '#contracts';
import { useChange } from '../api.ts';
import { useSession } from '../session.tsx';
import { shellWords } from '../strings.ts';
import css from './account-menu.module.css';

const schemes = [['light', IconSun], ['dark', IconMoon], ['auto', IconDeviceDesktop]] as const;

/** Signs out and forgets everything that was read. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  const leave = useChange(signOut);
  const go = useNavigate();
  return () => leave.mutate({}, {
    onSuccess: () => {
      void go('/login');
      queries.clear();
    },
  });
}

export function AccountMenu(): ReactNode {
  const { person } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useSignOut();
  return (
    <Menu position="top-start" width={220} withinPortal>
      <Menu.Target>
        <button type="button" className={css.person} aria-label={shellWords.account(person.name)}>
          <IconUserCircle size={20} stroke={1.6} aria-hidden /> <span>{person.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{shellWords.schemeTitle}</Menu.Label>
        {schemes.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme} onClick={() => setColorScheme(scheme)} leftSection={<Icon size={16} aria-hidden />}
            rightSection={colorScheme === scheme ? <IconCheck size={16} aria-label="chosen" /> : null}
          >
            {shellWords.scheme[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={leave} leftSection={<IconLogout size={16} aria-hidden />}>{shellWords.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
