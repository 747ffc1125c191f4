import { z } from 'zod';
import { ById, Done, Id, Instant, trimmed } from './primitives.ts';
import { route } from './route.ts';
import { Attributes } from './targeting.ts';

/** How far ahead a signed identity may expire. */
export const IDENTITY_MINUTES = 15;
/** Of one site, so that a new one can take over before the old one goes. */
export const MOST_SITE_SECRETS = 2;

/**
 * What a site signs about a visitor, beside the registered claims: JWT, HS256, header `kid` the secret's id; `aud` the
 * site's public key, `iat`, and `exp` at most 15 minutes ahead.
 */
export const IdentityClaims = z.object({
  /** The site's own id of the person; never shown to other visitors. */
  sub: trimmed(200),
  attributes: Attributes.default({}),
});
export type IdentityClaims = z.output<typeof IdentityClaims>;

/** A secret with which a site signs identities; its text is told once, when it is made. */
export const SiteSecret = z.object({
  /** The `kid` of tokens that are signed with it. */
  id: Id,
  lastFour: z.string(),
  createdAt: Instant,
  /** To the minute; null until the first visitor came with it. */
  lastUsedAt: Instant.nullable(),
});
export type SiteSecret = z.output<typeof SiteSecret>;

const tag = { tag: 'sites' };

export const listSiteSecrets = route({
  ...tag, method: 'GET', path: '/v1/sites/{id}/identity-secrets', summary: 'Secrets with which a site signs the identity of visitors', input: ById,
  reply: z.object({ items: z.array(SiteSecret) }),
});
export const createSiteSecret = route({
  ...tag, method: 'POST', path: '/v1/sites/{id}/identity-secrets', summary: 'Make a secret; it is told only now', input: ById,
  reply: SiteSecret.extend({ secret: z.string() }),
});
export const deleteSiteSecret = route({
  ...tag, method: 'DELETE', path: '/v1/sites/{id}/identity-secrets/{secretId}', summary: 'End a secret: what it signed is refused from now on',
  input: z.strictObject({ id: Id, secretId: Id }), reply: Done,
});
