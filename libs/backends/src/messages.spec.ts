import { describe, expect, it } from '@jest/globals';
import { acceptsOffer } from './accepts-offer.ts';
import { sentences } from './embedded-sentences.ts';
import { factsOf, fillSlots } from './fill-slots.ts';
import { followUpOf } from './follow-up.ts';
import { offeredIntent } from './offered-intent.ts';
import { languageOf, numberIn, plainMessage, wordlessOf } from './plain-message.ts';
import { smallTalkAnswer, smallTalkOf, withoutPleasantries } from './small-talk.ts';
import { gistOf, splitQuestions } from './split-questions.ts';
import { forWordsAlone } from './thresholds.ts';
import type { Turn } from './turn.ts';

const visitor = (text: string): Turn['history'][number] => ({ role: 'visitor', text });
const assistant = (text: string): Turn['history'][number] => ({ role: 'assistant', text });

describe('a message as it is written', () => {
  it('is read without emoji, and in small letters when it was shouted', () => {
    expect(plainMessage('Where is it? 😡😡')).toBe('Where is it?');
    expect(plainMessage('WHERE IS MY PARCEL')).toBe('where is my parcel');
    expect(plainMessage('USB-C?')).toBe('USB-C?');
  });

  it.each([['👍', 'approval'], ['🙏❤️', 'approval'], ['???', 'nothing'], ['😡', 'nothing'], ['BW-4471902', 'number'], ['# 4471902 !', 'number'], ['order BW-4471902', null], ['no', null], ['頭', null]] as const)('without words, "%s", says %s', (text, said) => {
    expect(wordlessOf(text)).toBe(said);
  });

  it('gives the number of an order, and takes years and prices for none', () => {
    expect(['my order BW-4471902 is late', 'it is #99887766.', 'for £150', 'in 24 hours'].map(numberIn)).toEqual(['BW-4471902', '99887766', null, null]);
  });

  it('belongs to the language of the conversation where it tells none itself', () => {
    expect(languageOf({ text: 'BW-4471902', history: [visitor('Wo ist mein Paket?'), assistant('…')] })).toBe('de');
    expect(languageOf({ text: 'and where is it?', history: [visitor('Wo ist mein Paket?')] })).toBe('en');
    expect(languageOf({ text: 'Milepost', history: [] })).toBeNull();
  });
});

describe('small talk', () => {
  it.each([
    ['Hi', 'greeting'], ['good morning!', 'greeting'], ['Hello, anyone there?', 'greeting'], ['Thanks a lot!', 'thanks'], ['no thanks', 'thanks'], ['ok, thank you so much', 'thanks'],
    ['thanks, bye', 'goodbye'], ['That’s all for now', 'goodbye'], ['are you a robot?', 'bot'], ['Am I talking to a real person?', 'bot'], ['Hey! How are you?', 'how_are_you'],
    ['Can I talk to a human please?', 'person'], ['Can I talk to a human, please?', 'person'], ['agent', 'person'], ['you are useless', 'cross'], ['that did not help', 'cross'], ['Great!', 'fine'], ['Danke schön', 'thanks'],
  ] as const)('is "%s": %s', (text, talk) => {
    expect(smallTalkOf(text)).toBe(talk);
  });

  it.each(['hi, where is my parcel', 'thanks for nothing, I want my money', 'are you open on Sunday?', 'ok so how do I return it', 'is this jacket good', ''])('is not "%s"', (text) => {
    expect(smallTalkOf(text)).toBeNull();
  });

  it('is answered as the company approved, else in words of our own', () => {
    const intents = new Map([['thanks', { label: 'Thanks', answer: 'Any time.', articleSlugs: [] }], ['greeting', { label: 'Greeting', answer: null, articleSlugs: [] }]]);
    expect(smallTalkAnswer('thanks', intents)).toEqual({ intent: 'thanks', text: 'Any time.' });
    expect(smallTalkAnswer('greeting', intents)).toEqual({ intent: 'greeting', text: sentences.smallTalk.greeting });
    expect(smallTalkAnswer('bot', intents)).toEqual({ intent: null, text: sentences.smallTalk.bot });
  });

  it('around a question is left out of it', () => {
    expect(withoutPleasantries('Hi there! Where is my parcel? Thanks!')).toBe('Where is my parcel?');
    expect(withoutPleasantries('Hello!')).toBe('Hello!');
  });
});

