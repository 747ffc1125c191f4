import { z } from 'zod';

export const Role = z.enum(['owner', 'admin', 'analyst', 'agent']);
export type Role = z.output<typeof Role>;

export const Permission = z.enum([
  'workspace:read', 'workspace:write', 'members:read', 'members:write', 'keys:write', 'sites:read', 'sites:write',
  'content:read', 'content:write', 'models:read', 'models:write', 'experiments:read', 'experiments:write',
  'analytics:read', 'conversations:read', 'conversations:reply', 'preview:use', 'replay:run', 'export:read',
]);
export type Permission = z.output<typeof Permission>;

const everything = Permission.options;
const without = (...refused: Permission[]): Permission[] => everything.filter((one) => !refused.includes(one));

/** What each role may do; an API key has the permissions of its role. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  owner: everything,
  admin: without('keys:write'),
  analyst: ['workspace:read', 'members:read', 'sites:read', 'content:read', 'models:read', 'experiments:read',
    'analytics:read', 'conversations:read', 'preview:use', 'export:read'],
  agent: ['workspace:read', 'members:read', 'sites:read', 'content:read', 'models:read', 'conversations:read',
    'conversations:reply', 'preview:use', 'analytics:read', 'experiments:read'],
};
