import { describe, expect, it } from '@jest/globals';
import { checkModelHost, checkModelUrl, isPublicAddress } from './host-guard.ts';

describe('the address of a model', () => {
  it.each(['127.0.0.1', '10.1.2.3', '192.168.0.1', '169.254.169.254', '0.0.0.0', '100.64.0.1', '::1', 'fe80::1', 'fc00::1', '::ffff:10.0.0.1', '224.0.0.1'])(
    'is not public: %s', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(['8.8.8.8', '2606:4700::1111'])('is public: %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each(['http://127.1/v1', 'http://2130706433/', 'http://0x7f.1/', 'http://[::1]:8000/', 'http://[::ffff:127.0.0.1]/'])(
    'is refused however it is written: %s', (address) => {
      expect(() => checkModelUrl(address, false)).toThrow(expect.objectContaining({ code: 'model_host_refused' }));
      expect(() => checkModelUrl(address, true)).not.toThrow();
    });
  it.each(['ftp://example.com', 'file:///etc/passwd', 'https://user:pass@example.com/v1', 'nonsense'])(
    'must be a plain web address: %s', (address) => expect(() => checkModelUrl(address, true)).toThrow(expect.objectContaining({ code: 'invalid_request' })));

  it('is refused when its name leads to this machine', async () => {
    await expect(checkModelHost('http://localhost:1234/v1', false)).rejects.toMatchObject({ code: 'model_host_refused' });
    await expect(checkModelHost('http://localhost:1234/v1', true)).resolves.toBeUndefined();
  });
});