describe('several questions in one message', () => {
  it.each([
    ['How much is delivery to Ireland? And how do I return something?', ['How much is delivery to Ireland?', 'And how do I return something?']],
    ['where is my order and can i still change the address', ['where is my order', 'can i still change the address']],
    ['Hi!\n1. Can I pay by PayPal?\n2. Do you have a student discount?\nThanks', ['Can I pay by PayPal?', 'Do you have a student discount?']],
    ['I want to return the jacket. How do I do that? Also, where is my refund?', ['I want to return the jacket.', 'How do I do that?', 'Also, where is my refund?']],
  ])('are taken apart: %s', (text, questions) => {
    expect(splitQuestions(text)).toEqual(questions);
  });

  it.each(['Where is my parcel?', 'I ordered a helmet on Monday. Can I still change the size?', 'jacket and trousers', 'Hello! Where is my parcel? Thank you!'])('are not seen in "%s"', (text) => {
    expect(splitQuestions(text)).toEqual([]);
  });

  it('are looked for in a long story by its questions', () => {
    const story = `${'It was my birthday and everybody was there when the parcel came to us at last. '.repeat(3)}What do I do to send it back? ${'My son was sad about it all day long. '.repeat(2)}`;
    expect(gistOf(story)).toEqual(['What do I do to send it back?']);
    expect(gistOf('What do I do to send it back?')).toEqual([]);
  });
});

describe('a question that leans on the one before', () => {
  const history = [visitor('Do you deliver to France?'), assistant('Yes.')];

  it.each(['and to Spain?', 'what about Norway?', 'how long does that take?', 'is it free?', 'to Scotland', 'BW-4471902', 'why?'])('is read together with it: %s', (text) => {
    expect(followUpOf({ text, history })).toEqual({ before: 'Do you deliver to France?', text: `Do you deliver to France? ${text}`, dependent: true });
  });

  it('may be a new one when it names enough of its own', () => {
    expect(followUpOf({ text: 'and can I have an invoice for the jacket?', history })).toMatchObject({ dependent: false });
    expect(followUpOf({ text: 'Where are your shops?', history })).toBeNull();
  });

  it('goes back past other such questions and small talk, and stands alone at the beginning', () => {
    expect(followUpOf({ text: 'and Norway?', history: [...history, visitor('and to Spain?'), assistant('Yes.'), visitor('thanks')] })?.text).toBe('Do you deliver to France? and Norway?');
    expect(followUpOf({ text: 'and to Spain?', history: [] })).toBeNull();
  });
});

describe('a yes to the offer of a person', () => {
  it('is taken for one only right after the offer', () => {
    expect(acceptsOffer({ text: 'Yes please!', history: [assistant(sentences.outOfScope)] })).toBe(true);
    expect(acceptsOffer({ text: 'Yes please!', history: [assistant('It is free.')] })).toBe(false);
    expect(acceptsOffer({ text: 'Where is my parcel?', history: [assistant(sentences.outOfScope)] })).toBe(false);
  });
});

describe('options that were offered', () => {
  const intents = new Map([['track', { label: 'Track an order', answer: null, articleSlugs: [] }], ['refund', { label: 'Refunds', answer: null, articleSlugs: [] }]]);
  const pick = (text: string, before: string) => offeredIntent({ text, history: [assistant(before)] }, intents);
  const both = sentences.clarify(['Refunds', 'Track an order']);

  it('are picked by label, by place, or by a yes to the only one', () => {
    expect([pick('track an order', both), pick('the first one', both), pick('2', both), pick('the last one', both), pick('Yes!', sentences.clarify(['Refunds']))]).toEqual(['track', 'refund', 'track', 'track', 'refund']);
  });

  it('are not picked by what fits none or two of them', () => {
    expect([pick('yes', both), pick('the third one', both), pick('1', 'It takes "3" days.'), pick('where is it', both)]).toEqual([null, null, null, null]);
  });
});

describe('a slot in an approved answer', () => {
  const answer = 'We look at order {{order_number}} today. Refunds take 3 days. We write to {{ email }}.';

  it('is filled with what the visitor gave, word for word', () => {
    const facts = factsOf({ text: 'it is BW-4471902', history: [visitor('I am ann@example.com, order BW-1111111'), assistant('call 99999999')] });
    expect(facts).toEqual({ order_number: 'BW-4471902', email: 'ann@example.com' });
    expect(fillSlots(answer, facts)).toEqual({ text: 'We look at order BW-4471902 today. Refunds take 3 days. We write to ann@example.com.', missing: null });
  });

  it('takes its sentence with it when nobody gave it', () => {
    expect(fillSlots(answer, {})).toEqual({ text: 'Refunds take 3 days.', missing: 'order_number' });
    expect(fillSlots('Hello {{name}}.\n\n- It is free.\n- Quote {{order_number}}.', { email: 'x' }).text).toBe('- It is free.');
  });

  it('leaves a question for it when nothing else is left', () => {
    expect(fillSlots('Your order is {{order_number}}.', {})).toEqual({ text: '', missing: 'order_number' });
    expect(fillSlots('Your manager is {{manager}}.', {})).toEqual({ text: '', missing: null });
  });

  it('is never filled from a value that looks like a slot', () => {
    expect(fillSlots('Mail {{email}}.', { email: '{{order_number}}' }).text).not.toBe('Mail .');
  });
});

describe('thresholds where words alone decide', () => {
  it('are higher', () => {
    const { answer, clarify } = forWordsAlone({ answer: 0.35, clarify: 0.15 });
    expect([answer, clarify]).toEqual([expect.closeTo(0.48, 6), expect.closeTo(0.32, 6)]);
  });
});
