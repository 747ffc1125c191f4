import type { Permission } from '#contracts';

interface Action {
  label: string;
  to: string;
  permission: Permission;
}

/** What the command palette offers besides the pages: an address that opens the place where it is done. */
export const actions: readonly Action[] = [
  { label: 'Create an experiment', to: '/experiments/new', permission: 'experiments:write' },
  { label: 'Copy the embed snippet of a site', to: '/settings/sites', permission: 'sites:read' },
  { label: 'Change allowed origins', to: '/settings/sites', permission: 'sites:write' },
  { label: 'Invite a member', to: '/settings/members', permission: 'members:write' },
  { label: 'Create an API key', to: '/settings/api-keys', permission: 'keys:write' },
  { label: 'Change the time zone', to: '/settings', permission: 'workspace:write' },
];
