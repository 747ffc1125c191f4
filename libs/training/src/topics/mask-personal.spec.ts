import { describe, expect, it } from '@jest/globals';
import { asksSomething, maskPersonal, withoutMasks } from './mask-personal.ts';

describe('personal data in a question', () => {
  it.each([
    ['write to jo.bloggs+shop@example.co.uk please', 'write to [EMAIL] please'],
    ['see https://shop.example/orders/123?key=abc now', 'see [LINK] now'],
    ['call me on +44 7700 900123 today', 'call me on [PHONE] today'],
    ['my phone is 07700 900 123', 'my phone is [PHONE]'],
    ['call (020) 7946 0958', 'call [PHONE]'],
    ['order BW-4471902 is late', 'order [NUMBER] is late'],
    ['parcel JD0002 1234 is lost, #8812', 'parcel [NUMBER] 1234 is lost, [NUMBER]'],
    ['order no. 4471902?', 'order no. [NUMBER]?'],
    ['card 4111 1111 1111 1111 was refused', 'card [CARD] was refused'],
    ['IBAN DE89 3704 0044 0532 0130 00 is wrong', 'IBAN [IBAN] is wrong'],
    ['Hi, my name is Maria Garcia and I wait', 'Hi, my name is [NAME] and I wait'],
  ])('is masked in "%s"', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
  });

  it.each(['I ordered 2 jackets for 120.50 on 12 March 2026', 'the 29er wheel and the A4 page', 'delivery within 3-5 days', 'my size is 42, not 44', 'this is late'])('leaves "%s" alone', (text) => {
    expect(maskPersonal(text)).toBe(text);
  });

  it('is not what a question is about', () => {
    expect(withoutMasks('order [NUMBER] is late').replace(/\s+/g, ' ')).toBe('order is late');
  });
});

describe('what asks something', () => {
  it.each([['where is it', true], ['lost card', true], ['ok', false], ['???', false], ['[NUMBER] [EMAIL]', false], ['a b', false]])('"%s": %s', (text, asks) => {
    expect(asksSomething(text)).toBe(asks);
  });
});
