import { describe, expect, it } from '@jest/globals';

import { murmurHash3, saltedHash } from './murmur-hash.ts';

describe('MurmurHash3', () => {
  it('reproduces the verification value of SMHasher', () => {
    // Hashes of 0..n-1 with seed 256 - n, for n = 0..255, hashed together: 0xB0F57EE3 for MurmurHash3_x86_32.
    const key = Uint8Array.from({ length: 256 }, (_, i) => i);
    const hashes = new DataView(new ArrayBuffer(1024));
    for (let n = 0; n < 256; n++) hashes.setUint32(4 * n, murmurHash3(key.subarray(0, n), 256 - n), true);
    expect(murmurHash3(new Uint8Array(hashes.buffer))).toBe(0xb0f57ee3);
  });

  // Published test vectors for MurmurHash3_x86_32.
  it.each([
    [[], 0, 0],
    [[], 1, 0x514e28b7],
    [[], 0xffffffff, 0x81f16f39],
    [[0xff, 0xff, 0xff, 0xff], 0, 0x76293b50],
    [[0x21, 0x43, 0x65, 0x87], 0, 0xf55b516b],
    [[0x21, 0x43, 0x65, 0x87], 0x5082edee, 0x2362f9de],
    [[0x21, 0x43, 0x65], 0, 0x7e4a8634],
    [[0x21, 0x43], 0, 0xa0f7b07a],
    [[0x21], 0, 0x72661cf4],
    [[0, 0, 0, 0], 0, 0x2362f9de],
  ])('matches the published vector %j with seed %d', (bytes, seed, hash) => {
    expect(murmurHash3(Uint8Array.from(bytes), seed)).toBe(hash);
  });

  it.each([
    ['test', 0, 0xba6bd213],
    ['Hello, world!', 0x9747b28c, 0x24884cba],
    ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
    ['ππππππππ', 0x9747b28c, 0xd58063c1],
  ])('matches the published vector %j with seed %d', (text, seed, hash) => {
    expect(murmurHash3(text, seed)).toBe(hash);
  });

  it.each(['', 'a', 'grüße', '😀é', '\u0000', 'x'.repeat(511), 'x'.repeat(513), 'é'.repeat(300), '\ud800'])(
    'hashes the UTF-8 bytes of a text (%#)',
    (text) => {
      expect(murmurHash3(text)).toBe(murmurHash3(Buffer.from(text, 'utf8')));
    },
  );
});

describe('the salted hash', () => {
  it.each([
    ['salt', 'visitor-1'],
    ['', ''],
    ['sälz', 'visitor-1'],
    ['salt', 'gäst-😀'],
    ['s'.repeat(511), ''],
    ['s'.repeat(512), 'v'],
    ['s', 'v'.repeat(510)],
    ['s', 'v'.repeat(511)],
  ])('is the hash of salt, NUL and id (%#)', (salt, unitId) => {
    expect(saltedHash(salt, unitId)).toBe(murmurHash3(Buffer.from(`${salt}\u0000${unitId}`, 'utf8')));
  });

  it('is that of every salt and id, whatever was hashed before', () => {
    const plain = (salt: string, unitId: string): number => murmurHash3(Buffer.from(`${salt}\u0000${unitId}`, 'utf8'));
    const salts = ['', 'a', 'ab', 'abc', 'abcd', 'sälz', ...Array.from({ length: 1_100 }, (_, at) => `salt ${at}`)];
    const ids = ['', 'v', 'gäst', 'visitor-1', 'x'.repeat(508), 'x'.repeat(513)];
    for (const salt of [...salts, ...salts]) for (const id of ids) expect(saltedHash(salt, id)).toBe(plain(salt, id));
    for (const id of [...ids, ...ids]) for (const salt of salts.slice(0, 8)) expect(saltedHash(salt, id)).toBe(plain(salt, id));
  });
});
