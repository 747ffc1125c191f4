import { describe, expect, it } from '@jest/globals';
import { arrivalOf, vouchedFor } from './arrival.ts';

describe('what is kept of what a page says about its visitor', () => {
  it('is nothing when nothing was said', () => {
    expect(arrivalOf({})).toEqual({ page: null, locale: null, signedInAs: null, attributes: {}, verified: [] });
  });

  it('is the path as people write it, without query and fragment', () => {
    expect(arrivalOf({ page: '/gr%C3%B6%C3%9Fe/a?token=secret#part' }).page).toBe('/größe/a');
    expect(arrivalOf({ page: '/100%/off' }).page).toBe('/100%/off');
    expect(arrivalOf({ page: `/${'a'.repeat(900)}` }).page).toHaveLength(500);
    for (const page of ['', 'shop', 'https://shop.example/', '/%00', '/\ud800']) expect(arrivalOf({ page }).page).toBeNull();
  });

  it('is the first language of the browser unless the page names one', () => {
    expect(arrivalOf({ acceptLanguage: 'de-at,de;q=0.9,en;q=0.8' }).locale).toBe('de-AT');
    expect(arrivalOf({ acceptLanguage: 'fr;q=0.9' }).locale).toBe('fr');
    expect(arrivalOf({ acceptLanguage: 'de', locale: 'pt-BR' }).locale).toBe('pt-BR');
    expect(arrivalOf({ acceptLanguage: 'de', locale: 'not a language' }).locale).toBe('de');
    for (const acceptLanguage of ['*', '', ';', '-']) expect(arrivalOf({ acceptLanguage }).locale).toBeNull();
  });

  it('gives way to what the site has signed', () => {
    const said = arrivalOf({ page: '/cart', attributes: { plan: 'pro', seats: 3 } });
    expect(vouchedFor(said, null)).toEqual(said);
    expect(vouchedFor(said, { subject: 'customer 7', attributes: { plan: 'free' } })).toEqual({ ...said, signedInAs: 'customer 7', attributes: { plan: 'free', seats: 3 }, verified: ['plan'] });
    const many = (prefix: string) => Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${prefix}${at}`, at]));
    expect(vouchedFor(arrivalOf({ attributes: many('page') }), { subject: 'a', attributes: many('signed') }).attributes).toEqual(many('signed'));
  });

  it('is every attribute that can be used, and of the others none', () => {
    const attributes = {
      plan: 'pro', seats: 3, trial: false, empty: '', nested: { a: 1 }, list: ['a'], none: null, [`${'n'.repeat(65)}`]: 'x', '': 'x', long: 'x'.repeat(201), endless: Infinity,
      broken: 'a\u0000b',
    };
    expect(arrivalOf({ attributes }).attributes).toEqual({ plan: 'pro', seats: 3, trial: false, empty: '' });
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`a${at}`, at]));
    expect(Object.keys(arrivalOf({ attributes: many }).attributes)).toHaveLength(20);
    const evil = JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, unknown>;
    expect(arrivalOf({ attributes: evil }).attributes).toEqual({ constructor: 'y' });
  });
});
