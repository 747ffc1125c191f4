import { Injectable } from '@nestjs/common';
import { errors, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import { IDENTITY_MINUTES, Id, IdentityClaims } from '#contracts';
import { Problem } from '#platform';
import { SiteSecrets } from './site-secrets.service.ts';
import type { SiteRow } from './site.entity.ts';

/** Clocks of two machines may differ by so much. */
const TOLERANCE_SECONDS = 30;
const LONGEST_SECONDS = IDENTITY_MINUTES * 60;

export interface Identity extends IdentityClaims {
  /** The secret that signed it. */
  secretId: string;
}

/** Checks what a site has signed about a visitor. */
@Injectable()
export class IdentityTokens {
  constructor(private readonly secrets: SiteSecrets) {}

  /** @throws Problem `identity_invalid` with a sentence for those who write the site */
  async verify(site: Pick<SiteRow, 'workspaceId' | 'id' | 'publicKey'>, token: string, now = new Date()): Promise<Identity> {
    const secretId = keyIdOf(token);
    const secret = await this.secrets.find(site, secretId);
    if (!secret) throw invalid('Its kid names no secret of this site.');
    const payload = await payloadOf(token, secret, site.publicKey, now);
    if ((payload.exp ?? Infinity) - now.getTime() / 1_000 > LONGEST_SECONDS + TOLERANCE_SECONDS) throw invalid(`Its exp is more than ${IDENTITY_MINUTES} minutes ahead.`);
    const claims = IdentityClaims.safeParse(payload);
    if (!claims.success) throw invalid('Its sub must have 1 to 200 characters; its attributes must be text, numbers, true or false.');
    return { ...claims.data, secretId };
  }
}

function keyIdOf(token: string): string {
  try {
    return Id.parse(decodeProtectedHeader(token).kid);
  } catch {
    throw invalid('It is no JWT with the id of a secret as its kid.');
  }
}

/**
 * The algorithm is pinned: a token does not choose how it is checked. `exp` is asked for by name, because without it a
 * token would live as long as its `iat` is fresh; `maxTokenAge` refuses an `iat` that lies ahead or far back.
 */
async function payloadOf(token: string, secret: Buffer, audience: string, now: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'], audience, requiredClaims: ['sub', 'iat', 'exp'], maxTokenAge: LONGEST_SECONDS, clockTolerance: TOLERANCE_SECONDS, currentDate: now,
    });
    return payload;
  } catch (error) {
    throw invalid(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'It has expired, or its iat is too old.';
  if (error instanceof errors.JWTClaimValidationFailed) return `Its ${error.claim} is missing or not as expected.`;
  if (error instanceof errors.JOSEAlgNotAllowed) return 'It must be signed with HS256.';
  return 'Its signature is not that of the secret.';
}

const invalid = (detail: string): Problem => new Problem('identity_invalid', { detail });
