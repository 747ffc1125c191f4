import type { EntityManager } from 'typeorm';
import { hashOf } from '#platform';
import { Credential, type CredentialKind } from './credential.entity.ts';

/** Uses are written down this often at most: a busy token must not mean a write per request. */
const TOUCH_EVERY_MS = 60_000;

export interface NewCredential {
  kind: CredentialKind;
  token: string;
  workspaceId: string | null;
  subjectId: string | null;
  expiresAt: Date | null;
}

/** A credential that names a workspace and somebody in it. */
export type Belonging = Credential & { workspaceId: string; subjectId: string };

export async function issueCredential(tx: EntityManager, { token, ...rest }: NewCredential): Promise<void> {
  await tx.insert(Credential, { ...rest, tokenHash: hashOf(token) });
}

/** The credential of a token, unless it expired or was not used for `idleMs`. */
export async function findCredential(tx: EntityManager, kind: CredentialKind, token: string, now: Date, idleMs = Infinity): Promise<Belonging | null> {
  const found = await tx.findOneBy(Credential, { tokenHash: hashOf(token), kind });
  if (!found?.workspaceId || !found.subjectId) return null;
  if (found.expiresAt && found.expiresAt <= now) return null;
  const idleSince = found.lastUsedAt ?? found.createdAt;
  return now.getTime() - idleSince.getTime() > idleMs ? null : (found as Belonging);
}

/** @returns whether the use was old enough to be written down */
export async function touchCredential(tx: EntityManager, credential: Credential, now: Date): Promise<boolean> {
  const last = credential.lastUsedAt ?? credential.createdAt;
  if (now.getTime() - last.getTime() < TOUCH_EVERY_MS) return false;
  await tx.update(Credential, { tokenHash: credential.tokenHash }, { lastUsedAt: now });
  return true;
}

/** Ends every credential of these kinds of one member, key or visitor. */
export async function endCredentials(tx: EntityManager, kinds: readonly CredentialKind[], subjectId: string): Promise<void> {
  for (const kind of kinds) await tx.delete(Credential, { kind, subjectId });
}
