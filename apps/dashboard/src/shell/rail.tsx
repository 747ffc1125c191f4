import { IconSearch } from '@tabler/icons-react';
import { spotlight } from '@mantine/spotlight';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useDesk } from '../desk.tsx';
import { pages } from '../pages.tsx';
import { useSession } from '../session.tsx';
import { shellWords } from '../strings.ts';
import { AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';
import css from './shell.module.css';

/** The pages that this member may open. */
export function Rail({ open }: { open: boolean }): ReactNode {
  const { permissions, workspace } = useSession();
  const { live, connection } = useDesk();
  const waiting = live?.waiting ?? 0;
  return (
    <nav id="rail" className={css.rail} data-open={open} aria-label={shellWords.navigation}>
      <Brand />
      <div className={css.workspace} title={workspace.name}>{workspace.name}</div>
      <button type="button" className={css.find} onClick={spotlight.open}>
        <IconSearch size={16} aria-hidden /> {shellWords.find.split(' ')[0]} <kbd>{shellWords.findKeys}</kbd>
      </button>
      <ul className={css.pages}>
        {pages.filter(({ permission }) => permissions.includes(permission)).map(({ id, path, label, icon: Icon }) => (
          <li key={id}>
            <NavLink to={path} end={path === '/'} className={css.link}>
              <Icon size={18} stroke={1.6} aria-hidden /> {label}
              {id === 'inbox' && waiting > 0 && <span className={css.badge} aria-label={shellWords.waiting(waiting)}>{waiting}</span>}
            </NavLink>
          </li>
        ))}
      </ul>
      <div className={css.foot}>
        <div className={css.connection} role="status">
          <span className={css.dot} data-connection={connection} aria-hidden /> {shellWords.connection[connection]}
        </div>
        <AccountMenu />
      </div>
    </nav>
  );
}
