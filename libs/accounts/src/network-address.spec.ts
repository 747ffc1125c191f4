import { describe, expect, it } from '@jest/globals';
import { networkAddressOf } from './network-address.ts';

describe('the address that limits count by', () => {
  it('is the peer, whatever it claims', () => {
    expect(networkAddressOf('203.0.113.7', { 'x-forwarded-for': '198.51.100.1' })).toBe('203.0.113.7');
    expect(networkAddressOf('10.0.0.5', {})).toBe('10.0.0.5');
  });

  it('is what our own proxy saw, the last of a forged list', () => {
    for (const proxy of ['127.0.0.1', '::1', '::ffff:10.0.0.5', '192.168.1.1', 'fd00::1']) {
      expect(networkAddressOf(proxy, { 'x-forwarded-for': '1.2.3.4, 198.51.100.1' })).toBe('198.51.100.1');
    }
  });

  it('is none for this machine itself', () => {
    expect(networkAddressOf('127.0.0.1', {})).toBeNull();
    expect(networkAddressOf('::1', { 'x-forwarded-for': 'unknown' })).toBeNull();
  });
});
