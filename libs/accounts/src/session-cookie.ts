/** Name and attributes depend on whether people reach us over TLS: `__Host-` exists with Secure only. */
const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');

const cookieName = (publicUrl: string): string => (isSecure(publicUrl) ? '__Host-duet' : 'duet');

/** The `Set-Cookie` that keeps a session in the browser. Session tokens need no escaping. */
export function sessionCookie(publicUrl: string, token: string, maxAgeSeconds: number): string {
  const secure = isSecure(publicUrl) ? '; Secure' : '';
  return `${cookieName(publicUrl)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

export const endedCookie = (publicUrl: string): string => sessionCookie(publicUrl, '', 0);

/** The session token in a `Cookie` header. */
export function readCookie(publicUrl: string, header: string | undefined): string | undefined {
  const name = `${cookieName(publicUrl)}=`;
  return header?.split(';').map((pair) => pair.trim()).find((pair) => pair.startsWith(name))?.slice(name.length) || undefined;
}

/** The token in an `Authorization: Bearer` header. */
export const readBearer = (header: string | undefined): string | undefined => /^Bearer ([\w-]{1,200})$/i.exec(header ?? '')?.[1];
