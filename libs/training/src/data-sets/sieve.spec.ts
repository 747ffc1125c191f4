import { describe, expect, it } from '@jest/globals';
import { HeldOut } from '#knowledge';
import { filters } from './conversation.fixture.ts';
import { exampleOf } from './example.ts';
import { Sieve, type Sifted } from './sieve.ts';

const one = (question: string, answer: string, more: Partial<Sifted> = {}): Sifted => ({
  example: exampleOf({ before: [{ role: 'visitor', text: question }], answer, rejected: null, liked: null }).example, person: question, agentId: null, intent: null, ...more,
});
const reasons = (wish: Parameters<typeof filters>[0], some: readonly Sifted[], judging: readonly string[] = []) => {
  const sieve = new Sieve(filters(wish), new HeldOut(judging));
  return some.map((each) => sieve.reasonAgainst(each));
};
const caps = { visitor: 100, agent: 100, intent: 100, template: 100 };
const topics = ['parcels', 'refunds', 'bicycles', 'helmets', 'vouchers', 'returns'];
const many = (more: (at: number) => Partial<Sifted>) => topics.map((topic, at) => one(`What about ${topic}?`, `Here is all that we know about ${topic} today.`, { person: `p${at}`, ...more(at) }));

describe('an example', () => {
  it('is redacted, and messages of one side in a row are one', () => {
    const { example, found } = exampleOf({
      before: [{ role: 'visitor', text: 'Hi' }, { role: 'visitor', text: 'mail me: jo@example.com' }, { role: 'assistant', text: ' ' }, { role: 'agent', text: 'Calling +44 7700 900123.' }, { role: 'visitor', text: 'Order BW-4471902?' }],
      answer: 'Sent to jo@example.com.', rejected: 'No \ud800.', liked: null,
    });
    expect(example).toEqual({
      messages: [{ role: 'user', text: 'Hi\n\nmail me: [EMAIL]' }, { role: 'assistant', text: 'Calling [PHONE].' }, { role: 'user', text: 'Order BW-4471902?' }],
      answer: 'Sent to [EMAIL].', rejected: 'No \ufffd.', liked: null,
    });
    expect(found).toEqual([{ kind: 'email', count: 1 }, { kind: 'phone', count: 1 }, { kind: 'email', count: 1 }]);
  });

  it('stays out when it says nothing or too much', () => {
    expect(reasons({}, [one('?!', 'It is on its way.'), one('Where is it?', 'Yes, sure'), one('Where is it?', ''), one('Where is it?', 'word '.repeat(4_000))])).toEqual(['too_short', 'too_short', 'too_short', 'too_long']);
  });

  it('stays out when it was there already, in the same or nearly the same words', () => {
    const long = 'Please pack the jacket into its box, stick the label over the old one and bring it to any post office within thirty days of delivery, then keep the receipt until the refund has reached your account';
    expect(reasons({ caps }, [one('How do I return it?', `${long}.`), one('How do I return it', `${long}!`), one('How do I return it?', `${long} safely.`), one('How do I return it now?', `${long}.`), one('Can I swap a coat?', `${long}.`)]))
      .toEqual([null, 'duplicate', 'near_duplicate', 'near_duplicate', null]);
    expect(reasons({ caps }, [one('How do I return it?', 'Pack it and bring it back.'), one('How do I return it?', 'Ask in any shop of ours.')])).toEqual([null, null]);
  });

  it('stays out when it asks, or follows on, nearly what an evaluation set asks', () => {
    const judging = ['Where is my parcel, it was sent to jo@example.com two weeks ago and nobody told me anything since then?'];
    expect(reasons({}, [one(judging[0]!, 'It is on its way.'), one(judging[0]!.toUpperCase().replace('?', '!!'), 'It is on its way.'), one('Where is my parcel?', 'It is on its way.')], judging)).toEqual(['evaluation_set', 'evaluation_set', null]);
  });

  it.each([
    ['cap_visitor', { visitor: 2 }, () => ({ person: 'p' })], ['cap_agent', { agent: 2 }, () => ({ agentId: 'alice' })], ['cap_intent', { intent: 2 }, () => ({ intent: 'track' })],
  ] as const)('stays out beyond the %s', (reason, cap, more) => {
    expect(reasons({ caps: { ...caps, ...cap } }, many(more))).toEqual([null, null, reason, reason, reason, reason]);
    expect(reasons({ caps: { ...caps, ...cap } }, many(() => ({})))).toEqual([null, null, null, null, null, null]);
  });

  it('stays out beyond the cap of one wording, whatever number is in it', () => {
    const some = topics.map((topic, at) => one(`When do ${topic} come, number ${at}?`, `Your order ${1000 + at * 37} arrives on day ${at}.`, { person: `p${at}` }));
    expect(reasons({ caps: { ...caps, template: 3 } }, some)).toEqual([null, null, null, 'cap_template', 'cap_template', 'cap_template']);
  });

  it('does not keep out what others say in its words when it is beyond a cap', () => {
    const [first, second] = many(() => ({ person: 'p' }));
    const longer = one(second!.example.messages[0]!.text, `${second!.example.answer} `.repeat(4), { person: 'p' });
    const byOthers = [second!, longer].map((each) => ({ ...each, person: 'q' }));
    expect(reasons({ caps: { ...caps, visitor: 1 } }, [first!, second!, longer, ...byOthers.map((each, at) => ({ ...each, person: `q${at}` })), byOthers[0]!])).toEqual([null, 'cap_visitor', 'cap_visitor', null, null, 'duplicate']);
  });

  it('leaves its place to others when it is beyond a cap', () => {
    const [first, second] = many(() => ({ person: 'p', intent: 'track' }));
    expect(reasons({ caps: { ...caps, visitor: 1, intent: 2 } }, [first!, second!, ...many(() => ({ intent: 'track' })).slice(2, 4)])).toEqual([null, 'cap_visitor', null, 'cap_intent']);
  });
});
