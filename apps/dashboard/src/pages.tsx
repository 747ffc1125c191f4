import {
  IconBooks, IconChartLine, IconFlask, IconInbox, IconMessages, IconRepeat, IconRobot, IconSettings, IconTerminal2,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { Permission } from '#contracts';
import { pageNames } from './strings.ts';

export interface Page {
  /** Its folder, and the first part of its address. */
  id: keyof typeof pageNames;
  /** Address without the parts below it; the page draws those with `<Routes>` of its own. */
  path: string;
  label: string;
  icon: Icon;
  /** Who may not, does not see it in the rail. */
  permission: Permission;
  Component: ComponentType;
}

type Load = () => Promise<{ default: ComponentType }>;

/** A page is loaded when it is first opened. */
const page = (id: Page['id'], icon: Icon, permission: Permission, load: Load, path = `/${id}`): Page =>
  ({ id, path, icon, permission, label: pageNames[id], Component: lazy(load) });

/** In the order of the rail. */
export const pages: readonly Page[] = [
  page('overview', IconChartLine, 'analytics:read', () => import('./overview/index.tsx'), '/'),
  page('experiments', IconFlask, 'experiments:read', () => import('./experiments/index.tsx')),
  page('inbox', IconInbox, 'conversations:reply', () => import('./inbox/index.tsx')),
  page('conversations', IconMessages, 'conversations:read', () => import('./conversations/index.tsx')),
  page('knowledge', IconBooks, 'content:read', () => import('./knowledge/index.tsx')),
  page('backends', IconRobot, 'models:read', () => import('./backends/index.tsx')),
  page('loop', IconRepeat, 'analytics:read', () => import('./loop/index.tsx')),
  page('try-it', IconTerminal2, 'preview:use', () => import('./try-it/index.tsx')),
  page('settings', IconSettings, 'workspace:read', () => import('./settings/index.tsx')),
];
