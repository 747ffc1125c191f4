import type { Socket } from 'socket.io';
import ipaddr from 'ipaddr.js';

const isOurs = (address: string): boolean => !ipaddr.isValid(address) || ['loopback', 'private', 'uniqueLocal', 'linkLocal'].includes(ipaddr.process(address).range());
const isThisMachine = (address: string): boolean => ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';

/**
 * The network address that limits count by. A peer in our own network is taken for a proxy and the last address that it
 * forwarded is believed; nobody else's claim is.
 *
 * @returns null for this machine itself
 */
export function addressOf({ address, headers }: Pick<Socket['handshake'], 'address' | 'headers'>): string | null {
  if (!isOurs(address)) return address;
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim();
  if (forwarded && ipaddr.isValid(forwarded)) return forwarded;
  return isThisMachine(address) ? null : address;
}
