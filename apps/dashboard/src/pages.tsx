import {
  IconBooks, IconChartLine, IconFlask, IconInbox, IconMessages, IconRobot, IconSettings, IconTerminal2,
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

/** Each page is the default export of `<id>/index.tsx`, loaded when it is first opened. */
const folders = import.meta.glob<{ default: ComponentType }>('./*/index.tsx');

const page = (id: Page['id'], icon: Icon, permission: Permission, path = `/${id}`): Page[] => {
  const load = folders[`./${id}/index.tsx`];
  return load ? [{ id, path, icon, permission, label: pageNames[id], Component: lazy(load) }] : [];
};

/** In the order of the rail. */
export const pages: readonly Page[] = [
  page('overview', IconChartLine, 'analytics:read', '/'),
  page('experiments', IconFlask, 'experiments:read'),
  page('inbox', IconInbox, 'conversations:reply'),
  page('conversations', IconMessages, 'conversations:read'),
  page('knowledge', IconBooks, 'content:read'),
  page('backends', IconRobot, 'models:read'),
  page('try-it', IconTerminal2, 'preview:use'),
  page('settings', IconSettings, 'workspace:read'),
].flat();
