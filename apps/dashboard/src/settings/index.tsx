import type { ReactNode } from 'react';
import { NavLink, Route, Routes } from 'react-router';
import { PageFrame } from '../parts/page-frame.tsx';
import { Budgets } from '../budgets/budgets-page.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { ApiKeys } from './api-keys.tsx';
import { Members } from './members.tsx';
import { SitePage } from './site-page.tsx';
import { Sites } from './sites.tsx';
import { words } from './strings.ts';
import { WorkspaceSettings } from './workspace-settings.tsx';
import css from './settings.module.css';

const tabs = [['workspace', '/settings', WorkspaceSettings], ['sites', '/settings/sites', Sites], ['budgets', '/settings/budgets', Budgets], ['members', '/settings/members', Members], ['api-keys', '/settings/api-keys', ApiKeys]] as const;

const Tab = ({ children }: { children: ReactNode }): ReactNode => (
  <PageFrame title={words.title}>
    <nav className={css.tabs} aria-label={words.title}>
      {tabs.map(([id, to]) => <NavLink key={id} to={to} end className={css.tab}>{words.tabs[id]}</NavLink>)}
    </nav>
    {children}
  </PageFrame>
);

export default function SettingsPages(): ReactNode {
  return (
    <Routes>
      {tabs.map(([id, to, Content]) => <Route key={id} path={to.slice('/settings'.length) || '/'} element={<Tab><Content /></Tab>} />)}
      <Route path="sites/:id" element={<SitePage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
