import type { IncomingHttpHeaders } from 'node:http';
import ipaddr from 'ipaddr.js';

const rangeOf = (address: string): string | undefined => (ipaddr.isValid(address) ? ipaddr.process(address).range() : undefined);
const OUR_NETWORK = new Set<string | undefined>([undefined, 'loopback', 'private', 'uniqueLocal', 'linkLocal']);

/**
 * The network address that limits count by. A peer in our own network is taken for a proxy and the last address that it
 * forwarded is believed; nobody else's claim is. (Counting by the proxy would make one visitor's haste everybody's.)
 *
 * @param peer the other end of the connection
 * @returns null for this machine itself
 */
export function networkAddressOf(peer: string, headers: IncomingHttpHeaders): string | null {
  if (!OUR_NETWORK.has(rangeOf(peer))) return peer;
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim();
  if (forwarded && ipaddr.isValid(forwarded)) return forwarded;
  return rangeOf(peer) === 'loopback' ? null : peer;
}
