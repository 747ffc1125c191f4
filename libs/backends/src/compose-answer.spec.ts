import { describe, expect, it } from '@jest/globals';
import type { KnownIntent, Quote } from '#knowledge';
import { composeAnswer } from './compose-answer.ts';

const intents = new Map<string, KnownIntent>(Object.entries({
  parcel: { label: 'Track a parcel', answer: 'See **My orders**.', articleSlugs: [] },
  refund: { label: 'Get a refund', answer: null, articleSlugs: [] },
  invoice: { label: 'Get an invoice', answer: 'It is in your e-mail.', articleSlugs: ['invoices'] },
  talk_to_person: { label: 'Talk to a person', answer: 'Of course.', articleSlugs: [] },
}));
const thresholds = { answer: 0.5, clarify: 0.2 };
const citation = { articleId: 'a', slug: 'returns', title: 'Returns', heading: null, articleVersion: 1, start: 0, end: 9, snippet: 'Thirty days.' };
const found: Quote = { text: 'Thirty days.', citations: [citation] };
const compose = (confidence: number, labels: string[], quote: Quote | null = null) => composeAnswer({
  recognition: { ranked: labels.map((label, at) => ({ label, probability: 1 / (at + 2) })), confidence }, thresholds, intents, facts: {}, quote: async () => quote,
});

describe('an answer of the built-in engine', () => {
  it('is the approved one, word for word, from the threshold on', async () => {
    expect(await compose(0.5, ['parcel', 'refund'], found)).toMatchObject({ result: 'answered', text: 'See **My orders**.', intent: 'parcel', handOver: null, citations: [] });
  });

  it('admits that no answer is written, names what it understood and offers a person', async () => {
    const answer = await compose(0.9, ['refund']);
    expect(answer).toMatchObject({ result: 'answered', intent: 'refund', handOver: 'no_answer' });
    expect(answer.text).toContain('"Get a refund"');
  });

  it('quotes the help centre for a recognised intent without an approved answer', async () => {
    expect(await compose(0.9, ['refund'], found)).toMatchObject({ result: 'answered', text: 'Thirty days.', intent: 'refund', citations: [citation] });
  });

  it('quotes the help centre when no intent is certain', async () => {
    expect(await compose(0.1, ['parcel'], found)).toMatchObject({ result: 'answered', text: 'Thirty days.', intent: 'parcel', confidence: 0.1 });
  });

  it('quotes an article only about something that the question may well mean', async () => {
    const invoices: Quote = { text: 'By e-mail.', citations: [{ ...citation, slug: 'invoices' }] };
    expect(await compose(0.3, ['parcel', 'refund', 'invoice'], invoices)).toMatchObject({ result: 'answered', text: 'By e-mail.', intent: 'invoice' });
    expect(await compose(0.3, ['parcel', 'refund', 'talk_to_person', 'invoice'], invoices)).toMatchObject({ result: 'clarified', citations: [] });
  });

  it('asks back with three labels between the thresholds, and tells what it took the question for', async () => {
    const answer = await compose(0.2, ['refund', 'oos', 'gone', 'parcel', 'invoice', 'talk_to_person']);
    expect(answer).toMatchObject({ result: 'clarified', intent: 'refund', handOver: null });
    expect(answer.options.map(({ intent }) => intent)).toEqual(['refund', 'parcel', 'invoice']);
    expect(answer.text).toContain('"Get a refund", "Track a parcel" or "Get an invoice"');
  });

  it('offers a person below both', async () => {
    expect(await compose(0.19, ['parcel'])).toMatchObject({ result: 'offered_person', handOver: 'low_confidence', options: [] });
    expect(await compose(0, [])).toMatchObject({ result: 'offered_person', handOver: 'low_confidence' });
  });

  it('says that it cannot help with what is out of scope', async () => {
    expect(await compose(0.3, ['oos', 'parcel'], found)).toMatchObject({ result: 'offered_person', intent: 'oos', handOver: 'no_answer', citations: [] });
  });

  it('offers a person with the approved words to whoever asks for one', async () => {
    expect(await compose(0.8, ['talk_to_person'])).toMatchObject({ result: 'offered_person', text: 'Of course.', handOver: 'asked' });
  });

  it('does not answer for an intent that was deleted after the training', async () => {
    expect(await compose(0.9, ['gone', 'parcel'])).toMatchObject({ result: 'clarified', options: [{ intent: 'parcel', label: 'Track a parcel' }] });
  });
});
