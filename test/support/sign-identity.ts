import { SignJWT } from 'jose';

export interface SignedWith {
  id: string;
  secret: string;
}

/** What a site's own server does for its visitor: a token of ten minutes. */
export function signIdentity({ id, secret }: SignedWith, publicKey: string, subject: string, attributes: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT({ attributes }).setProtectedHeader({ alg: 'HS256', kid: id }).setAudience(publicKey).setSubject(subject).setIssuedAt().setExpirationTime('10 minutes')
    .sign(new TextEncoder().encode(secret));
}
