import { Injectable } from '@nestjs/common';
import type { ApiKey, Role } from '#contracts';
import { permissionsOf } from '#contracts';
import { Database, Problem, newId, newToken } from '#platform';
import { ApiKeyRow } from './api-key.entity.ts';
import { endCredentials, findCredential, issueCredential, touchCredential } from './credentials.ts';
import type { Actor } from './who.ts';

/** Keys with which programs act for a workspace. */
@Injectable()
export class ApiKeys {
  constructor(private readonly db: Database) {}

  async list(workspaceId: string): Promise<ApiKey[]> {
    const rows = await this.db.inWorkspace(workspaceId, (tx) => tx.find(ApiKeyRow, { where: { workspaceId }, order: { id: 'DESC' } }));
    return rows.map(reply);
  }

  /** @returns the key and its secret, which is not stored and cannot be shown again */
  create(workspaceId: string, { name, role }: { name: string; role: Role }): Promise<{ key: ApiKey; secret: string }> {
    const secret = newToken('sk_');
    const id = newId();
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await tx.insert(ApiKeyRow, { workspaceId, id, name, role, lastFour: secret.slice(-4) });
      await issueCredential(tx, { kind: 'api_key', token: secret, workspaceId, subjectId: id, expiresAt: null });
      return { key: reply(await tx.findOneByOrFail(ApiKeyRow, { workspaceId, id })), secret };
    });
  }

  /** Ends a key at once. @throws Problem `not_found` */
  revoke(workspaceId: string, id: string): Promise<void> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { affected } = await tx.delete(ApiKeyRow, { workspaceId, id });
      if (!affected) throw new Problem('not_found');
      await endCredentials(tx, ['api_key'], id);
    });
  }

  /** The program behind a secret; null when there is none. */
  async authenticate(secret: string, now = new Date()): Promise<Actor | null> {
    const credential = await this.db.atTheDoor((tx) => findCredential(tx, 'api_key', secret, now));
    if (!credential) return null;
    const { workspaceId, subjectId: id } = credential;
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const key = await tx.findOneBy(ApiKeyRow, { workspaceId, id });
      if (!key) return null;
      if (await touchCredential(tx, credential, now)) await tx.update(ApiKeyRow, { workspaceId, id }, { lastUsedAt: now });
      return { kind: 'key', id, workspaceId, role: key.role, name: key.name, permissions: permissionsOf[key.role] };
    });
  }
}

const reply = (row: ApiKeyRow): ApiKey => ({
  id: row.id, name: row.name, role: row.role, lastFour: row.lastFour,
  createdAt: row.createdAt.toISOString(), lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});
