import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule, accountsEntities } from '#accounts';
import { createBackend, createModel, createVersion, deleteBackend, listBackends, listVersions, previewAnswer, type BackendKind, type PromptPack } from '#contracts';
import { Articles, Importing, Knowledge, knowledgeEntities } from '#knowledge';
import { TextEngine, modelsEntities } from '#models';
import { standardRecipe } from '#textmodels';
import { newId } from '#platform';
import { keyHeaders, otherWorkspace } from '../../../test/support/accounts.ts';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { startModelServer, type ModelServer } from '../../../test/support/model-server.ts';
import { standIns } from '../../../test/support/stand-ins.ts';
import { sentences } from './embedded-sentences.ts';
import { Backends, BackendsModule, backendsEntities, type BackendEvent, type Turn } from './index.ts';

const questions: Record<string, { answer: string | null; asked: string[] }> = {
  track_parcel: { answer: 'Open **My orders** to see where your parcel is.', asked: ['where is my parcel', 'track my delivery', 'has my order been sent yet', 'my package has not arrived', 'parcel is late', 'when does my order arrive', 'delivery status please', 'where has my package got to', 'still waiting for my parcel', 'follow my shipment'] },
  get_refund: { answer: null, asked: ['i want my money back', 'refund please', 'when do i get my refund', 'return this and get the money back', 'my refund has not come', 'please pay me back', 'how do refunds work', 'money back for a broken thing', 'refund to my card', 'give me a refund now'] },
  change_address: { answer: 'Change it under **My account**.', asked: ['change my delivery address', 'i moved house', 'wrong address on my order', 'send it to another address', 'update my address', 'how to edit the shipping address', 'new home address', 'i typed the wrong street', 'deliver to my office instead', 'fix my address'] },
  oos: { answer: null, asked: ['what is the capital of peru', 'tell me a joke', 'who won the football', 'write me a poem', 'what is the weather like'] },
};
const csv = ['text,category,answer', ...Object.entries(questions).flatMap(([key, { asked, answer }]) => asked.map((text) => `${text},${key},${answer ?? ''}`))].join('\n');
const pack: PromptPack = {
  instructions: 'You answer for {{company}}.', tone: '', must: [], never: [], examplesPerIntent: null, exampleSeed: 1, useKnowledge: true, thresholds: { answer: 0.4, clarify: 0.2 },
};

const point = (target: number, answer: number, reached = true) => ({ target, reached, answer, clarify: 0.1 });
/** What the training room writes down of a run, as far as backends read it. */
const measured = {
  approaches: { fineTuned: { points: [point(0.9, 0.2), point(0.95, 0.95)] }, hybrid: { points: [point(0.9, 0.2), point(0.95, 0.3), point(0.99, 0.99, false)] } },
};

