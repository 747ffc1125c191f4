/** Machines that stand for "my own computer". */
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Scheme, host and port as a browser sends them; undefined for anything that is not an origin, `null` included. */
function readOrigin(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  // A browser's Origin has nothing after the port; whatever has was not sent by one.
  return /^https?:$/.test(url.protocol) && url.origin === text.toLowerCase() ? url : undefined;
}

/**
 * May a page of this origin use the site's chat?
 *
 * @param allowed exact origins, or with one leading wildcard label; empty means this machine only, on any port
 * @param own Duet's own address, which is always allowed
 * @param origin as received; absent, `null` and foreign ones are refused
 */
export function originAllowed(allowed: readonly string[], own: string, origin: string | undefined): boolean {
  const url = origin === undefined ? undefined : readOrigin(origin);
  if (!url) return false;
  if (url.origin === new URL(own).origin) return true;
  if (allowed.length === 0) return LOCAL.has(url.hostname);
  return allowed.some((rule) => fits(rule, url));
}

function fits(rule: string, origin: URL): boolean {
  const wildcard = rule.includes('://*.');
  const base = wildcard ? rule.replace('://*.', '://') : rule;
  if (!URL.canParse(base)) return false;
  const wanted = new URL(base);
  if (!wildcard) return wanted.origin === origin.origin;
  if (wanted.protocol !== origin.protocol || wanted.port !== origin.port) return false;
  // One label exactly: `*.shop.example` is `www.shop.example`, neither `shop.example` nor `a.b.shop.example`.
  const [first, ...rest] = origin.hostname.split('.');
  return first !== undefined && first !== '' && rest.join('.') === wanted.hostname;
}
