import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Problem } from '#platform';

/** An address on the public internet: not this machine, not a local network, not a cloud's metadata service. */
export const isPublicAddress = (address: string): boolean => ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';

class RefusedAddress extends Error {
  readonly code = 'MODEL_HOST_REFUSED';
}

/** True when a connection failed because the name led to an address that is not public. */
export function wasRefused(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof RefusedAddress) return true;
  return false;
}

/**
 * Resolves a name and gives only public addresses to the one who connects. The check and the connection see the same
 * address, so a name that changes its mind in between gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '', 0);
    const refused = addresses.find(({ address }) => !isPublicAddress(address));
    const first = addresses[0];
    if (refused || !first) return callback(new RefusedAddress(`${hostname} leads to ${refused?.address ?? 'nowhere'}`), '', 0);
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

/**
 * What can be said of a base URL before anything connects: protocol, no credentials in it, no literal private address.
 *
 * @throws Problem `model_host_refused` or `invalid_request`
 */
export function checkModelUrl(address: string, privateAllowed: boolean): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw new Problem('invalid_request', { detail: 'The address must start with https:// or http://.' });
  if (url.username !== '' || url.password !== '') throw new Problem('invalid_request', { detail: 'Put the key into its own field, not into the address.' });
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!privateAllowed && isIP(host) !== 0 && !isPublicAddress(host)) throw new Problem('model_host_refused');
}

/** The same, and where the name leads now. A name that leads nowhere may be set up later. */
export async function checkModelHost(address: string, privateAllowed: boolean): Promise<void> {
  checkModelUrl(address, privateAllowed);
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  if (privateAllowed || isIP(host) !== 0) return;
  await new Promise<void>((resolve, reject) => {
    publicLookup(host, { all: true }, (error) => (wasRefused(error) ? reject(new Problem('model_host_refused')) : resolve()));
  });
}
