import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AccountsModule, accountsEntities } from '#accounts';
import { Backends, backendsEntities, type BackendEvent, type Turn } from '#backends';
import type { Citation, ClarifyOption } from '#contracts';
import { ConversationsModule, conversationsEntities } from '#conversations';
import { experimentsEntities } from '#experiments';
import { Intents, Knowledge, SearchLearning, knowledgeEntities } from '#knowledge';
import { modelsEntities } from '#models';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { DemoBackends } from './demo-backends.ts';
import { readDemo } from './demo-files.ts';
import { followUps } from './demo-follow-ups.fixture.ts';
import { DemoKnowledge } from './demo-knowledge.ts';
import { TrainingModule, trainingEntities } from './index.ts';

/** A thousand texts are embedded at the beginning. */
jest.setTimeout(240_000);

interface Said {
  text: string;
  result: string;
  intent: string | null;
  confidence: number | null;
  citations: Citation[];
  options: ClarifyOption[];
  offersPerson: boolean;
}

describe('a visitor of the demo company, answered without training', () => {
  let db: TestDatabase;
  let server: TestApp;
  let workspaceId: string;
  let versionId: string;

  beforeAll(async () => {
    db = await startDatabase([...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...experimentsEntities, ...conversationsEntities, ...trainingEntities]);
    server = await startApp(db, [AccountsModule, ConversationsModule, TrainingModule]);
    workspaceId = await db.workspace('Brackenway');
    const demo = await readDemo();
    await server.app.get(DemoKnowledge, { strict: false }).fill(workspaceId, demo);
    versionId = (await server.app.get(DemoBackends, { strict: false }).promptVersion(workspaceId, demo.pack)).id;
  });
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });

  /** Says one thing after the other. @returns the last answer */
  async function talk(...messages: string[]): Promise<Said> {
    const backend = await server.app.get(Backends).open(workspaceId, versionId);
    const history: Turn['history'] = [];
    let said: Said | undefined;
    for (const text of messages) {
      const limits = { firstTokenMs: 20_000, idleMs: 20_000, totalMs: 60_000, maxTokens: 100 };
      const events: BackendEvent[] = [];
      for await (const event of backend.answer({ workspaceId, conversationId: 'c', text, history, limits }, new AbortController().signal)) events.push(event);
      said = heard(events);
      history.push({ role: 'visitor', text }, { role: 'assistant', text: said.text });
    }
    return said!;
  }

  it('is greeted, thanked and told that no person answers, in the approved words', async () => {
    expect(await talk('Hello!')).toMatchObject({ result: 'answered', intent: 'greeting', text: expect.stringContaining('welcome to Brackenway') });
    expect(await talk('ok thanks a lot')).toMatchObject({ intent: 'thanks', text: expect.stringContaining('very welcome') });
    expect(await talk('are you a robot?')).toMatchObject({ intent: 'are_you_a_bot', text: expect.stringContaining('automated assistant') });
    expect(await talk('how are you?')).toMatchObject({ result: 'answered', text: expect.stringContaining('a program') });
  });

  it('reaches a person by asking for one, by a yes to the offer, and by losing patience', async () => {
    expect(await talk('can I talk to a human?')).toMatchObject({ intent: 'talk_to_person', offersPerson: true });
    expect(await talk('asdf qwer zxcv', 'yes please')).toMatchObject({ intent: 'talk_to_person', offersPerson: true });
    expect(await talk('you are useless')).toMatchObject({ result: 'offered_person', text: expect.stringContaining('sorry') });
  });

  it('is asked for words when none came', async () => {
    expect(await talk('👍')).toMatchObject({ result: 'answered', intent: null });
    expect(await talk('???')).toMatchObject({ result: 'clarified', intent: null, offersPerson: false });
    expect(await talk('BW-4471902')).toMatchObject({ result: 'clarified', text: expect.stringContaining('What would you like to know') });
  });

  it('may shout, misspell and say hello first', async () => {
    const calm = await talk('Can I cancel my order?');
    expect(calm.intent).toBe('cancel_order');
    for (const same of ['CAN I CANCEL MY ORDER???', 'Can I cancle my order?', 'Hi there! Can I cancel my order? Thanks!', 'can i cancel my order 😡']) {
      expect([same, (await talk(same)).intent]).toEqual([same, 'cancel_order']);
    }
    expect((await talk('i want a refnud')).intent).toBe('refund_status');
  });

  it('asks two things at once and gets both answers, in that order, each under its name and with its own source', async () => {
    const { text, result, citations, confidence } = await talk('Do you repair jackets? And how much is delivery to Ireland?');
    expect(result).toBe('answered');
    expect(text.indexOf('**Repairs**')).toBeGreaterThanOrEqual(0);
    expect(text.indexOf('Ireland')).toBeGreaterThan(text.indexOf('**Repairs**'));
    for (const { snippet } of citations) expect(text).toContain(snippet);
    expect(confidence).toBeGreaterThan(0);
  });

  it('gets at most three answers at once', async () => {
    const { text } = await talk('1. Can I pay by PayPal?\n2. Do you have a student discount?\n3. Do you repair jackets?\n4. Where are your shops?');
    expect(text.match(/^\*\*.+\*\*$/gm)).toHaveLength(3);
    expect(text).toContain('first three questions');
  });

  it('reads on in the article instead of the same answer twice', async () => {
    const answer = await talk('how long do refunds take', 'and with PayPal?');
    expect(answer).toMatchObject({ result: 'answered', intent: 'refund_status', citations: [{ slug: 'refunds' }] });
    expect(answer.text).toContain('PayPal');
    expect(answer.text.length).toBeLessThan(200);
  });

  it('is not told of what is left out when the same is asked of another country', async () => {
    const { text } = await talk('do you ship to Norway', 'and to Spain?');
    expect(text).toContain('all EU countries');
  });

  it('is told when there is no more to say, and offered a person', async () => {
    const answer = await talk('do you repair jackets', 'how much is it?');
    expect(answer).toMatchObject({ intent: 'repair_service', offersPerson: true });
    expect(answer.text).toMatch(/^This is all that I have on that:/);
  });

  it('follows up as people do: in nine of ten such dialogues the second question is understood', async () => {
    let understood = 0;
    for (const [before, then, meant] of followUps) {
      const { intent, result } = await talk(before, then);
      if (meant.includes(intent ?? '') && result !== 'offered_person') understood++;
    }
    expect(understood / followUps.length).toBeGreaterThanOrEqual(0.88);
  });

  it('tells a long story and is understood by the question in it', async () => {
    const story = 'So I bought this jacket for my son about three weeks ago, it was his birthday and he really wanted the blue one, and then my mother bought him the very same jacket as well, '
      + 'which is funny really because they never talk about such things. Anyway we have kept the tags on. What do I need to do to send it back to you?';
    expect(['start_return', 'return_policy']).toContain((await talk(story)).intent);
  });

  it('quotes nothing that is not written: every quoted sentence stands in its article', async () => {
    const { citations, text } = await talk('How much is delivery to Germany?');
    expect(citations.length).toBeGreaterThan(0);
    expect(citations[0]!.snippet).toContain('Germany');
    expect(citations.map(({ snippet }) => snippet).join(' ')).toBe(text);
  });

  it('never sees a slot that nobody filled', async () => {
    const intents = server.app.get(Intents);
    const { items } = await intents.list(workspaceId);
    const { id, answer } = items.find(({ key }) => key === 'gift_wrap')!;
    await intents.edit(workspaceId, { id, answer: 'We wrap order {{order_number}} as a gift.' });
    await server.app.get(Knowledge).freshIndexOf(workspaceId);
    const asked = await talk('Do you offer gift wrapping?');
    expect(asked).toMatchObject({ result: 'clarified', text: expect.stringContaining('order number') });
    expect((await talk('Do you offer gift wrapping?', 'BW-4471902')).text).toBe('We wrap order BW-4471902 as a gift.');
    await intents.edit(workspaceId, { id, answer });
  });

  it('is found the right article more often after search has learnt from the company\'s own questions', async () => {
    const learning = server.app.get(SearchLearning);
    expect(await learning.state(workspaceId)).toMatchObject({ report: null, current: false, languages: [{ language: 'en', understanding: 'full' }] });
    await learning.learn(workspaceId);
    const { report, weights, current } = await learning.state(workspaceId);
    expect(report).toMatchObject({ outcome: 'learnt', fromArticles: expect.any(Number) });
    expect(report!.quality!.learnt.mrr).toBeGreaterThan(report!.quality!.equal.mrr);
    expect(weights.text + weights.questions + weights.meaning).toBeCloseTo(1, 6);
    expect(current).toBe(true);
    expect((await server.app.get(Knowledge).freshIndexOf(workspaceId)).weights).toEqual(weights);
  });
});

function heard(events: readonly BackendEvent[]): Said {
  const end = events.find((event) => event.type === 'end');
  if (!end) throw new Error(`no end in ${JSON.stringify(events)}`);
  return {
    text: events.map((event) => (event.type === 'delta' ? event.text : '')).join(''), result: end.result, intent: end.intent, confidence: end.confidence,
    citations: events.flatMap((event) => (event.type === 'citation' ? [event.citation] : [])),
    options: events.flatMap((event) => (event.type === 'clarify' ? event.options : [])), offersPerson: events.some(({ type }) => type === 'hand_over'),
  };
}
