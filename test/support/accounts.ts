import { accountsEntities, ApiKeys, Setup, createWorkspace } from '#accounts';
import type { Role } from '#contracts';
import { newId } from '#platform';
import type { TestApp } from './app.ts';
import type { TestDatabase } from './database.ts';
import { standIns } from './stand-ins.ts';

/** Accounts' entities, complete without the rooms above. */
export const accountsAlone = [...accountsEntities, ...standIns('backend_version', 'backend').slice(1)];

export const PASSWORD = 'quiet-harbour-41-lamps';

/** Headers of a page of our own that is signed in with this reply's cookie. */
export function signedIn(reply: { headers: Record<string, unknown> }): Record<string, string> {
  const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
  return { cookie, 'sec-fetch-site': 'same-origin' };
}

/** A fresh setup link's token. */
export async function setupToken(server: TestApp): Promise<string> {
  return (await server.app.get(Setup).link())?.split('/').at(-1) ?? '';
}

/** Makes another workspace and gives its id with the headers of a key of this role. */
export async function otherWorkspace(server: TestApp, db: TestDatabase, role: Role = 'owner') {
  const workspaceId = newId();
  await db.database.inWorkspace(workspaceId, (tx) => createWorkspace(tx, { id: workspaceId, name: 'Another company', timeZone: 'UTC', demo: false }));
  return { workspaceId, headers: await keyHeaders(server, workspaceId, role) };
}

export async function keyHeaders(server: TestApp, workspaceId: string, role: Role): Promise<Record<string, string>> {
  const { secret } = await server.app.get(ApiKeys).create(workspaceId, { name: `${role} key`, role });
  return { authorization: `Bearer ${secret}` };
}
