import type { IncomingHttpHeaders } from 'node:http';

/** Where a browser says that a request comes from; `unknown` when it says nothing, as programs do. */
export type Relation = 'own' | 'foreign' | 'unknown';

/**
 * Whether a request was made by our own pages.
 *
 * `Sec-Fetch-Site` cannot be forged by a page, but browsers leave it out over plain http; then `Origin` decides.
 */
export function relationOf(headers: IncomingHttpHeaders, publicUrl: string): Relation {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site === 'same-origin' || site === 'none' ? 'own' : 'foreign';
  const { origin, host } = headers;
  if (origin === undefined) return 'unknown';
  if (!URL.canParse(origin)) return 'foreign';
  const from = new URL(origin).host;
  return from === host || from === new URL(publicUrl).host ? 'own' : 'foreign';
}

export const isUnsafe = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase());
