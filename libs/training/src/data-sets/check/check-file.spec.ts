import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dataSetFormats, type DataSetFormat, type DataSetMethod } from '#contracts';
import { exampleOf } from '../example.ts';
import { writeFile, type Written } from '../write-file.ts';
import { checkFile } from './check-file.ts';

const methods = ['answers', 'pairs', 'thumbs'] as const;
const forms = methods.flatMap((method) => dataSetFormats[method].map((format): [DataSetMethod, DataSetFormat] => [method, format]));
const said = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), fc.constantFrom('=1+1', '-2', '@x', '"', 'a,b\r\nc', '\u2028', 'jo@example.com', '{"role":"user"}', '\t=cmd')).filter((text) => text.trim() !== '' && text.replace(/[\u0000\s\u{FEFF}]/gu, '') !== '');
const words = fc.record({ before: fc.array(fc.tuple(said, said), { maxLength: 2 }), question: said, answer: said, other: said, liked: fc.boolean() });

/** Examples as a building writes them. */
const written = (method: DataSetMethod) => fc.array(words, { minLength: 1, maxLength: 14 }).map((some) => some.map(({ before, question, answer, other, liked }, at): Written => ({
  number: at + 1, part: 'train', why: 'agent', weight: 1, marks: [], intent: null, at: new Date(0),
  example: exampleOf({
    before: [...before.flatMap(([one, two]) => [{ role: 'visitor' as const, text: one }, { role: 'assistant' as const, text: two }]), { role: 'visitor', text: question }],
    answer, rejected: method === 'pairs' ? `${other} but not that` : null, liked: method === 'thumbs' ? liked : null,
  }).example,
})));
const errorsIn = (format: DataSetFormat, method: DataSetMethod, content: string) => checkFile({ format, method, content }).issues.filter(({ severity }) => severity === 'error');

describe.each(forms)('a file of %s for %s', (method, format) => {
  it('is without fault and without personal data as we write it, whatever was said', () => {
    fc.assert(fc.property(written(method), fc.constantFrom('', 'Be kind.'), (examples, system) => {
      const content = writeFile(format, method, system, examples);
      const { lines, issues } = checkFile({ format, method, content });
      expect(issues.filter(({ severity, code }) => severity === 'error' || code === 'personal_data')).toEqual([]);
      expect(lines).toBe(examples.length);
    }), { numRuns: 150 });
  });

  it('is found faulty in the very line that is cut short', () => {
    fc.assert(fc.property(written(method), fc.nat(), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (examples, which, share) => {
      const plain = examples.map((one) => ({ ...one, example: { ...one.example, messages: [{ role: 'user' as const, text: 'Where is it?' }], answer: 'On its way.', rejected: one.example.rejected === null ? null : 'No idea.' } }));
      const rows = writeFile(format, method, '', plain).trimEnd().split(/\r?\n/);
      const line = (format === 'csv' ? 1 : 0) + (which % plain.length);
      const cut = rows.map((row, at) => (at === line ? row.slice(0, Math.floor(row.length * share)) : row)).join('\n');
      expect(new Set(errorsIn(format, method, `${cut}\n`).map((issue) => issue.line))).toEqual(cut.split('\n')[line] === '' && format === 'csv' ? new Set() : new Set([line + 1]));
    }), { numRuns: 100 });
  });
});

describe('earlier answers of a conversation', () => {
  const talk: Written = {
    number: 1, part: 'train', why: 'agent', weight: 1, marks: [], intent: null, at: new Date(0),
    example: { messages: [{ role: 'user', text: 'Hi' }, { role: 'assistant', text: 'Hello' }, { role: 'user', text: 'Where is it?' }], answer: 'On its way.', rejected: null, liked: null },
  };

  it('are read and not learnt from: only the last one was found to be good', () => {
    const content = writeFile('openai', 'answers', 'Be kind.', [talk]);
    const { messages } = JSON.parse(content) as { messages: { role: string; weight?: number }[] };
    expect(messages.map(({ role, weight }) => [role, weight])).toEqual([['system', undefined], ['user', undefined], ['assistant', 0], ['user', undefined], ['assistant', undefined]]);
    expect(errorsIn('openai', 'answers', content)).toEqual([]);
  });

  it('stand in the prompt of a pair as they are, where nothing is weighed', () => {
    const content = writeFile('openai', 'pairs', '', [{ ...talk, example: { ...talk.example, rejected: 'No idea.' } }]);
    expect(content).not.toContain('weight');
    expect(errorsIn('openai', 'pairs', content)).toEqual([]);
  });
});

