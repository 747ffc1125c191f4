import type { EntityManager } from 'typeorm';
import type { Attributes } from '#contracts';
import type { Asking } from '#platform';

export interface SignedIn {
  workspaceId: string;
  siteId: string;
  visitorId: string;
  subject: string;
  attributes: Attributes;
}

/**
 * Makes a visitor known as a person of the site, in the name of the person's first visitor; what is signed now takes the
 * place of what was signed before.
 *
 * @returns false when the visitor is somebody else already: a browser that two people use is two visitors
 */
export async function joinPerson(tx: EntityManager, { workspaceId, siteId, visitorId, subject, attributes }: SignedIn): Promise<boolean> {
  // Of two browsers at once the second sees who came first.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`person ${siteId} ${subject}`]);
  const joined = await tx.query<{ subject: string }[]>(
    `insert into visitor_alias as mine (workspace_id, visitor_id, site_id, subject, unit_id, attributes)
     select $1, $2, $3, $4, coalesce((
       select unit_id from visitor_alias where workspace_id = $1 and site_id = $3 and subject = $4 and visitor_id = unit_id), $2::uuid), $5::jsonb
     on conflict (workspace_id, visitor_id) do update set attributes = excluded.attributes where mine.subject = excluded.subject
     returning subject`,
    [workspaceId, visitorId, siteId, subject, JSON.stringify(attributes)]);
  return joined.length > 0;
}

/** Whom the site has vouched for as this visitor, and with what; null for anonymous ones. */
export async function personOf(tx: Asking, workspaceId: string, visitorId: string): Promise<{ subject: string; attributes: Attributes } | null> {
  const [person] = await tx.query<{ subject: string; attributes: Attributes }[]>(
    'select subject, attributes from visitor_alias where workspace_id = $1 and visitor_id = $2', [workspaceId, visitorId]);
  return person ?? null;
}

/** In whose name a visitor takes part in experiments: the person's first visitor, or itself. */
export async function unitOf(tx: EntityManager, workspaceId: string, visitorId: string): Promise<string> {
  const [alias] = await tx.query<{ unit: string }[]>('select unit_id as unit from visitor_alias where workspace_id = $1 and visitor_id = $2', [workspaceId, visitorId]);
  return alias?.unit ?? visitorId;
}
