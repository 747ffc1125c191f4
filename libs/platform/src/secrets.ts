import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * Seals a provider key with AES-256-GCM under the installation's secret.
 *
 * @param purpose bound into the seal: `workspace|purpose|row id`; opening with another fails
 * @returns 12 bytes nonce, 16 bytes tag, then the cipher text
 */
export function seal(secret: Buffer, purpose: string, plain: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws Error when the secret or the purpose is another one, or the bytes were changed */
export function unseal(secret: Buffer, purpose: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, 12)).setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A random token of `length` base-62 digits (5.95 bits each), after its prefix. */
export function newToken(prefix: string, length = 43): string {
  let digits = '';
  while (digits.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 = 4 x 62: larger bytes would favour the first digits.
      if (byte < 248 && digits.length < length) digits += BASE62[byte % 62];
    }
  }
  return prefix + digits;
}

/** What is stored of a token: tokens are long and random, so one SHA-256 is enough. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
