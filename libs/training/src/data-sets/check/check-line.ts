import type { DataSetFormat, DataSetMethod } from '#contracts';
import { checkMessages } from './check-messages.ts';
import { error, isFields, strange, type Fault, type Fields } from './found.ts';

type CheckLine = (line: Fields) => Fault[];

const same = (a: unknown, b: unknown, names: string): Fault[] => (JSON.stringify(a) === JSON.stringify(b) ? [error('same_answers', `${names} are the same: nothing can be learnt from that.`)] : []);

const openAiAnswers: CheckLine = (line) => [
  ...strange(line, ['messages', 'tools', 'parallel_tool_calls', 'functions'], 'The line'), ...checkMessages(line['messages'], 'messages', 'assistant'),
];

const openAiPairs: CheckLine = (line) => {
  const { input, preferred_output: better, non_preferred_output: worse } = line;
  const faults = strange(line, ['input', 'preferred_output', 'non_preferred_output'], 'The line');
  if (isFields(input)) faults.push(...strange(input, ['messages', 'tools', 'parallel_tool_calls'], '"input"'), ...checkMessages(input['messages'], 'input.messages', 'user'));
  else faults.push(error('no_input', '"input" must be an object with "messages".'));
  const answers = [...checkMessages(better, 'preferred_output', 'answer'), ...checkMessages(worse, 'non_preferred_output', 'answer')];
  return [...faults, ...answers, ...(answers.length === 0 ? same(better, worse, 'The preferred and the other output') : [])];
};

const trlAnswers: CheckLine = (line) => ('messages' in line
  ? [...strange(line, ['messages'], 'The line'), ...checkMessages(line['messages'], 'messages', 'assistant')]
  : [...strange(line, ['prompt', 'completion'], 'The line'), ...promptOf(line), ...checkMessages(line['completion'], 'completion', 'answer')]);

const trlPairs: CheckLine = (line) => {
  const answers = [...checkMessages(line['chosen'], 'chosen', 'answer'), ...checkMessages(line['rejected'], 'rejected', 'answer')];
  return [...strange(line, ['prompt', 'chosen', 'rejected'], 'The line'), ...promptOf(line), ...answers, ...(answers.length === 0 ? same(line['chosen'], line['rejected'], '"chosen" and "rejected"') : [])];
};

const trlThumbs: CheckLine = (line) => [
  ...strange(line, ['prompt', 'completion', 'label'], 'The line'), ...promptOf(line), ...checkMessages(line['completion'], 'completion', 'answer'),
  ...(typeof line['label'] === 'boolean' ? [] : [error('no_label', '"label" must be true or false.')]),
];

const promptOf = ({ prompt }: Fields): Fault[] => checkMessages(prompt, 'prompt', 'user');

const speakers: Readonly<Record<string, string>> = { system: 'system', human: 'user', gpt: 'assistant' };

/** The same rules as for chat messages, said in ShareGPT's words; speakers take turns. */
const shareGpt: CheckLine = (line) => {
  const { conversations } = line;
  const faults = strange(line, ['conversations'], 'The line');
  if (!Array.isArray(conversations) || conversations.length === 0) return [...faults, error('no_messages', '"conversations" must be a list of messages.')];
  conversations.forEach((one: unknown, at) => {
    const where = `conversations[${at}]`;
    if (!isFields(one)) return void faults.push(error('not_a_message', `${where} must be an object with "from" and "value".`));
    faults.push(...strange(one, ['from', 'value'], where));
    if (!Object.hasOwn(speakers, String(one['from']))) faults.push(error('unknown_role', `${where} is from ${JSON.stringify(one['from']) ?? 'nobody'}. Known: ${Object.keys(speakers).join(', ')}.`));
    if (typeof one['value'] !== 'string' || one['value'].trim() === '') faults.push(error('no_content', `${where} has no text in "value".`));
  });
  if (faults.length > 0) return faults;
  const said = conversations.map((one: Fields) => one['from']);
  const turns = said[0] === 'system' ? said.slice(1) : said;
  const alternate = turns.every((from, at) => from === (at % 2 === 0 ? 'human' : 'gpt'));
  return alternate && turns.length > 0 && turns.length % 2 === 0 ? [] : [error('no_turns', '"conversations" must go human, gpt, human, gpt, after at most one system message, and end with gpt.')];
};

const checks: Readonly<Record<Exclude<DataSetFormat, 'csv'>, Partial<Record<DataSetMethod, CheckLine>>>> = {
  openai: { answers: openAiAnswers, pairs: openAiPairs },
  trl: { answers: trlAnswers, pairs: trlPairs, thumbs: trlThumbs },
  sharegpt: { answers: shareGpt },
};

/** What checks a line of this form; undefined where there is no such form. */
export const lineCheck = (format: Exclude<DataSetFormat, 'csv'>, method: DataSetMethod): CheckLine | undefined => checks[format][method];
