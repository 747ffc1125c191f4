import { z } from 'zod';
import { WorkspaceBudgets } from './budgets.ts';
import { Permission, Role } from './permissions.ts';
import { ById, Done, Email, Id, Instant, Name, Nothing, text } from './primitives.ts';
import { route } from './route.ts';

const Password = text(128, 12);

export const Workspace = z.object({
  id: Id,
  name: z.string(),
  /** IANA time zone in which days are counted. */
  timeZone: z.string(),
  /** Dollars per CPU-hour with which the embedded engine's answers are costed. */
  cpuPricePerHour: z.number(),
  budgets: WorkspaceBudgets,
});
export type Workspace = z.output<typeof Workspace>;

export const Session = z.object({
  person: z.object({ id: Id, name: z.string(), email: z.string() }),
  /** By which the inbox names who took a conversation; null for an API key. */
  memberId: Id.nullable(),
  workspace: Workspace,
  role: Role,
  permissions: z.array(Permission),
});
export type Session = z.output<typeof Session>;

export const readSetup = route({
  method: 'GET', path: '/v1/setup', summary: 'Has this installation been claimed?', audience: 'public',
  input: Nothing, reply: z.object({ claimed: z.boolean() }),
});

export const claimSetup = route({
  method: 'POST', path: '/v1/setup', summary: 'Claim the installation with the printed setup link', audience: 'public',
  input: z.strictObject({ token: text(200), name: Name, email: Email, password: Password }),
  reply: Session,
});

export const signIn = route({
  method: 'POST', path: '/v1/session', summary: 'Sign in', audience: 'public',
  input: z.strictObject({ email: Email, password: text(128) }), reply: Session,
});
export const readSession = route({
  method: 'GET', path: '/v1/session', summary: 'Who is signed in', input: Nothing, reply: Session,
});
export const signOut = route({
  method: 'DELETE', path: '/v1/session', summary: 'Sign out', input: Nothing, reply: Done,
});

const TimeZone = z.string().refine((zone) => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}, 'must be an IANA time zone such as Europe/Berlin');

export const changeWorkspace = route({
  method: 'PATCH', path: '/v1/workspace', summary: 'Change name, time zone, CPU price or daily budgets',
  input: z.strictObject({
    name: Name.optional(), timeZone: TimeZone.optional(), cpuPricePerHour: z.number().min(0).max(1_000).optional(),
    /** What is left out stays. */
    budgets: WorkspaceBudgets.partial().refine((named) => Object.keys(named).length > 0, 'must name a budget').optional(),
  }),
  reply: Workspace,
});

export const Member = z.object({ id: Id, name: z.string(), email: z.string(), role: Role, createdAt: Instant, lastSeenAt: Instant.nullable() });
export type Member = z.output<typeof Member>;
export const listMembers = route({
  method: 'GET', path: '/v1/members', summary: 'List members', input: Nothing, reply: z.object({ items: z.array(Member) }),
});
export const addMember = route({
  method: 'POST', path: '/v1/members', summary: 'Add a member; the reply carries a one-time link to set a password',
  input: z.strictObject({ name: Name, email: Email, role: Role }),
  reply: z.object({ member: Member, inviteLink: z.string() }),
});
export const changeMember = route({
  method: 'PATCH', path: '/v1/members/{id}', summary: 'Change a role', input: z.strictObject({ id: Id, role: Role }), reply: Member,
});
export const removeMember = route({
  method: 'DELETE', path: '/v1/members/{id}', summary: 'Remove a member and end its sessions', input: ById, reply: Done,
});
export const acceptInvite = route({
  method: 'POST', path: '/v1/invites', summary: 'Set a password with an invitation link', audience: 'public',
  input: z.strictObject({ token: text(200), password: Password }), reply: Session,
});

export const ApiKey = z.object({
  id: Id, name: z.string(), role: Role, lastFour: z.string(), createdAt: Instant, lastUsedAt: Instant.nullable(),
});
export type ApiKey = z.output<typeof ApiKey>;
export const listApiKeys = route({
  method: 'GET', path: '/v1/api-keys', summary: 'List API keys', input: Nothing, reply: z.object({ items: z.array(ApiKey) }),
});
export const createApiKey = route({
  method: 'POST', path: '/v1/api-keys', summary: 'Create an API key; its secret is shown once',
  input: z.strictObject({ name: Name, role: Role }), reply: z.object({ key: ApiKey, secret: z.string() }),
});
export const revokeApiKey = route({
  method: 'DELETE', path: '/v1/api-keys/{id}', summary: 'Revoke an API key', input: ById, reply: Done,
});
