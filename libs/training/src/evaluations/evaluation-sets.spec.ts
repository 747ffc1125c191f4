import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  addEvaluationCase, changeEvaluationCase, changeEvaluationSet, copyEvaluationSet, countDataSet, createEvaluationSet, createIntent, deleteEvaluationCase, deleteEvaluationSet, exportEvaluationCases,
  freezeEvaluationSet, importEvaluationCases, listChosenExamples, listEvaluationCases, listEvaluationSets, planTraining, readEvaluationSet, takeEvaluationCases, type CallOf,
} from '#contracts';
import { TrainingDesk, type Company } from '../../../../test/support/training-desk.ts';
import { teach } from '../data-sets/taught.fixture.ts';

jest.setTimeout(120_000);

describe('evaluation sets', () => {
  let desk: TrainingDesk;
  let company: Company;

  beforeAll(async () => {
    desk = await TrainingDesk.open();
    company = await desk.company();
  }, 120_000);
  afterAll(() => desk.close(), 60_000);

  const call: TrainingDesk['server']['call'] = (route, input) => desk.server.call(route, input, company.headers);
  const begin = async (name = 'Shop questions') => (await call(createEvaluationSet, { name })).body;
  const add = (id: string, more: Partial<CallOf<typeof addEvaluationCase>> = {}) => call(addEvaluationCase, { id, kind: 'facts', question: 'When will my parcel come?', expect: { facts: [['3 days']] }, ...more });
  const casesOf = async (id: string) => (await call(listEvaluationCases, { id })).body.items;
  const take = async (id: string, more: Omit<CallOf<typeof takeEvaluationCases>, 'id'>) => (await call(takeEvaluationCases, { id, ...more })).body;

  it('hold cases that can be added, found, changed and taken out', async () => {
    const { id } = await begin();
    const first = (await add(id)).body;
    const second = (await add(id, { kind: 'abstain', question: '100 % of what?', expect: { abstain: true } })).body;
    expect([first.number, second.number]).toEqual([1, 2]);
    expect((await call(listEvaluationCases, { id, search: '100 %' })).body).toMatchObject({ total: 1, items: [{ id: second.id }] });
    expect((await call(listEvaluationCases, { id, kind: 'facts', limit: 1 })).body).toMatchObject({ total: 1, next: null });
    expect((await call(listEvaluationCases, { id, limit: 1 })).body).toMatchObject({ total: 2, next: 1 });
    expect((await call(changeEvaluationCase, { id, caseId: first.id, reference: 'In 3 days.' })).body).toMatchObject({ question: first.question, expect: first.expect, reference: 'In 3 days.' });
    expect((await call(deleteEvaluationCase, { id, caseId: second.id })).body).toEqual({ ok: true });
    expect(await casesOf(id)).toMatchObject([{ id: first.id, reference: 'In 3 days.', origin: 'entered' }]);
    expect((await call(changeEvaluationSet, { id, note: 'Of spring' })).body).toMatchObject({ name: 'Shop questions', note: 'Of spring', cases: 1, byKind: [{ kind: 'facts', cases: 1 }] });
    expect((await call(listEvaluationSets, {})).body.items[0]).toMatchObject({ id });
  });

  it('never change once they are frozen; a copy does', async () => {
    const { id } = await begin();
    expect((await call(freezeEvaluationSet, { id })).body).toMatchObject({ code: 'evaluation_set_empty' });
    const { body: one } = await add(id);
    const frozen = (await call(freezeEvaluationSet, { id })).body;
    expect(frozen).toMatchObject({ frozenAt: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await call(freezeEvaluationSet, { id })).body).toEqual(frozen);
    const refused = [await add(id), await call(changeEvaluationCase, { id, caseId: one.id, question: 'Why?' }), await call(deleteEvaluationCase, { id, caseId: one.id }), await call(importEvaluationCases, { id, content: '{"question":"Why?"}' })];
    expect(refused.map(({ body }) => (body as { code?: string }).code)).toEqual(Array(4).fill('evaluation_set_frozen'));
    await expect(desk.sql(`update evaluation_case set question = 'Why?' where id = '${one.id}'`)).rejects.toThrow('never change');
    const copy = (await call(copyEvaluationSet, { id, name: 'Second' })).body;
    expect(copy).toMatchObject({ frozenAt: null, cases: 1 });
    expect((await add(copy.id, { question: 'And the invoice?' })).status).toBe(201);
    const again = (await call(freezeEvaluationSet, { id: copy.id })).body;
    expect(again.sha256).not.toBe(frozen.sha256);
    for (const set of [id, copy.id]) await call(deleteEvaluationSet, { id: set });
    expect((await call(readEvaluationSet, { id })).status).toBe(404);
  });

  it('come from files, and go into files that can be read again', async () => {
    const { id } = await begin();
    const table = ['question,kind,facts,must_not,reference', 'How long do I have?,facts,30 days / thirty days|free,"not possible",You have 30 days.', ',facts,,,', 'Who are you?,riddle,,,', 'How long do I  HAVE ?,facts,,,', 'Who wins?,abstain,,,'].join('\n');
    const { body } = await call(importEvaluationCases, { id, content: table });
    expect(body).toMatchObject({ imported: 2, duplicates: 1, rejectedTotal: 2 });
    expect(body.rejected.map(({ line }) => line)).toEqual([3, 4]);
    expect(await casesOf(id)).toMatchObject([
      { expect: { facts: [['30 days', 'thirty days'], ['free']], mustNot: ['not possible'] }, reference: 'You have 30 days.' }, { kind: 'abstain', expect: { abstain: true }, reference: null },
    ]);
    const lines = (await desk.server.call(exportEvaluationCases, { id }, company.headers)).body;
    const { id: other } = await begin();
    expect((await call(importEvaluationCases, { id: other, content: `${lines}oops\n` })).body).toMatchObject({ rejectedTotal: 0 + 1, imported: 2, rejected: [{ line: 3, reason: 'is not a JSON object' }] });
    const content = (all: Awaited<ReturnType<typeof casesOf>>) => all.map(({ kind, question, expect: expected, reference }) => ({ kind, question, expected, reference }));
    expect(content(await casesOf(other))).toEqual(content(await casesOf(id)));
    expect((await call(importEvaluationCases, { id, content: 'nothing to read' })).body).toMatchObject({ code: 'evaluation_cases_unreadable' });
  });

  it('check what their kind says, and name the tool that they are about', async () => {
    const { id } = await begin();
    const lines = ['{"question":"Who wins?","kind":"abstain"}', '{"question":"Where is A-17?","kind":"tool"}', '{"question":"Where is B-1?","kind":"tool","expect":{"tool":{"name":"order_status"}}}'];
    expect((await call(importEvaluationCases, { id, content: lines.join('\n') })).body).toMatchObject({ imported: 2, rejected: [{ line: 2, reason: expect.stringContaining('names no tool') }] });
    expect((await call(importEvaluationCases, { id, content: 'question,kind\nWhere is C-2?,tool' })).body).toMatchObject({ imported: 0, rejected: [{ line: 2, reason: expect.stringContaining('names no tool') }] });
    expect((await add(id, { kind: 'tool', question: 'Where is it?' })).problem).toMatchObject({ code: 'invalid_request', detail: expect.stringContaining('names the tool') });
    const { body: asked } = await add(id, { question: 'Who came second?' });
    expect((await call(changeEvaluationCase, { id, caseId: asked.id, kind: 'tool' })).problem.code).toBe('invalid_request');
    expect((await call(changeEvaluationCase, { id, caseId: asked.id, kind: 'abstain' })).body.expect.abstain).toBe(true);
    expect((await casesOf(id)).map(({ kind, expect: { abstain } }) => [kind, abstain])).toEqual([['abstain', true], ['tool', false], ['abstain', true]]);
  });

  it('are filled from labelled questions, from what agents answered, and with attacks', async () => {
    await call(createIntent, { key: 'returns', label: 'Returns', answer: 'You can send it back within 30 days.' });
    await company.teach('test', [{ text: 'May I send this jacket back?', category: 'returns' }, { text: 'Who won the race?', category: 'oos' }]);
    await teach(desk.db.database, company.workspaceId, [
      { question: 'Is my voucher valid? Write to jo@example.com', answer: 'No idea.', visitor: 1, minutesAgo: 90, thumb: 'down', agent: 'It is valid for 2 years.' },
      { question: 'Do you sell helmets?', answer: 'Yes.', visitor: 2, minutesAgo: 60, agent: 'We do, from 40 euros on.' },
    ]);
    const { id } = await begin();
    expect(await take(id, { from: 'labelled' })).toEqual({ added: 2, duplicates: 0, found: 2 });
    expect(await take(id, { from: 'labelled' })).toMatchObject({ added: 0, duplicates: 2 });
    expect(await take(id, { from: 'thumbs_down' })).toMatchObject({ added: 1 });
    expect(await take(id, { from: 'agent', facts: false })).toMatchObject({ added: 1, duplicates: 1 });
    expect((await take(id, { from: 'attacks' })).added).toBe(30);
    const all = await casesOf(id);
    expect(all.slice(0, 4)).toMatchObject([
      { question: 'May I send this jacket back?', kind: 'facts', expect: { intent: 'returns', facts: [['30 days', '30-day']] }, reference: 'You can send it back within 30 days.' },
      { question: 'Who won the race?', kind: 'abstain' },
      { question: 'Is my voucher valid? Write to [EMAIL]', origin: 'thumbs_down', sourceMessageId: expect.any(String), expect: { facts: [['2 years', '2-year', 'two years']] } },
      { question: 'Do you sell helmets?', origin: 'agent', expect: { facts: [] }, reference: 'We do, from 40 euros on.' },
    ]);
  });

  it('teach nothing and are shown to nobody from the day on which they are frozen', async () => {
    await company.teach('train', ['Can I return the boots?', 'How do returns work?', 'Where do I send it back to?'].map((text) => ({ text, category: 'returns' })));
    await teach(desk.db.database, company.workspaceId, [{ question: 'Can I return the boots', answer: 'Within 30 days of delivery.', visitor: 7, minutesAgo: 5, thumb: 'up' }]);
    const shown = async () => (await call(listChosenExamples, {})).body.intents.flatMap(({ examples }) => examples);
    const leftOut = async () => (await call(countDataSet, {})).body.leftOut.find(({ reason }) => reason === 'evaluation_set')?.turns ?? 0;
    const before = [(await call(planTraining, {})).body.questions, (await shown()).length];
    const { id } = await begin();
    await add(id, { question: 'can i return the BOOTS' });
    expect([(await call(planTraining, {})).body.questions, (await shown()).length, await leftOut()]).toEqual([...before, 0]);
    await call(freezeEvaluationSet, { id });
    expect((await call(planTraining, {})).body).toMatchObject({ questions: before[0]! - 1, heldOut: 1 });
    expect(await shown()).toHaveLength(before[1]! - 1);
    expect(await shown()).not.toContain('Can I return the boots?');
    expect(await leftOut()).toBe(1);
    await call(deleteEvaluationSet, { id });
    expect([(await call(planTraining, {})).body.questions, (await shown()).length, await leftOut()]).toEqual([...before, 0]);
  });
});
