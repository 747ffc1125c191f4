import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router';
import css from './page-tabs.module.css';

export interface PageTab {
  to: string;
  label: string;
  /** Only this very address is its page; the addresses below it belong to others. */
  end?: boolean;
  /** Begins a group of its own, behind a hairline. */
  apart?: boolean;
}

/** The parts of a page, each with an address of its own. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly PageTab[] }): ReactNode {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // Where they do not all fit, the open one is never out of sight.
  useEffect(() => {
    // Newer browsers give a promise back, which must not become the effect's end.
    void nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <nav className={css.tabs} aria-label={label} ref={nav}>
      {tabs.map(({ to, label: name, end = false, apart = false }) => <NavLink key={to} to={to} end={end} className={apart ? `${css.tab} ${css.apart}` : css.tab}>{name}</NavLink>)}
    </nav>
  );
}
