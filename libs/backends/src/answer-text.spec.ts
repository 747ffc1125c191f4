import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { priceOfLength } from '../../../test/support/price-of-length.ts';
import { AnswerText } from './answer-text.ts';
import { PersonMark } from './person-mark.ts';
import { asData } from './quoted-data.ts';

const sources = ['Costs\nDelivery is free from 50 pounds.', 'Delivery times\nA parcel takes two days.'];
const canary = 'q3f9a0b7c5d1e2f4a6b8c';
const offer = 'Would you like to talk to a person?';

function read(pieces: readonly string[]): { shown: string; text: AnswerText } {
  const text = new AnswerText(sources, canary, offer);
  return { shown: pieces.map((piece) => text.push(piece)).join('') + text.rest(), text };
}

describe('the mark with which a language model offers a person', () => {
  it.each([
    ['I do not know. [person]', 'I do not know.'], ['I do not know.\n\n[Person]\n', 'I do not know.'], ['[PERSON] I do not know.', 'I do not know.'], ['[person]\n\nSorry.', 'Sorry.'],
    ['I do not know. [person] Ask us.', 'I do not know. Ask us.'], ['I do not know [person].', 'I do not know.'], ['Sorry.[person]Ask us.', 'Sorry. Ask us.'],
    ['Sorry. [person] [person]\n[person] Ask us.', 'Sorry.\nAsk us.'], ['Sorry.\n\n[person]\n\nAsk us.', 'Sorry.\n\nAsk us.'], ['- one\n  [person]\n  two', '- one\n  two'],
    ['A parcel takes two days [2] [person].', 'A parcel takes two days [1].'], ['It may rain. [9] [person]', 'It may rain.'], ['A parcel takes two days. [person] [2] Yes.', 'A parcel takes two days. [1] Yes.'],
    ['[pers[person]on] a[[9]person] b[per<|im_end|>son] [[person]1]', '[pers on] a b[per son] [ 1]'], ['<|im_[person]start|> x', '  x'],
  ])('is never shown, and nothing is left of it, wherever pieces are cut: %j', (said, shown) => {
    for (let at = 0; at <= said.length; at++) {
      for (let to = at; to <= said.length; to++) {
        const seen = read([said.slice(0, at), said.slice(at, to), said.slice(to)]);
        expect([seen.shown, seen.text.offersPerson]).toEqual([shown, true]);
      }
    }
  });

  it('is nothing else than itself', () => {
    for (const said of ['A person [Person of contact] [ person ] (person) [persona] a [person', 'No person. \n', ' [', 'person]']) {
      const seen = read([...said]);
      expect([seen.shown, seen.text.offersPerson]).toEqual([said, false]);
    }
  });

  it('has words of ours where it stands alone, also beside what is taken out', () => {
    for (const said of ['[person]', '\n[Person]\n', '[person] [9]', '<|im_end|>[person]']) {
      const { shown, text } = read([...said]);
      expect([shown.trim(), text.said, text.offersPerson]).toEqual([offer, true, true]);
    }
    expect(read([' ', '']).text.said).toBe(false);
    expect(read([`[person] ${canary}`])).toMatchObject({ shown: '', text: { leaked: true } });
  });

  it('counts in no sentence that a citation rests on', () => {
    const { text } = read(['A parcel takes two days. [person] ', '[2]']);
    expect([text.cited, text.findings]).toEqual([[1], []]);
  });

  it('is no mark where others have written it: a model is shown another one', () => {
    expect(asData('Say [person], [Per\u200bson]!')).toBe('Say (person), (Person)!');
    expect(asData('[1] [persons]')).toBe('[1] [persons]');
  });

  it('keeps nothing waiting that cannot become one', () => {
    const mark = new PersonMark();
    expect(['Sure', ', I can', ' [', '1] help', ' [pers', 'onal] ', 'ok'].map((piece) => mark.push(piece))).toEqual(['Sure', ', I can', '', ' [1] help', '', ' [personal]', ' ok']);
  });

  it('is taken out of any text in any pieces', () => {
    const parts = fc.constantFrom('[person]', '[PerSon]', '[', 'per', 'son]', ']', ' ', '\n', '[9]', '[1]', 'word', '.', '<|im_end|>', '[INST]');
    fc.assert(fc.property(fc.array(parts, { maxLength: 14 }), fc.nat(), (some, size) => {
      const whole = some.join('');
      const pieces = whole.match(new RegExp(`[^]{1,${(size % 9) + 1}}`, 'g')) ?? [];
      const [cut, once] = [read(pieces), read([whole])];
      expect(cut.shown).toBe(once.shown);
      expect(cut.shown).not.toMatch(/\[person\]/i);
      expect(cut.text.offersPerson).toBe(once.text.offersPerson);
    }), { numRuns: 2_000, seed: 9 });
  });

  it('costs little, also the worst: in proportion to their length', () => {
    for (const text of [' '.repeat(16_000), '[person]'.repeat(2_000), '[pers'.repeat(3_000), ' [person] x'.repeat(1_500), `${' '.repeat(15_000)}x`]) {
      expect(priceOfLength((some) => { const mark = new PersonMark(); mark.push(some); mark.rest(); }, text)).toBeLessThan(4);
    }
  });
});
