import { describe, expect, it } from '@jest/globals';
import { comparable, says } from './says.ts';

const said = (text: string, phrase: string, reach = 3): boolean => says(comparable(text), phrase, reach);

describe('a phrase in an answer', () => {
  it.each([
    ['It takes 3 days.', '3 days', true], ['It takes 30 days.', '3', false], ['It takes 13 days.', '3 days', false], ['It weighs 3.5 kg.', '3', false], ['It weighs 3.5 kg.', '5 kg', false], ['It costs 1,300 euros.', '300 euros', false],
    ['It takes 3.', '3', true], ['At 14:30.', '14', false], ['Only €4.95!', '4.95', true], ['Order A30 left.', '30', false],
  ])('of %j is the whole number %j or not: %s', (text, phrase, whole) => expect(said(text, phrase)).toBe(whole));

  it.each([
    ['Returns are free.', 'free', true], ['You have the freedom to return it.', 'free', false], ['Two parcels came.', 'parcel', true], ['A refundable fee.', 'refund', false], ['It is toll-free.', 'free', true],
    ['It is **free** of charge – within 30 days.', 'free of charge - within 30 days', true], ['Die Rücksendung ist KOSTENLOS.', 'Rucksendung ist kostenlos', true], ['返品は無料です。', '無料', true],
  ])('of %j is the whole word %j or not: %s', (text, phrase, whole) => expect(said(text, phrase)).toBe(whole));

  it.each([
    ['Returns are not free.', 'free', false], ["Returns aren't always free.", 'free', false], ['Returns are never ever free.', 'free', false], ['Das ist nicht kostenlos.', 'kostenlos', false], ['Es gibt keine kostenlosen Sendungen.', 'kostenlosen Sendungen', false],
    ['Do not worry, returns are free.', 'free', true], ['Not only free but fast.', 'free', true], ['It is not free but cheap.', 'cheap', true], ['No later than 30 days after that.', '30 days', true], ['Not free at first. From 40 euros on it is free.', 'free', true],
    ['There is no charge.', 'no charge', true], ['That is not free.', 'not free', true],
    ['- Opened goods are not refundable\n- Free shipping from 40 euros on', 'free shipping', true], ['Returns are free\nof charge.', 'free of charge', true], ['That is\n\nnot free.', 'free', false],
  ])('of %j is meant when it says %j, or denied: %s', (text, phrase, meant) => expect(said(text, phrase)).toBe(meant));

  it('is denied from further away in a refusal', () => {
    expect(said('I cannot tell you that your refund is approved.', 'approved', 10)).toBe(false);
    expect(said('Sure: your refund is approved.', 'approved', 10)).toBe(true);
    expect(said('I have no problem confirming that your refund is approved.', 'approved', 10)).toBe(true);
    expect(said('There is no such approved refund.', 'approved', 10)).toBe(false);
  });
});
