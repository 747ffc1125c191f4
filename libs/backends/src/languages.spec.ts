import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AccountsModule, accountsEntities } from '#accounts';
import { createBackend, createVersion, previewAnswer, readSearch, learnSearch } from '#contracts';
import { Articles, Importing, knowledgeEntities } from '#knowledge';
import { TextEngine, modelsEntities } from '#models';
import { keyHeaders } from '../../../test/support/accounts.ts';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { standIns } from '../../../test/support/stand-ins.ts';
import { BackendsModule, backendsEntities } from './index.ts';

const articles = [
  { slug: 'lieferung', title: 'Lieferzeiten und Versandkosten', questions: ['Wie lange dauert die Lieferung?', 'Was kostet der Versand nach Österreich?'],
    body: 'Wir versenden jeden Werktag.\n\n## Österreich\n\nEine Lieferung nach Österreich dauert vier Werktage. Der Versand kostet 6,95 Euro.\n\n## Deutschland\n\nInnerhalb von Deutschland dauert die Lieferung zwei Werktage.' },
  { slug: 'devoluciones', title: 'Devoluciones y reembolsos', questions: ['¿Cómo puedo devolver un artículo?', '¿Cuánto tarda el reembolso?'],
    body: 'Puedes devolver un artículo en 60 días.\n\n## Reembolso\n\nEl reembolso tarda cinco días desde que recibimos el paquete.' },
  { slug: 'repairs', title: 'Repairs', questions: ['Can you mend a zip?'], body: 'Our workshop mends jackets and bags. A new zip costs 18 pounds.' },
];
const csv = `text,category,answer
Wo ist mein Paket?,paket,Du findest dein Paket unter **Mein Konto**.
Wann kommt meine Bestellung an?,paket,
Mein Paket ist noch nicht angekommen,paket,
Ich möchte mein Geld zurück,geld,Wir erstatten innerhalb von drei Tagen.
Wie bekomme ich eine Erstattung?,geld,
¿Dónde está mi pedido?,pedido,Tu pedido está en **Mi cuenta**.
¿Cuándo llega mi pedido?,pedido,
No ha llegado mi paquete,pedido,
where is my order,order,See **My account**.
has my parcel been sent,order,`;

jest.setTimeout(60_000);

describe('a workspace that speaks German and Spanish', () => {
  let db: TestDatabase;
  let server: TestApp;
  let headers: Record<string, string>;
  let backendVersionId: string;

  beforeAll(async () => {
    db = await startDatabase([...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...standIns('training_run').slice(1)]);
    server = await startApp(db, [AccountsModule, BackendsModule]);
    const workspaceId = await db.workspace('Radladen');
    headers = await keyHeaders(server, workspaceId, 'owner');
    await server.app.get(Importing).import(workspaceId, { content: csv, part: 'train', source: 'import' });
    for (const article of articles) await server.app.get(Articles).create(workspaceId, { ...article, intents: [], published: true });
    const { body: backend } = await server.call(createBackend, { name: 'Prompt', kind: 'prompt' }, headers);
    const promptPack = { instructions: '', tone: '', must: [], never: [], examplesPerIntent: null, exampleSeed: 1, useKnowledge: true, thresholds: null };
    backendVersionId = (await server.call(createVersion, { id: backend.id, model: 'embedded/encoder', promptPack }, headers)).body.id;
  });
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });
  const ask = async (text: string) => (await server.call(previewAnswer, { backendVersionId, text }, headers)).body;

  it('answers in each language with the approved words', async () => {
    expect(await ask('Wo ist denn mein Paket?')).toMatchObject({ result: 'answered', intent: 'paket', language: 'de', text: 'Du findest dein Paket unter **Mein Konto**.' });
    expect(await ask('donde esta mi pedido')).toMatchObject({ result: 'answered', intent: 'pedido', language: 'es', text: 'Tu pedido está en **Mi cuenta**.' });
    expect(await ask('where is my order')).toMatchObject({ result: 'answered', intent: 'order', language: 'en' });
  });

  it('quotes its articles in each language, whatever the marks and the compounds', async () => {
    const german = await ask('Wie lange dauert eine Lieferung nach Osterreich?');
    expect(german).toMatchObject({ result: 'answered', citations: [{ slug: 'lieferung', heading: 'Österreich' }] });
    expect(german.text).toContain('vier Werktage');
    const spanish = await ask('cuanto tarda el reembolso');
    expect(spanish).toMatchObject({ result: 'answered', citations: [{ slug: 'devoluciones', heading: 'Reembolso' }] });
  });

  it('shows German to the encoder for no answer at all', async () => {
    const engine = server.app.get(TextEngine);
    const seen: string[] = [];
    const encode = engine.encode.bind(engine);
    engine.encode = (workspaceId, texts, signal) => {
      seen.push(...texts);
      return encode(workspaceId, texts, signal);
    };
    await ask('Kann ich meine Bestellung noch ändern?');
    expect(seen).toEqual([]);
    await ask('can I change my order');
    expect(seen).toContain('can I change my order');
    engine.encode = encode;
  });

  it('is surer of itself before it answers, and says which language it reads by words alone', async () => {
    const lost = await ask('Verkauft ihr auch Zelte und Schlafsäcke?');
    expect(lost).toMatchObject({ result: 'offered_person', text: expect.stringContaining('German only by its words') });
  });

  it('tells on its page which languages are understood how well', async () => {
    const { body } = await server.call(readSearch, {}, headers);
    expect(Object.fromEntries(body.languages.map(({ language, understanding }) => [language, understanding]))).toEqual({ de: 'words', es: 'words', en: 'full' });
    expect(body.languages.find(({ language }) => language === 'de')).toMatchObject({ articles: 1, questions: 5 });
  });

  it('keeps equal shares in its search while there are too few questions to learn from', async () => {
    const { body } = await server.call(learnSearch, {}, headers);
    expect(body).toMatchObject({ report: { outcome: 'too_few', quality: null }, weights: { text: 1 / 3, questions: 1 / 3, meaning: 1 / 3 }, needed: 40, current: true });
    const agent = await keyHeaders(server, (await db.workspace()), 'agent');
    expect((await server.call(learnSearch, {}, agent)).problem.code).toBe('forbidden');
  });
});
