import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import css from './page-tabs.module.css';

export interface PageTab {
  to: string;
  label: string;
  /** Only this very address is its page; the addresses below it belong to others. */
  end?: boolean;
}

/** The parts of a page, each with an address of its own. */
export const PageTabs = ({ label, tabs }: { label: string; tabs: readonly PageTab[] }): ReactNode => (
  <nav className={css.tabs} aria-label={label}>
    {tabs.map((tab) => <NavLink key={tab.to} to={tab.to} end={tab.end ?? false} className={css.tab}>{tab.label}</NavLink>)}
  </nav>
);
