import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { TextEngine, modelsEntities } from '#models';
import { Readiness } from '#platform';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { Articles, Examples, Importing, Intents, Knowledge, TextVectors, knowledgeEntities } from './index.ts';

const late = {
  slug: 'late-parcels', title: 'Late parcels', questions: ['My delivery is overdue, what should I do?'], intents: ['late_delivery'], published: true,
  body: 'Most parcels arrive on time.\n\n## When to tell us\n\nContact us once the last date is **3 working days** past. Have your order number ready.\n\n## What we do\n\n1. We start a search with the carrier. It takes up to 5 working days.\n2. If the parcel is found, it is sent on to you.\n',
};
const refunds = {
  slug: 'refunds', title: 'Refunds', questions: ['When do I get my money back?'], intents: ['refund'], published: true,
  body: 'We refund to the card you paid with.\n\n## How long it takes\n\nA refund reaches your account within 10 days of the return.\n',
};
const careers = { slug: 'careers', title: 'Careers', questions: [], intents: [], published: true, body: 'We are hiring mechanics in Leeds. Send us a letter.\n' };

describe('knowledge', () => {
  let db: TestDatabase;
  let engine: TextEngine;
  let articles: Articles;
  let intents: Intents;
  let examples: Examples;
  let importing: Importing;
  let knowledge: Knowledge;

  const freshKnowledge = (): Knowledge => new Knowledge(db.database, new TextVectors(db.database, engine));

  beforeAll(async () => {
    Logger.overrideLogger(false);
    db = await startDatabase([...knowledgeEntities, ...modelsEntities]);
    engine = new TextEngine(db.database, new Readiness());
    articles = new Articles(db.database);
    intents = new Intents(db.database);
    examples = new Examples(db.database);
    importing = new Importing(db.database);
    knowledge = freshKnowledge();
  });
  afterAll(async () => {
    await engine.onModuleDestroy();
    await db.stop();
  });

  describe('a help centre', () => {
    it('answers with its own sentences, in their order, and says where they stand', async () => {
      const workspaceId = await db.workspace();
      for (const article of [late, refunds, careers]) await articles.create(workspaceId, article);
      const index = await knowledge.freshIndexOf(workspaceId);
      await index.embedded;
      const question = 'my parcel should have come days ago, when can i contact you?';
      const [encoded] = await engine.encode(workspaceId, [question]);
      const ranked = knowledge.search(index, question, encoded!.vector);
      expect(ranked[0]!.passage).toMatchObject({ slug: 'late-parcels', heading: 'When to tell us' });
      const quote = await knowledge.quote(index, ranked, { text: question, vector: encoded!.vector });
      expect(quote!.citations[0]).toMatchObject({ slug: 'late-parcels', heading: 'When to tell us', articleVersion: 1 });
      for (const { start, end, snippet } of quote!.citations) expect(late.body.slice(start, end)).toBe(snippet);
      expect(quote!.text).toContain('3 working days');
    });

    it('finds by meaning where no word is shared, and by words alone where there is no vector', async () => {
      const workspaceId = await db.workspace();
      for (const article of [late, refunds, careers]) await articles.create(workspaceId, article);
      const index = await knowledge.freshIndexOf(workspaceId);
      await index.embedded;
      const question = 'i am still waiting for a reimbursement';
      const [encoded] = await engine.encode(workspaceId, [question]);
      expect(knowledge.search(index, question, encoded!.vector)[0]!.passage.slug).toBe('refunds');
      const [byWords] = knowledge.search(index, 'hiring mechanics', null);
      expect(byWords!.passage.slug).toBe('careers');
      expect(byWords!.likeness).toBeNull();
      expect((await knowledge.quote(index, [byWords!], { text: 'hiring mechanics', vector: null }))!.text).toBe('We are hiring mechanics in Leeds.');
    });

    it('finds nothing of another workspace, although both write in the same words', async () => {
      const [own, foreign] = [await db.workspace(), await db.workspace()];
      const ids = new Map<string, string[]>();
      for (const workspaceId of [own, foreign]) {
        const made = [];
        for (const article of [late, refunds, careers]) made.push((await articles.create(workspaceId, article)).id);
        ids.set(workspaceId, made);
      }
      const secret = await articles.create(foreign, { ...careers, slug: 'plans', title: 'Plans', body: 'We are hiring mechanics in Leeds for the zebra project.\n' });
      const index = await knowledge.freshIndexOf(own);
      await index.embedded;
      for (const question of ['hiring mechanics for the zebra project', 'When do I get my money back?']) {
        const [encoded] = await engine.encode(own, [question]);
        for (const vector of [encoded!.vector, null]) {
          const found = knowledge.search(index, question, vector);
          expect(found.length).toBeGreaterThan(0);
          expect(found.filter(({ passage }) => !ids.get(own)!.includes(passage.articleId))).toEqual([]);
        }
      }
      expect((await knowledge.freshIndexOf(foreign)).passages.some(({ articleId }) => articleId === secret.id)).toBe(true);
    });

    it('shows an edit once the new index is built, and counts the version up', async () => {
      const workspaceId = await db.workspace();
      const { id } = await articles.create(workspaceId, careers);
      const before = await knowledge.freshIndexOf(workspaceId);
      expect(await articles.edit(workspaceId, { id, body: 'We hire nobody.\r\n' })).toMatchObject({ version: 2, body: 'We hire nobody.\n' });
      const after = await knowledge.freshIndexOf(workspaceId);
      expect(after.revision).toBeGreaterThan(before.revision);
      expect(after.passages[0]).toMatchObject({ version: 2, text: 'We hire nobody.' });
      await articles.edit(workspaceId, { id, published: false });
      expect((await knowledge.freshIndexOf(workspaceId)).passages).toEqual([]);
      await expect(articles.published(workspaceId, 'careers')).rejects.toMatchObject({ code: 'not_found' });
    });

    it('builds one index for many who ask at once', async () => {
      const workspaceId = await db.workspace();
      const all = await Promise.all(Array.from({ length: 5 }, () => knowledge.indexOf(workspaceId)));
      expect(new Set(all).size).toBe(1);
    });

    it('refuses an address twice and an unknown article', async () => {
      const workspaceId = await db.workspace();
      const { id } = await articles.create(workspaceId, careers);
      await expect(articles.create(workspaceId, careers)).rejects.toMatchObject({ code: 'slug_taken' });
      await expect(articles.read(await db.workspace(), id)).rejects.toMatchObject({ code: 'not_found' });
      expect((await articles.list(workspaceId, { search: 'MECHANICS', limit: 10 })).total).toBe(1);
      expect((await articles.list(workspaceId, { search: '100%', limit: 10 })).total).toBe(0);
    });
  });

  describe('texts', () => {
    it('are embedded once: a restart finds their vectors', async () => {
      const workspaceId = await db.workspace();
      const texts = ['where is my parcel', 'where is my parcel', 'refund please'];
      const made = await knowledge.vectorsOf({ workspaceId }, texts);
      expect(made).toHaveLength(3);
      expect(made![0]).toBe(made![1]);
      const stored = await new TextVectors(db.database, { usable: () => Promise.resolve(true) } as TextEngine).of(workspaceId, texts);
      expect(stored!.map(({ vector }) => [...vector])).toEqual(made!.map((vector) => [...vector]));
      expect(stored![2]!.pooled).toHaveLength(1_280);
    });
  });

  describe('an import', () => {
    it('makes intents, counts doubles, names rejected lines and shows in the index', async () => {
      const workspaceId = await db.workspace();
      const content = 'text,category,answer\nWhere is my card?,card_arrival,It is on its way.\nwhere is my CARD,card_arrival,\n,card_arrival,\nlost it,lost_card,\ntell me a joke,oos,\n';
      const report = await importing.import(workspaceId, { content, part: 'train', source: 'import' });
      expect(report).toEqual({ imported: 3, duplicates: 1, newIntents: 2, rejected: [{ line: 4, reason: 'has no text', text: '' }], rejectedTotal: 1 });
      expect((await intents.list(workspaceId)).items).toMatchObject([
        { key: 'card_arrival', label: 'Card arrival', answer: 'It is on its way.', trainExamples: 1, testExamples: 0 }, { key: 'lost_card', answer: null, trainExamples: 1 },
      ]);
      const index = await knowledge.freshIndexOf(workspaceId);
      expect(index.examples.map(({ text, intent }) => ({ text, intent }))).toEqual([{ text: 'Where is my card?', intent: 'card_arrival' }, { text: 'lost it', intent: 'lost_card' }, { text: 'tell me a joke', intent: null }]);
      const again = await importing.import(workspaceId, { content, part: 'train', source: 'import' });
      expect(again).toMatchObject({ imported: 0, duplicates: 4, newIntents: 0 });
      expect(await importing.import(workspaceId, { content, part: 'test', source: 'import' })).toMatchObject({ imported: 3 });
      expect(await examples.labelled(workspaceId, 'test')).toHaveLength(3);
    });

    it('keeps an approved answer, and takes long texts', async () => {
      const workspaceId = await db.workspace();
      await intents.create(workspaceId, { key: 'hours', label: 'Opening hours', answer: 'From nine to five.' });
      const long = Array.from({ length: 700 }, (_, index) => `w${index}`).join(' ');
      await importing.import(workspaceId, { content: `text,category,answer\n${long},hours,Never.\n`, part: 'train', source: 'import' });
      expect((await intents.list(workspaceId)).items).toMatchObject([{ label: 'Opening hours', answer: 'From nine to five.', trainExamples: 1 }]);
    });

    it('takes ten thousand lines in its stride', async () => {
      const workspaceId = await db.workspace();
      const content = `text,category\n${Array.from({ length: 10_000 }, (_, index) => `question number ${index},intent_${index % 77}`).join('\n')}`;
      expect(await importing.import(workspaceId, { content, part: 'train', source: 'import' })).toMatchObject({ imported: 10_000, newIntents: 77, rejectedTotal: 0 });
    });
  });

  describe('labelled questions', () => {
    it('are listed newest first, page by page, by intent and part', async () => {
      const workspaceId = await db.workspace();
      await intents.create(workspaceId, { key: 'hours', label: 'Opening hours', answer: null });
      await expect(intents.create(workspaceId, { key: 'hours', label: 'Again', answer: null })).rejects.toMatchObject({ code: 'intent_taken' });
      for (const text of ['one', 'two', 'three']) await examples.create(workspaceId, { text, intent: 'hours', part: 'train' });
      await examples.create(workspaceId, { text: 'joke', intent: 'oos', part: 'test' });
      await expect(examples.create(workspaceId, { text: 'ONE!', intent: 'hours', part: 'train' })).rejects.toMatchObject({ code: 'invalid_request' });
      await expect(examples.create(workspaceId, { text: 'x', intent: 'nothing', part: 'train' })).rejects.toMatchObject({ code: 'not_found' });
      const first = await examples.list(workspaceId, { limit: 2, intent: 'hours' });
      expect(first.items.map(({ text }) => text)).toEqual(['three', 'two']);
      const second = await examples.list(workspaceId, { limit: 2, intent: 'hours', before: first.next! });
      expect(second).toMatchObject({ items: [{ text: 'one', intent: 'hours', source: 'hand' }], next: null });
      expect((await examples.list(workspaceId, { limit: 5, intent: 'oos' })).items).toMatchObject([{ text: 'joke', intent: 'oos', part: 'test' }]);
    });

    it('go with their intent', async () => {
      const workspaceId = await db.workspace();
      const { id } = await intents.create(workspaceId, { key: 'hours', label: 'Opening hours', answer: null });
      await examples.create(workspaceId, { text: 'one', intent: 'hours', part: 'train' });
      expect(await intents.edit(workspaceId, { id, answer: 'Nine to five.' })).toMatchObject({ answer: 'Nine to five.', trainExamples: 1 });
      await intents.delete(workspaceId, id);
      expect(await examples.labelled(workspaceId)).toEqual([]);
      await expect(intents.delete(workspaceId, id)).rejects.toMatchObject({ code: 'not_found' });
    });
  });
});
