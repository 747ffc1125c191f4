import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ToolArgument } from '#contracts';
import { checkArguments, schemaOf } from './check-arguments.ts';
import { readFields } from './read-fields.ts';
import { faultOfAddress, fillAddress } from './tool-address.ts';

const all = [
  { name: 'number', type: 'string', description: 'As on the bill', maxLength: 12 }, { name: 'days', type: 'number', required: false, minimum: 1, maximum: 30, whole: true },
  { name: 'gift', type: 'boolean', required: false }, { name: 'size', type: 'choice', choices: ['S', 'M'], required: false },
].map((one) => ToolArgument.parse(one));
const problemOf = (given: unknown): string | null => {
  const checked = checkArguments(all, given);
  return checked.ok ? null : checked.problem;
};

describe('the arguments of a tool', () => {
  it('are told to a model as JSON Schema', () => {
    expect(schemaOf(all)).toEqual({
      type: 'object', additionalProperties: false, required: ['number'],
      properties: { number: { type: 'string', maxLength: 12, description: 'As on the bill' }, days: { type: 'integer', minimum: 1, maximum: 30 }, gift: { type: 'boolean' }, size: { type: 'string', enum: ['S', 'M'] } },
    });
  });

  it('are taken as they are when they fit, and what was left out stays out', () => {
    expect(checkArguments(all, { number: 'BW-1', days: 30, gift: false, size: 'M' })).toEqual({ ok: true, values: { number: 'BW-1', days: 30, gift: false, size: 'M' } });
    expect(checkArguments(all, { number: 'BW-1', days: null })).toEqual({ ok: true, values: { number: 'BW-1' } });
  });

  it.each([
    [null, 'The arguments must be an object.'], [['BW-1'], 'The arguments must be an object.'], [{}, 'The argument "number" is missing.'], [{ number: 7 }, 'The argument "number" must be a text.'],
    [{ number: '  ' }, 'The argument "number" must be a text.'], [{ number: 'x'.repeat(13) }, 'The argument "number" must have 12 characters at most.'], [{ number: 'a\nb' }, 'The argument "number" must be one line of plain text.'],
    [{ number: 'a', days: '3' }, 'The argument "days" must be a whole number.'], [{ number: 'a', days: 1.5 }, 'The argument "days" must be a whole number.'], [{ number: 'a', days: 0 }, 'The argument "days" must be 1 at least.'],
    [{ number: 'a', days: 31 }, 'The argument "days" must be 30 at most.'], [{ number: 'a', gift: 'yes' }, 'The argument "gift" must be true or false.'], [{ number: 'a', size: 'XL' }, 'The argument "size" must be one of S, M.'],
    [{ number: 'a', customer: 'other' }, 'There is no argument "customer".'], [JSON.parse('{"number":"a","__proto__":{}}'), 'There is no argument "__proto__".'],
  ])('are refused with a sentence when they do not: %j', (given, problem) => {
    expect(problemOf(given)).toBe(problem);
  });
});

describe('the address of a tool', () => {
  const template = 'https://shop.example/orders/{number}?customer={visitor.id}&size={size}';

  it('may hold arguments in its path and behind it', () => {
    expect(faultOfAddress(template, all)).toBeNull();
  });

  it.each([
    ['https://{number}.shop.example/', 'without arguments'], ['https://shop.example:{days}/', 'without arguments'], ['https://shop.example{number}/', 'without arguments'], ['https://shop.example.{number}', 'without arguments'], ['ftp://shop.example/', 'http'], ['https://shop.example/{order}', '{order}'], ['https://shop.example/#{number}', '#'],
    ['https://shop.example/{number', 'braces'], ['https://shop.example/orders/{size}', 'has to be required'], ['//shop.example/', 'http'],
  ])('is refused where an argument would decide more than it may: %s', (address, reason) => {
    expect(faultOfAddress(address, all)).toContain(reason);
  });

  it('leads to its own host and path whatever stands in the arguments', () => {
    const value = fc.oneof(fc.string({ maxLength: 20, unit: 'grapheme' }), fc.constantFrom('..', '.', '../secret', '%2e%2e', '//evil.example', '@evil.example', '?a=b', '#x', '{size}', '\\..\\', 'a/../..'));
    fc.assert(fc.property(value, value, value, (number, id, size) => {
      const filled = fillAddress(template, { number, 'visitor.id': id, size });
      if (filled === null) return;
      const { origin, pathname, searchParams, hash } = new URL(filled);
      expect([origin, hash]).toEqual(['https://shop.example', '']);
      expect(pathname.split('/').length).toBe(3);
      expect(pathname.startsWith('/orders/')).toBe(true);
      expect(decodeURIComponent(pathname.slice('/orders/'.length))).toBe(number);
      expect([searchParams.get('customer'), searchParams.get('size'), [...searchParams].length]).toEqual([id, size, 2]);
    }), { numRuns: 1_000, seed: 5 });
    expect(['..', '.', ''].map((number) => fillAddress('https://shop.example/orders/{number}', { number }))).toEqual([null, null, 'https://shop.example/orders/']);
  });
});

describe('what a model is shown of an answer', () => {
  const answer = { status: 'sent', items: [{ name: 'Helmet' }], 'a/b': 1, customer: { card: '4111' } };

  it('is the named fields and nothing else', () => {
    expect(readFields(answer, ['/status', '/items/0/name', '/a~1b', '/missing', '/status/length'], 500)).toBe('{"status":"sent","items.0.name":"Helmet","a/b":1}');
    expect(readFields(answer, ['/constructor', '/__proto__'], 500)).toBeNull();
    expect(readFields([{ a: 1 }], ['/0/a'], 500)).toBe('{"0.a":1}');
  });

  it('is cut, with a sign, where it is longer than it may be', () => {
    expect(readFields({ status: 'x'.repeat(500) }, ['/status'], 100)).toMatch(/^\{"status":"x+ \[…\]$/);
    expect(readFields({ status: 'x'.repeat(500) }, ['/status'], 100)).toHaveLength(104);
  });
});
