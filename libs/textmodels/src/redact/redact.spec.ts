import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { priceOfLength } from '../../../../test/support/price-of-length.ts';
import { allPersonalKinds, personalSpans, redact } from './redact.ts';

const seen = (text: string): string => redact(text).text;

describe('personal data in a text', () => {
  it.each([
    ['write to jo.bloggs+shop@example.co.uk please', 'write to [EMAIL] please'],
    ["it is o'brien@example.ie, not 'x@example.com'.", "it is [EMAIL], not '[EMAIL]'."],
    ['mail jürgen@bücher.example or <a@b.xn--p1ai>', 'mail [EMAIL] or <[EMAIL]>'],
    ['call me on +44 (0)20 7946-0958 today', 'call me on [PHONE] today'],
    ['my phone is 07700 900 123, or 0044 7700 900123', 'my phone is [PHONE], or [PHONE]'],
    ['call (020) 7946 0958 or (415) 555-0132 or 415.555.0132', 'call [PHONE] or [PHONE] or [PHONE]'],
    ['Telefon 089 / 123456-78', 'Telefon [PHONE]'],
    ['020 7946 0958 07700 900123', '[PHONE] [PHONE]'],
    ['IBAN DE89 3704 0044 0532 0130 00 is mine', 'IBAN [IBAN] is mine'],
    ['to gb82west12345698765432 please', 'to [IBAN] please'],
    ['card 4111 1111 1111 1111 12/27 was refused', 'card [CARD] 12/27 was refused'],
    ['Amex 378282246310005.', 'Amex [CARD].'],
    ['from 203.0.113.7, 2001:db8::8a2e:370:7334 and ::ffff:192.0.2.128.', 'from [IP], [IP] and [IP].'],
    ['my number is 536-90-4399', 'my number is [SSN]'],
    ['key sk-proj-abcdefghijklmnop123456, token ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'key [API_KEY], token [API_KEY]'],
    ['AKIAIOSFODNN7EXAMPLE and q7ZxR2vKp9LmT4wYb8NcJ6hGd3FsA5eU', '[API_KEY] and [API_KEY]'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1g.', 'Bearer [JWT].'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY----- ok', '[API_KEY] ok'],
    ['My name is Maria Garcia and I wait', 'My name is [NAME] and I wait'],
    ['Kind regards,\nAnna', 'Kind regards,\n[NAME]'],
  ])('is replaced in "%s"', (text, redacted) => {
    expect(seen(text)).toBe(redacted);
  });

  it.each([
    'I ordered 2 jackets for 120.50 on 12 March 2026', 'order BW-4471902 and parcel JD000212340012', 'order no. 0447190212', 'open 09.00-17.00, from 01.02.2026 on',
    'the 29er wheel, size 42, page A4', 'GB82 WEST 1234 5698 7654 33 has a wrong digit', '4111 1111 1111 1112 has a wrong digit',
    'firmware version 1.2.3.4', 'at 12:30:45, std::vector, aa:bb:cc:dd:ee:ff', 'see https://shop.example/returns#how', 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
    '10 000 000 and 0.12345678', 'the @ sign, user@localhost', '',
  ])('is not seen in "%s"', (text) => {
    expect(redact(text)).toEqual({ text, found: [] });
  });

  it('is seen behind invisible characters, other digits, wide signs and other spaces', () => {
    expect(seen('mail jo@exa\u200bmple.com, call \uff0b\uff14\uff14\u00a07700\u2011900123')).toBe('mail [EMAIL], call [PHONE]');
    expect(seen('هاتف ٠٧٧٠٠٩٠٠١٢٣')).toBe('هاتف [PHONE]');
  });

  it('is counted by kind', () => {
    expect(redact('a@example.com, b@example.com, 07700 900123').found).toEqual([{ kind: 'email', count: 2 }, { kind: 'phone', count: 1 }]);
  });

  it('includes links and order numbers when they are asked for', () => {
    expect(redact('order BW-4471902, see https://shop.example/?m=a@b.example', allPersonalKinds).text).toBe('order [NUMBER], see [LINK]');
  });
});

describe('redaction', () => {
  const pieces = fc.constantFrom(' ', '\n', 'a', 'Z', '@', '.', '-', '+', '(', ')', '0', '44', '7', ':', '::', '/', '#', 'é', '\u200b', '😀', 'jo@example.com', '+44 7700 900123',
    '4111111111111111', 'DE89370400440532013000', '203.0.113.7', 'My name is Maria', '-----BEGIN PRIVATE KEY-----', 'sk-abcdefghijklmnop', 'www.');
  const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

  it('finds spans in order, apart from each other and inside the text', () => {
    fc.assert(fc.property(texts, (text) => {
      const spans = personalSpans(text, allPersonalKinds);
      spans.forEach(({ start, end }, at) => {
        expect(start).toBeGreaterThanOrEqual(spans[at - 1]?.end ?? 0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      });
    }), { numRuns: 2000 });
  });

  it('keeps everything else as it was', () => {
    fc.assert(fc.property(texts, (text) => {
      const between = redact(text).text.split(/\[[A-Z_]+\]/);
      let at = 0;
      for (const piece of between) {
        at = text.indexOf(piece, at);
        expect(at).toBeGreaterThanOrEqual(0);
        at += piece.length;
      }
    }), { numRuns: 2000 });
  });

  it.each([
    ['a@', 'a@'.repeat(10_000)], ['letters', 'a'.repeat(20_000)], ['digits', '0'.repeat(20_000)], ['pairs', '01 '.repeat(6_700)], ['zeros', '0 '.repeat(10_000)],
    ['dots', '1.'.repeat(10_000)], ['colons', '::1 '.repeat(5_000)], ['colons only', ':'.repeat(20_000)], ['hosts', `a@${'a.'.repeat(9_999)}`], ['account numbers', 'DE89 '.repeat(4_000)], ['dashes', 'A-1'.repeat(6_700)],
    ['headers', '-----BEGIN PRIVATE KEY-----'.repeat(741)], ['names', 'name: '.repeat(3_334)], ['tokens', 'eyJabcdef.'.repeat(2_000)], ['spaces', 'my name is '.padEnd(20_000)],
    ['brackets', '(('.repeat(10_000)], ['pluses', '+1 '.repeat(6_667)], ['fours', '4 '.repeat(10_000)], ['wide', '\uff11'.repeat(20_000)], ['years', '0123-4567 '.repeat(2_000)],
  ])('reads 20,000 characters of %s in time that grows with their number and no faster', (_, text) => {
    expect(priceOfLength((some) => redact(some, allPersonalKinds), text)).toBeLessThan(4);
  });
});