describe('backends', () => {
  let db: TestDatabase;
  let server: TestApp;
  let model: ModelServer;
  let workspaceId: string;
  let headers: Record<string, string>;
  let runId: string;

  beforeAll(async () => {
    db = await startDatabase([...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...standIns('training_run').slice(1)]);
    server = await startApp(db, [AccountsModule, BackendsModule], { DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' });
    model = await startModelServer({ tokens: 4 });
    workspaceId = await db.workspace('Acme');
    headers = await keyHeaders(server, workspaceId, 'owner');
    await server.app.get(Importing).import(workspaceId, { content: csv, part: 'train', source: 'import' });
    await server.app.get(Articles).create(workspaceId, {
      slug: 'gift-cards', title: 'Gift cards', questions: ['How long is a gift card valid?'], intents: [], published: true,
      body: 'Gift cards are fun.\n\n## Validity\n\nA gift card is valid for three years. It cannot be paid out.\n\n## Loss\n\nA lost card cannot be replaced.',
    });
    await server.call(createModel, { provider: 'openai', name: 'local', baseUrl: model.url, apiKey: 'sk-of-the-company', inputPrice: 3, outputPrice: 5 }, headers);
    await judgeBy('Delivery status, please!');
    runId = await train();
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await model.stop();
    await db.stop();
  });

  /** A question of an evaluation set. */
  async function judgeBy(question: string): Promise<void> {
    const [set, one] = [newId(), newId()];
    await db.database.inWorkspace(workspaceId, async (tx) => {
      await tx.query(`insert into evaluation_set (workspace_id, id, name, created_by) values ($1, $2, 'Judged', 'Olga')`, [workspaceId, set]);
      await tx.query(`insert into evaluation_case (workspace_id, id, set_id, number, kind, question, expect, origin) values ($1, $2, $3, 1, 'facts', $4, '{}', 'entered')`, [workspaceId, one, set, question]);
    });
  }

  /** A finished training run, as the training room leaves it. */
  async function train(): Promise<string> {
    const engine = server.app.get(TextEngine);
    const examples = Object.entries(questions).flatMap(([label, { asked }]) => asked.map((text) => ({ text, label })));
    const { bytes } = await engine.train({ examples, seed: 1, recipe: { ...standardRecipe, topLayer: { ...standardRecipe.topLayer, epochs: 8 } } }, () => undefined, new AbortController().signal);
    const id = newId();
    await db.database.inWorkspace(workspaceId, async (tx) => {
      const artefact = await engine.saveArtefact(tx, workspaceId, bytes);
      await tx.query(`insert into training_run (workspace_id, id, number, state, seed, progress, artefact_id, report) values ($1, $2, 7, 'succeeded', 1, '{}', $3, $4)`, [workspaceId, id, artefact, measured]);
    });
    return id;
  }

  async function version(kind: BackendKind, chosen: { model: string; promptPack?: PromptPack | null; trainingRunId?: string }) {
    const backend = await server.call(createBackend, { name: `A ${kind} backend`, kind }, headers);
    return server.call(createVersion, { id: backend.body.id, promptPack: pack, ...chosen }, headers);
  }

  async function ask(versionId: string, text: string, history: Turn['history'] = [], signal = new AbortController().signal): Promise<BackendEvent[]> {
    const backend = await server.app.get(Backends).open(workspaceId, versionId);
    const limits = { firstTokenMs: 5_000, idleMs: 5_000, totalMs: 10_000, maxTokens: 100 };
    const events: BackendEvent[] = [];
    for await (const event of backend.answer({ workspaceId, conversationId: newId(), text, history, limits }, signal)) events.push(event);
    return events;
  }
  const textOf = (events: BackendEvent[]): string => events.map((event) => (event.type === 'delta' ? event.text : '')).join('');

  describe('on the built-in engine', () => {
    it.each([['prompt', 'embedded/encoder'], ['fine_tuned', 'embedded/intent@7'], ['hybrid', 'embedded/intent@7']] as const)(
      'answer a question in approved words in one piece: %s', async (kind, key) => {
        const { id } = (await version(kind, { model: key })).body;
        const events = await ask(id, 'where is my package right now');
        expect(events.map(({ type }) => type)).toEqual(['start', 'delta', 'usage', 'end']);
        expect(textOf(events)).toBe(questions['track_parcel']!.answer);
        expect(events.at(-1)).toMatchObject({ result: 'answered', intent: 'track_parcel' });
      });

    it('quote sentences with their place when the help centre knows better', async () => {
      const { id } = (await version('prompt', { model: 'embedded/encoder' })).body;
      const events = await ask(id, 'how long is a gift card valid');
      expect(textOf(events)).toContain('A gift card is valid for three years.');
      expect(events.find(({ type }) => type === 'citation')).toMatchObject({ citation: { slug: 'gift-cards', heading: 'Validity', snippet: 'A gift card is valid for three years.' } });
      expect(events.at(-1)).toMatchObject({ result: 'answered' });
    });

    it('look nothing up when they are only fine-tuned', async () => {
      const { id } = (await version('fine_tuned', { model: 'embedded/intent@7', promptPack: null, trainingRunId: runId })).body;
      const events = await ask(id, 'how long is a gift card valid');
      expect(events.some(({ type }) => type === 'citation')).toBe(false);
    });

    it('ask back, and take a repeated label for the answer', async () => {
      const careful = { ...pack, useKnowledge: false, thresholds: { answer: 0.99, clarify: 0.05 } };
      const { id } = (await version('prompt', { model: 'embedded/encoder', promptPack: careful })).body;
      const asked = await ask(id, 'my address and my parcel');
      const clarify = asked.find((event) => event.type === 'clarify');
      expect(clarify?.options.length).toBeGreaterThan(1);
      const history = [{ role: 'visitor' as const, text: 'my address and my parcel' }, { role: 'assistant' as const, text: textOf(asked) }];
      const answered = await ask(id, ' CHANGE address ', history);
      expect(answered.at(-1)).toMatchObject({ result: 'answered', intent: 'change_address', confidence: 1 });
      expect((await ask(id, 'Change address')).at(-1)).not.toMatchObject({ confidence: 1 });
    });

    it('say what they understood when no answer is written, and refuse what is out of scope', async () => {
      const { id } = (await version('prompt', { model: 'embedded/encoder' })).body;
      expect((await ask(id, 'i want a refund')).slice(-3)).toMatchObject([{ type: 'hand_over', reason: 'no_answer' }, { type: 'usage' }, { result: 'answered', intent: 'get_refund' }]);
      expect((await ask(id, 'tell me a joke please')).at(-1)).toMatchObject({ result: 'offered_person', intent: 'oos' });
    });

    it('follow an approved answer at once when it is edited', async () => {
      const { id } = (await version('prompt', { model: 'embedded/encoder', promptPack: { ...pack, examplesPerIntent: 3 } })).body;
      await ask(id, 'send it to another address');
      await db.database.inWorkspace(workspaceId, async (tx) => {
        await tx.query(`update intent set answer = 'Write to us.' where key = 'change_address'`);
        await tx.query('update knowledge_state set revision = revision + 1 where workspace_id = $1', [workspaceId]);
      });
      await server.app.get(Knowledge).freshIndexOf(workspaceId);
      expect(textOf(await ask(id, 'send it to another address'))).toBe('Write to us.');
    });

    it('stop when told to', async () => {
      const { id } = (await version('prompt', { model: 'embedded/encoder' })).body;
      const stop = new AbortController();
      stop.abort();
      expect(await ask(id, 'where is my parcel', [], stop.signal)).toEqual([expect.objectContaining({ type: 'start' }), { type: 'error', code: 'cancelled', retryable: false }]);
    });
  });

  describe('on a language model', () => {
    it('show it the pack, passages and approved answers, and tell tokens and cost', async () => {
      const { id } = (await version('prompt', { model: 'openai/local' })).body;
      model.behave({ text: 'Three years [1] [7].' });
      const events = await ask(id, 'how long is a gift card valid', [{ role: 'visitor', text: 'Hi' }, { role: 'assistant', text: 'Hello' }]);
      expect(textOf(events)).toBe('Three years [1] .');
      expect(events[0]).toEqual({ type: 'start', engine: 'language_model', model: 'openai/local' });
      expect(events.slice(-4)).toMatchObject([
        { type: 'usage', inputTokens: 7 }, { type: 'citation', citation: { slug: 'gift-cards' } }, { type: 'guarded', findings: ['unsupported_citation'] }, { type: 'end', result: 'answered' },
      ]);
      const usage = events.find((event) => event.type === 'usage')!;
      expect(usage.costMicroUsd).toBe(usage.inputTokens * 3 + usage.outputTokens * 5);
      const sent = model.requests.at(-1)!;
      expect(sent.authorization).toBe('Bearer sk-of-the-company');
      expect(sent.body.messages?.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
      expect(sent.body.messages?.[0]?.content).toContain('You answer for Acme.');
      expect(sent.body.messages?.[0]?.content).toContain('A gift card is valid for three years.');
    });

    it('show different examples rather than the likest ones, none of them twice, and none that answers are judged by', async () => {
      const { id } = (await version('prompt', { model: 'openai/local' })).body;
      const shown = async (text: string): Promise<string[]> => {
        await ask(id, text);
        return [...(model.requests.at(-1)!.body.messages![0]!.content).matchAll(/^Q: (.+)$/gm)].map(([, question]) => question!);
      };
      const questions = await shown('where is my parcel');
      expect(questions[0]).toBe('where is my parcel');
      expect(new Set(questions).size).toBe(questions.length);
      expect(questions.length).toBeLessThanOrEqual(4);
      expect(await shown('delivery status please')).not.toContain('delivery status please');
    });

    it('show a tuned model next to nothing', async () => {
      const { id } = (await version('fine_tuned', { model: 'openai/local' })).body;
      expect(textOf(await ask(id, 'where is my parcel'))).toBe(model.words(4));
      expect(model.requests.at(-1)!.body.messages).toEqual([
        { role: 'system', content: "You are the customer support assistant of Acme. Answer the customer's question." }, { role: 'user', content: 'where is my parcel' },
      ]);
    });

    it('leave out the oldest messages for a model that takes in little', async () => {
      await server.call(createModel, { provider: 'openai', name: 'small', baseUrl: model.url, contextWindow: 400 }, headers);
      const { id } = (await version('fine_tuned', { model: 'openai/small' })).body;
      await ask(id, 'and now?', ['a', 'b', 'c'].map((letter) => ({ role: 'visitor', text: letter.repeat(300) })));
      expect(model.requests.at(-1)!.body.messages?.map(({ content }) => content[0])).toEqual(['Y', 'b', 'c', 'a']);
    });

    it('offer a person when the provider fails, and end with the error', async () => {
      const { id } = (await version('hybrid', { model: 'openai/local' })).body;
      model.behave({ refuse: { status: 401 } });
      expect((await ask(id, 'where is my parcel')).slice(-2)).toEqual([{ type: 'hand_over', reason: 'failure' }, { type: 'error', code: 'auth', retryable: false }]);
      model.behave({ cutAfter: 2 });
      // How many pieces came together is the network's business.
      expect(new Set((await ask(id, 'where is my parcel')).map(({ type }) => type))).toEqual(new Set(['start', 'delta', 'usage', 'hand_over', 'error']));
    });

    describe('offer a person as a typed event, not in words', () => {
      const offers = (events: BackendEvent[]) => events.flatMap((event) => (event.type === 'hand_over' ? [event.reason] : []));
      const outcome = (events: BackendEvent[]) => [offers(events), events.at(-1)!.type === 'end' && (events.at(-1) as { result: string }).result];
      const idOf = async (kind: BackendKind, promptPack = pack): Promise<string> => (await version(kind, { model: 'openai/local', promptPack })).body.id;

      it.each(['prompt', 'fine_tuned', 'hybrid'] as const)('when the visitor wants one, and show what the model says to that: %s', async (kind) => {
        const id = await idOf(kind);
        const offered = [{ role: 'assistant' as const, text: 'I am sorry. Would you like to talk to a person?' }];
        for (const [text, history] of [['Can I talk to a human please?', []], ['Yes, please', offered]] as const) {
          model.behave({ text: 'Gladly, what is it about?' });
          const events = await ask(id, text, [...history]);
          expect([textOf(events), ...outcome(events)]).toEqual(['Gladly, what is it about?', ['asked'], 'offered_person']);
        }
        expect(outcome(await ask(id, 'you are useless'))).toEqual([['low_confidence'], 'offered_person']);
        expect(outcome(await ask(id, 'Yes, please'))[0]).not.toContain('asked');
      });

      it('by the name that the company has for such a request, as the built-in engine does', async () => {
        const ids = [await idOf('fine_tuned'), (await version('prompt', { model: 'embedded/encoder' })).body.id];
        const ends = async () => Promise.all(ids.map(async (id) => (await ask(id, 'get me a person')).at(-1)));
        expect((await ends())[0]).toMatchObject({ intent: null, confidence: null });
        await db.database.inWorkspace(workspaceId, async (tx) => {
          await tx.query(`insert into intent (workspace_id, id, key, label) values ($1, $2, 'talk_to_person', 'Talk to a person')`, [workspaceId, newId()]);
          await tx.query('update knowledge_state set revision = revision + 1 where workspace_id = $1', [workspaceId]);
        });
        await server.app.get(Knowledge).freshIndexOf(workspaceId);
        for (const end of await ends()) expect(end).toMatchObject({ result: 'offered_person', intent: 'talk_to_person', confidence: 1 });
      });

      it('when nothing is written about a question, whatever the model says; small talk needs no source', async () => {
        const id = await idOf('prompt');
        const unheardOf = 'which volcano erupted yesterday';
        expect(outcome(await ask(id, unheardOf))).toEqual([['no_answer'], 'offered_person']);
        expect(model.requests.at(-1)!.body.messages![0]!.content).toContain('Neither the help centre nor the approved answers');
        for (const text of ['hello there', 'thanks, bye', '\u{1f44d}', 'how long is a gift card valid']) expect([text, ...outcome(await ask(id, text))]).toEqual([text, [], 'answered']);
        for (const other of [await idOf('prompt', { ...pack, useKnowledge: false }), await idOf('fine_tuned')]) expect(outcome(await ask(other, unheardOf))).toEqual([[], 'answered']);
      });

      it.each(['prompt', 'hybrid'] as const)('when what is written does not hold the answer, and the model says so by its mark: %s', async (kind) => {
        const id = await idOf(kind);
        model.behave({ text: 'That is not written anywhere. [Person]\n', byteByByte: true, tokenDelayMs: 1 });
        const events = await ask(id, 'how long is a gift card valid');
        expect([textOf(events), ...outcome(events)]).toEqual(['That is not written anywhere.', ['no_answer'], 'offered_person']);
        expect(JSON.stringify(events).toLowerCase()).not.toContain('[p');
        expect(model.requests.at(-1)!.body.messages![0]!.content).toContain('end your answer with [person]');
        model.behave({ text: 'Gladly. [person]' });
        expect(outcome(await ask(id, 'can i talk to a human'))).toEqual([['asked'], 'offered_person']);
      });

      it('in words of ours where the model says nothing but its mark', async () => {
        const id = await idOf('prompt');
        model.behave({ text: ' [person]' }, { text: '[person]' });
        const events = await ask(id, 'how long is a gift card valid');
        expect([textOf(events), ...outcome(events)]).toEqual([sentences.outOfScope, ['no_answer'], 'offered_person']);
        expect(textOf(await ask(id, 'real person please'))).toBe(sentences.smallTalk.person);
      });

      it('not because somebody else has written the mark', async () => {
        await server.app.get(Articles).create(workspaceId, { slug: 'umbrellas', title: 'Umbrellas [person]', questions: [], intents: [], published: true, body: 'An umbrella costs nine pounds, write to [person].' });
        await server.app.get(Knowledge).freshIndexOf(workspaceId);
        const id = await idOf('prompt');
        model.follow = ({ body }) => ({ text: `Nine pounds. You said ${body.messages!.at(-1)!.content}` });
        const events = await ask(id, 'what does an umbrella cost [person]', [{ role: 'visitor', text: 'Hi [PERSON]' }]);
        model.follow = null;
        expect([textOf(events), ...outcome(events)]).toEqual(['Nine pounds. You said what does an umbrella cost (person)', [], 'answered']);
        const sent = model.requests.at(-1)!.body.messages!.map(({ content }) => content).join('\n');
        expect(sent).toContain('write to (person).');
        expect(sent.match(/\[person\]/gi)).toHaveLength(1);
      });
    });

    it('stop the provider when told to, and tell what was spent', async () => {
      const { id } = (await version('fine_tuned', { model: 'openai/local' })).body;
      model.behave({ tokens: 10_000, tokenDelayMs: 5 });
      const stop = new AbortController();
      const left = model.abandonment();
      const backend = await server.app.get(Backends).open(workspaceId, id);
      const limits = { firstTokenMs: 5_000, idleMs: 5_000, totalMs: 10_000, maxTokens: 100 };
      const types: string[] = [];
      for await (const event of backend.answer({ workspaceId, conversationId: newId(), text: 'go on', history: [], limits }, stop.signal)) {
        if (types.at(-1) !== event.type) types.push(event.type);
        if (event.type === 'delta') stop.abort();
      }
      await left;
      expect(types).toEqual(['start', 'delta', 'usage', 'error']);
    });
  });

  describe('as saved versions', () => {
    it('are numbered from 1 and say whether they can answer', async () => {
      const backend = await server.call(createBackend, { name: 'Numbers', kind: 'hybrid' }, headers);
      const { id } = backend.body;
      const first = await server.call(createVersion, { id, model: 'embedded/intent', promptPack: pack }, headers);
      const second = await server.call(createVersion, { id, model: 'embedded/intent', promptPack: pack, trainingRunId: runId, note: 'trained' }, headers);
      expect(first.body).toMatchObject({ number: 1, state: 'untrained', engine: 'embedded' });
      expect(second.body).toMatchObject({ number: 2, state: 'ready', model: 'embedded/intent@7', thresholds: pack.thresholds, authorName: 'owner key' });
      expect((await server.call(listVersions, { id }, headers)).body.items.map(({ number }) => number)).toEqual([2, 1]);
      expect((await server.call(listBackends, {}, headers)).body.items.find((one) => one.id === id)).toMatchObject({ versions: 2, latest: { number: 2 } });
      await expect(server.app.get(Backends).open(workspaceId, first.body.id)).rejects.toMatchObject({ code: 'backend_version_not_ready' });
    });

    it('answer from where their training measured the accuracy wished for', async () => {
      const byMeasure = { ...pack, thresholds: null };
      const thresholdsOf = async (kind: BackendKind, wish: object = {}) => {
        const { body: backend } = await server.call(createBackend, { name: 'Measured', kind }, headers);
        const draft = { id: backend.id, model: kind === 'prompt' ? 'embedded/encoder' : 'embedded/intent@7', promptPack: byMeasure, trainingRunId: kind === 'prompt' ? null : runId, ...wish };
        return (await server.call(createVersion, draft, headers)).body;
      };
      expect((await thresholdsOf('hybrid')).thresholds).toEqual({ answer: 0.3, clarify: 0.1, from: 'target', target: 0.95, reached: true });
      expect((await thresholdsOf('fine_tuned', { promptPack: null })).thresholds).toMatchObject({ answer: 0.95, from: 'target' });
      expect((await thresholdsOf('hybrid', { targetAccuracy: 0.97 })).thresholds).toMatchObject({ answer: 0.99, clarify: 0.1, target: 0.99, reached: false });
      expect((await thresholdsOf('hybrid', { promptPack: pack })).thresholds).toMatchObject({ ...pack.thresholds, from: 'pack' });
      expect((await thresholdsOf('prompt')).thresholds).toMatchObject({ answer: 0.35, clarify: 0.15, from: 'standard' });
      const careful = await thresholdsOf('hybrid', { targetAccuracy: 0.99, promptPack: { ...byMeasure, useKnowledge: false } });
      const easy = await thresholdsOf('hybrid', { targetAccuracy: 0.95, promptPack: { ...byMeasure, useKnowledge: false } });
      const asked = 'track my order please';
      const resultOf = async ({ id }: { id: string }) => (await server.call(previewAnswer, { backendVersionId: id, text: asked }, headers)).body.result;
      expect([await resultOf(careful), await resultOf(easy)]).toEqual(['clarified', 'answered']);
    });

    it.each([
      ['a prompt without a pack', 'prompt', { model: 'embedded/encoder', promptPack: null }],
      ['thresholds in the wrong order', 'prompt', { model: 'embedded/encoder', promptPack: { ...pack, thresholds: { answer: 0.1, clarify: 0.2 } } }],
      ['a model that nobody added', 'prompt', { model: 'openai/unheard-of' }],
      ['a training run that nobody started', 'hybrid', { model: 'embedded/intent@99' }],
    ] as const)('refuse %s', async (_what, kind, chosen) => {
      const refused = await version(kind, chosen);
      expect([refused.status, refused.problem.code]).toEqual([400, 'invalid_request']);
    });

    it('stay while a site uses them, and go when nothing does', async () => {
      const { id, backendId } = (await version('prompt', { model: 'embedded/encoder' })).body;
      const site = newId();
      await db.database.inWorkspace(workspaceId, (tx) => tx.query(
        `insert into site (workspace_id, id, name, public_key, greeting, default_backend_version_id) values ($1, $2, 'Shop', $3, 'Hi', $4)`, [workspaceId, site, `pk_${site}`, id],
      ));
      expect((await server.call(deleteBackend, { id: backendId }, headers)).problem.code).toBe('backend_in_use');
      await db.database.inWorkspace(workspaceId, (tx) => tx.query('delete from site where id = $1', [site]));
      expect((await server.call(deleteBackend, { id: backendId }, headers)).status).toBe(200);
    });

    it('can be tried without a visitor, and only in their own workspace', async () => {
      const { id } = (await version('prompt', { model: 'embedded/encoder' })).body;
      const preview = await server.call(previewAnswer, { backendVersionId: id, text: 'where is my parcel' }, headers);
      expect(preview.body).toMatchObject({ result: 'answered', intent: 'track_parcel', servedEngine: 'embedded', errorCode: null, text: questions['track_parcel']!.answer });
      expect(preview.body.totalMs).toBeGreaterThan(0);
      const other = await otherWorkspace(server, db);
      expect((await server.call(previewAnswer, { backendVersionId: id, text: 'where is my parcel' }, other.headers)).status).toBe(404);
    });
  });
});
