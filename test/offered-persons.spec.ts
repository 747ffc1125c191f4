import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createArticle, createIntent, readConversation, type ChatEvent, type ChatMessage } from '#contracts';
import { readUnanswered } from '#conversations';
import { Database } from '#platform';
import type { Company } from './support/company.ts';
import { eventually } from './support/eventually.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { Visitor } from './support/visitor.ts';

describe('a visitor whom a language model cannot help', () => {
  let test: TestProduct;
  let model: ModelServer;
  let company: Company;
  let siteKey: string;
  beforeAll(async () => {
    [test, model] = [await startProduct(), await startModelServer({ tokens: 4 })];
    company = await test.company();
    await company.call(createIntent, { key: 'talk_to_person', label: 'Talk to a person' });
    const version = await company.version('prompt', (await company.model(model.url)).key);
    siteKey = (await company.siteAnsweredBy(version)).publicKey;
  }, 120_000);
  afterAll(async () => {
    await test.stop();
    await model.stop();
  }, 60_000);

  async function ask(text: string): Promise<{ answer: ChatMessage; events: ChatEvent[]; result: string | null }> {
    const visitor = await Visitor.open(test.address, siteKey);
    const events: ChatEvent[] = [];
    visitor.onEvent((event) => events.push(event));
    await visitor.start();
    const answer = await visitor.ask(text);
    visitor.close();
    const { messages } = await company.call(readConversation, { id: visitor.id });
    return { answer, events, result: messages.find(({ role }) => role === 'assistant')!.result };
  }

  it('is offered nobody for that while nothing at all is written: the facts may stand in the prompt', async () => {
    const unheardOf = (): ReturnType<typeof ask> => ask('Which volcano erupted yesterday?');
    expect(await unheardOf()).toMatchObject({ answer: { offersPerson: false }, result: 'answered' });
    await company.call(createArticle, { slug: 'refunds', title: 'Refunds', body: 'Refunds take five days. The money goes to your card.' });
    // What is written is read anew within moments.
    expect(await eventually(unheardOf, ({ result }) => result !== 'answered', 60_000)).toMatchObject({ answer: { offersPerson: true }, result: 'offered_person' });
  }, 90_000);

  it('is offered a person by the button, and sees nothing of the mark by which the model says so', async () => {
    model.behave({ text: 'It is not written how refunds reach you. [person]', tokenDelayMs: 50 });
    const { answer, events, result } = await ask('How do refunds take their way to Spain?');
    expect(answer).toMatchObject({ text: 'It is not written how refunds reach you.', offersPerson: true, state: 'complete' });
    expect(result).toBe('offered_person');
    expect(events.filter(({ type }) => type === 'delta').length).toBeGreaterThan(2);
    expect(JSON.stringify(events)).not.toMatch(/\[pe?r?s?o?n?/i);
  });

  it('is asked whether it helped where it may have, and offered a person where nothing is written', async () => {
    model.behave({ text: 'Refunds take five days [1].' });
    expect(await ask('How long do refunds take?')).toMatchObject({ answer: { offersPerson: false }, result: 'answered' });
    expect(await ask('Which volcano erupted yesterday?')).toMatchObject({ answer: { text: model.words(4), offersPerson: true }, result: 'offered_person' });
  });

  it('was understood where a person was all that was asked for: that is no unanswered question', async () => {
    for (const text of ['Can I talk to a human?', 'Which mountain is the highest?']) expect(await ask(text)).toMatchObject({ answer: { offersPerson: true }, result: 'offered_person' });
    const { workspace: { id } } = company.session;
    const questions = await test.product.app.get(Database).inWorkspace(id, (tx) => readUnanswered(tx, id, { traffic: 'live', days: 1, confidenceBelow: 0.35, limit: 10 }));
    expect(questions[0]).toMatchObject({ text: 'Which mountain is the highest?', reason: 'handed_over' });
    expect(questions.map(({ text }) => text)).not.toContain('Can I talk to a human?');
  });
});
