import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AccountsModule, accountsEntities } from '#accounts';
import { Importing, knowledgeEntities } from '#knowledge';
import { TextEngine, modelsEntities } from '#models';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { standIns } from '../../../test/support/stand-ins.ts';
import { BackendsModule, TopicReader, backendsEntities } from './index.ts';

const asked: Record<string, string[]> = {
  parcel: ['where is my parcel', 'track my delivery', 'has my order been sent', 'my package has not arrived', 'when does my order arrive'],
  refund: ['i want my money back', 'refund please', 'when do i get my refund', 'pay me back', 'my refund has not come'],
  oos: ['tell me a joke', 'who won the football', 'write me a poem', 'what is the weather like', 'what is the capital of peru'],
  paket: ['Wo ist mein Paket?', 'Wann kommt meine Bestellung an?', 'Mein Paket ist noch nicht angekommen'],
};
const csv = ['text,category', ...Object.entries(asked).flatMap(([key, texts]) => texts.map((text) => `${text},${key}`))].join('\n');

jest.setTimeout(60_000);

describe('the topic of a first message', () => {
  let db: TestDatabase;
  let server: TestApp;
  let workspaceId: string;

  beforeAll(async () => {
    db = await startDatabase([...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...standIns('training_run').slice(1)]);
    server = await startApp(db, [AccountsModule, BackendsModule]);
    workspaceId = await db.workspace('Acme');
    await server.app.get(Importing, { strict: false }).import(workspaceId, { content: csv, part: 'train', source: 'import' });
  });
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });

  const never = new AbortController().signal;
  const read = (texts: readonly string[], workspace = workspaceId, signal = never) => server.app.get(TopicReader).read(workspace, texts, signal);

  it('is the intent whose questions it is most like, and `oos` for what is none of the company\'s business', async () => {
    expect(await read(['Hi there! Where has my parcel got to?', 'could I have my money back please', 'who won the cup final'])).toMatchObject([{ topic: 'parcel' }, { topic: 'refund' }, { topic: 'oos' }]);
  });

  it('is read by words in languages that the encoder does not understand, and not known where no word is shared', async () => {
    expect(await read(['Wo ist denn mein Paket geblieben?', 'Dov\'è la mia borsa, per favore?'])).toEqual([{ topic: 'paket', language: 'de' }, { topic: null, language: 'it' }]);
  });

  it('hangs on the text alone: neither on the order nor on what else is read', async () => {
    const texts = ['where is it', 'money', 'sing me a song', 'my delivery never came', 'refund'];
    const [together, backwards] = [await read(texts), (await read([...texts].reverse())).reverse()];
    expect(backwards).toEqual(together);
    expect(await Promise.all(texts.map(async (text) => (await read([text]))[0]))).toEqual(together);
  });

  it('is not known where nothing is labelled, and no encoder is started for it', async () => {
    const encode = jest.spyOn(server.app.get(TextEngine, { strict: false }), 'encode');
    expect(await read(['Where is the parcel that I ordered?'], await db.workspace('Newcomer'))).toEqual([{ topic: null, language: 'en' }]);
    expect(encode).not.toHaveBeenCalled();
    encode.mockRestore();
  });

  it('is given up with the signal', async () => {
    await expect(read(['nobody asked this before'], workspaceId, AbortSignal.abort(new Error('leaving')))).rejects.toThrow('leaving');
  });
});
