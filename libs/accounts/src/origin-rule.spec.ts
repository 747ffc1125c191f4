import { describe, expect, it } from '@jest/globals';
import { originAllowed } from './origin-rule.ts';

const own = 'https://duet.example';
const allows = (rules: string[], origin: string | undefined): boolean => originAllowed(rules, own, origin);

describe('the origins of a site', () => {
  it('are this machine on any port and Duet itself while none is listed', () => {
    for (const origin of ['http://localhost', 'http://localhost:8080', 'https://127.0.0.1:1', own]) expect(allows([], origin)).toBe(true);
    for (const origin of ['https://shop.example', 'http://localhost.evil.example', 'http://127.0.0.1.evil.example']) expect(allows([], origin)).toBe(false);
  });

  it('are compared whole: scheme, host and port', () => {
    const rules = ['https://shop.example', 'http://shop.example:8080'];
    for (const origin of ['https://shop.example', 'http://shop.example:8080']) expect(allows(rules, origin)).toBe(true);
    for (const origin of ['http://shop.example', 'https://shop.example:8443', 'https://shop.example.evil.example', 'https://evilshop.example', 'http://localhost']) {
      expect(allows(rules, origin)).toBe(false);
    }
  });

  it('may have one leading wildcard that stands for one label', () => {
    const rules = ['https://*.shop.example'];
    expect(allows(rules, 'https://www.shop.example')).toBe(true);
    for (const origin of ['https://shop.example', 'https://a.b.shop.example', 'https://evilshop.example', 'http://www.shop.example', 'https://.shop.example']) {
      expect(allows(rules, origin)).toBe(false);
    }
  });

  it('never include none, "null" or anything that no browser sends', () => {
    for (const origin of [undefined, '', 'null', 'file://', 'https://shop.example/path', 'https://user@shop.example', 'chrome-extension://abc', 'shop.example']) {
      expect(allows(['https://shop.example'], origin)).toBe(false);
    }
  });
});
