import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createArticle, createClient, exportTable, openConversation, openVisitor, previewAnswer, rateConversation, rateMessage, readConversation, readMessages, requestPerson, sendMessage, type Call,
} from '#contracts';
import { foundCompany, type Company } from './support/company.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { ServerProcess } from './support/server-process.ts';
import { Visitor } from './support/visitor.ts';

/** Words that nobody says by chance, each in a place of its own. */
const said = {
  question: 'kumquatfirst', second: 'zephyrsecond', socket: 'quokkasocket', answer: 'marzipananswer', comment: 'obsidiancomment', thumb: 'tangerinethumb', reason: 'periwinklereason',
  preview: 'wombatpreview', article: 'nasturtiumarticle',
};

describe('a server that writes down everything it can', () => {
  let model: ModelServer;
  let server: ServerProcess;
  let company: Company;
  let conversationId: string;
  let chat: Call;
  let metrics: string;

  const send = async (text: string): Promise<void> => {
    const { replyId } = await chat(sendMessage, { conversationId, clientMessageId: crypto.randomUUID(), text });
    for (;;) {
      const { messages } = await chat(readMessages, { conversationId });
      const reply = messages.find(({ id }) => id === replyId);
      if (reply && reply.state !== 'pending' && reply.state !== 'streaming') return;
      await new Promise((done) => setTimeout(done, 50));
    }
  };

  beforeAll(async () => {
    model = await startModelServer({ text: `It is ${said.answer}.` });
    server = await ServerProcess.create({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1', DUET_LOG_LEVEL: 'trace', DUET_LIMIT_FACTOR: '100' });
    await server.start();
    company = await foundCompany(server.address, await server.setupLink());
    const { key } = await company.model(model.url);
    const version = await company.version('prompt', key);
    const site = await company.siteAnsweredBy(version);
    await company.call(createArticle, { slug: 'a', title: said.article, body: `On ${said.article}.`, questions: [], intents: [], published: true });
    await company.call(previewAnswer, { backendVersionId: version.id, text: said.preview });
    const { visitorToken } = await createClient(fetch, server.address, { origin: server.address })(openVisitor, { siteKey: site.publicKey });
    chat = createClient(fetch, server.address, { authorization: `Bearer ${visitorToken}`, origin: server.address });
    ({ id: conversationId } = await chat(openConversation, {}));
    await send(said.question);
    // A provider that repeats what it was asked in its complaint.
    model.behave({ refuse: { status: 400, body: JSON.stringify({ error: { message: `cannot answer "${said.second}"` } }) } });
    await send(said.second);
    await chat(sendMessage, { conversationId, clientMessageId: crypto.randomUUID(), text: `${said.second} ${'x'.repeat(4_000)}` }).catch(() => undefined);
    const reply = (await chat(readMessages, { conversationId })).messages.find(({ role }) => role === 'assistant')!;
    await chat(rateMessage, { conversationId, messageId: reply.id, thumb: 'down', comment: said.thumb });
    await chat(rateConversation, { conversationId, score: 2, comment: `${said.comment}, write to ada@shop.example` });
    const visitor = await Visitor.open(server.address, site.publicKey);
    const { id } = await visitor.start();
    await visitor.request('message.send', { conversationId: id, clientMessageId: crypto.randomUUID(), text: said.socket });
    await chat(requestPerson, { conversationId, reason: said.reason, email: 'ada@shop.example' });
    metrics = await (await fetch(`${server.address}/metrics`)).text();
    visitor.close();
  }, 240_000);
  afterAll(async () => {
    await server.cleanUp();
    await model.stop();
  }, 60_000);

  it('has stored what was said', async () => {
    const { messages, csatComment } = await company.call(readConversation, { id: conversationId });
    expect(messages.filter(({ role }) => role === 'visitor').map(({ text }) => text)).toEqual([said.question, said.second]);
    expect(messages.find(({ role }) => role === 'assistant')?.text).toBe(`It is ${said.answer}.`);
    expect(csatComment).toContain(said.comment);
  });

  it.each(Object.entries(said))('names no word of it in its log or its measures: %s', async (_where, word) => {
    expect(server.output).toContain('answer.finished');
    expect(metrics).toContain('duet_overhead_seconds');
    expect(server.output).not.toContain(word);
    expect(server.output).not.toContain('ada@shop.example');
    expect(metrics).not.toContain(word);
  });

  it('exports a comment without who wrote it, unless somebody asks to keep that', async () => {
    const csv = (more: { personal?: 'kept' } = {}): Promise<string> => company.call(exportTable, { table: 'ratings', ...more });
    expect(await csv()).toContain(`${said.comment}, write to [EMAIL]`);
    expect(await csv({ personal: 'kept' })).toContain('ada@shop.example');
  });
});