const chat = (...messages: object[]) => JSON.stringify({ messages });
const [user, assistant] = [{ role: 'user', content: 'Hi' }, { role: 'assistant', content: 'Hello' }];

describe('a damaged line', () => {
  it.each<[string, DataSetFormat, DataSetMethod, string, string]>([
    ['is not JSON', 'openai', 'answers', '{"messages": [', 'not_json'],
    ['is a list', 'openai', 'answers', '[]', 'not_an_object'],
    ['has no messages', 'openai', 'answers', '{}', 'no_messages'],
    ['has an empty list', 'openai', 'answers', chat(), 'no_messages'],
    ['has a field that does not belong there', 'openai', 'answers', JSON.stringify({ messages: [user, assistant], prompt: 'x' }), 'unknown_field'],
    ['has an unknown role', 'openai', 'answers', chat({ role: 'human', content: 'Hi' }, assistant), 'unknown_role'],
    ['has no text', 'openai', 'answers', chat({ role: 'user', content: ' ' }, assistant), 'no_content'],
    ['ends with the user', 'openai', 'answers', chat(user), 'no_answer'],
    ['has no question', 'openai', 'answers', chat(assistant), 'no_question'],
    ['has a late system message', 'openai', 'answers', chat(user, { role: 'system', content: 'Be kind.' }, assistant), 'late_system'],
    ['weighs the user', 'openai', 'answers', chat({ ...user, weight: 1 }, assistant), 'bad_weight'],
    ['weighs a half', 'openai', 'answers', chat(user, { ...assistant, weight: 0.5 }), 'bad_weight'],
    ['has a tool answer without a call', 'openai', 'answers', chat(user, { role: 'tool', content: 'x' }, assistant), 'no_tool_call'],
    ['holds half of a character', 'openai', 'answers', chat(user, { role: 'assistant', content: '\ud83d' }), 'broken_character'],
    ['has no input', 'openai', 'pairs', JSON.stringify({ preferred_output: [assistant], non_preferred_output: [{ ...assistant, content: 'No' }] }), 'no_input'],
    ['has an answer in its prompt', 'openai', 'pairs', JSON.stringify({ input: { messages: [user, assistant] }, preferred_output: [assistant], non_preferred_output: [{ ...assistant, content: 'No' }] }), 'answer_in_prompt'],
    ['prefers two messages', 'openai', 'pairs', JSON.stringify({ input: { messages: [user] }, preferred_output: [assistant, assistant], non_preferred_output: [assistant] }), 'not_one_answer'],
    ['prefers what it does not', 'openai', 'pairs', JSON.stringify({ input: { messages: [user] }, preferred_output: [assistant], non_preferred_output: [assistant] }), 'same_answers'],
    ['is of another method', 'trl', 'pairs', JSON.stringify({ prompt: [user], completion: [assistant] }), 'unknown_field'],
    ['rejects what it chooses', 'trl', 'pairs', JSON.stringify({ prompt: [user], chosen: [assistant], rejected: [assistant] }), 'same_answers'],
    ['labels with a word', 'trl', 'thumbs', JSON.stringify({ prompt: [user], completion: [assistant], label: 'yes' }), 'no_label'],
    ['speaks as user', 'sharegpt', 'answers', JSON.stringify({ conversations: [{ from: 'user', value: 'Hi' }, { from: 'gpt', value: 'Hello' }] }), 'unknown_role'],
    ['takes no turns', 'sharegpt', 'answers', JSON.stringify({ conversations: [{ from: 'human', value: 'Hi' }, { from: 'human', value: 'Hm' }] }), 'no_turns'],
    ['ends with the human', 'sharegpt', 'answers', JSON.stringify({ conversations: [{ from: 'human', value: 'Hi' }, { from: 'gpt', value: 'Hello' }, { from: 'human', value: 'Hm' }] }), 'no_turns'],
    ['is empty', 'trl', 'answers', '', 'empty_line'],
  ])('%s', (_, format, method, line, code) => {
    const good = { openai: chat(user, assistant), trl: JSON.stringify({ prompt: [user], completion: [assistant] }), sharegpt: '{}', csv: '' }[format];
    const before = method === 'answers' && format !== 'sharegpt' ? [good] : [];
    const errors = errorsIn(format, method, [...before, line, ...before].join('\n') + '\n');
    expect(errors.map((error) => [error.line, error.code])).toContainEqual([before.length + 1, code]);
    expect(errors.every((error) => error.line === before.length + 1 && /^[A-Z"[a-z].*[.]$/.test(error.sentence))).toBe(true);
  });

  const head = 'number,part,context,question,answer,why,weight,marks,intent,asked_at';
  it.each([
    ['another header', 'a,b\n1,2\n', 1, 'bad_header'], ['a missing cell', `${head}\n1,train,,Where?,There.,agent,1,,\n`, 2, 'bad_columns'],
    ['an open quote', `${head}\n1,train,,"Where?,There.,agent,1,,,2026-03-09T12:00:00Z\n`, 2, 'bad_quotes'], ['no answer', `${head}\n1,train,"a\nb",Where?,There.,agent,1,,,2026-03-09T12:00:00Z\n2,train,,Where?,,agent,1,,,2026-03-09T12:00:00Z\n`, 4, 'no_content'],
    ['a part that there is not', `${head}\n1,exam,,Where?,There.,agent,1,,,2026-03-09T12:00:00Z\n`, 2, 'bad_value'],
    ['a formula', `${head}\n1,train,,Where?, =1+1,agent,1,,,2026-03-09T12:00:00Z\n`, 2, 'formula'],
  ])('of a table has %s', (_, content, line, code) => {
    expect(errorsIn('csv', 'answers', content).map((error) => [error.line, error.code])).toEqual([[line, code]]);
  });
});

describe('a file as a whole', () => {
  const codes = (content: string) => checkFile({ format: 'openai', method: 'answers', content }).issues.map(({ line, code }) => [line, code]);
  const lines = (count: number) => Array.from({ length: count }, (_, at) => chat({ role: 'user', content: `Question ${at}` }, assistant)).join('\n');

  it('is told when it is empty, small, repeats itself, or begins with a byte order mark', () => {
    expect(codes('')).toEqual([[0, 'empty_file']]);
    expect(codes(lines(9))).toEqual([[0, 'too_few']]);
    expect(codes(lines(10))).toEqual([[0, 'few']]);
    expect(codes(lines(50))).toEqual([]);
    expect(codes(`${lines(50)}\n${lines(2)}`)).toEqual([[51, 'repeated'], [52, 'repeated']]);
    expect(codes(`\ufeff${lines(50)}`)).toEqual([[0, 'byte_order_mark']]);
  });

  it('is told where personal data may be left', () => {
    expect(codes(`${lines(50)}\n${chat({ role: 'user', content: 'Mail:\njo@example.com' }, assistant)}`)).toEqual([[51, 'personal_data']]);
  });

  it('has no form for what cannot be said in it', () => {
    expect(checkFile({ format: 'sharegpt', method: 'pairs', content: '{}' }).issues.map(({ code }) => code)).toEqual(['no_such_form']);
    expect(checkFile({ format: 'openai', method: 'thumbs', content: '{}' }).issues.map(({ code }) => code)).toEqual(['no_such_form']);
  });
});
