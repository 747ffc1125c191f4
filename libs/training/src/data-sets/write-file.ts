import { csvTable } from '#analytics';
import type { DataSetFormat, DataSetMethod, DataSetPart, DataSetWhy } from '#contracts';
import { questionOf, type Example, type Spoken } from './example.ts';

/** An example with what a table says about it. */
export interface Written {
  number: number;
  part: DataSetPart;
  why: DataSetWhy;
  weight: number;
  marks: readonly string[];
  intent: string | null;
  at: Date;
  example: Example;
}

interface Chat {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** 0: read, and not learnt from. Absent: 1. */
  weight?: 0;
}

/** Examples as a file: a line each, or a table. */
export function writeFile(format: DataSetFormat, method: DataSetMethod, systemPrompt: string, examples: readonly Written[]): string {
  if (format === 'csv') return csvOf(method, examples);
  const line = lines[format];
  return examples.map(({ example }) => `${JSON.stringify(line(example, systemPrompt))}\n`).join('');
}

const chat = (messages: readonly Spoken[], system: string): Chat[] =>
  [...(system === '' ? [] : [{ role: 'system' as const, content: system }]), ...messages.map(({ role, text }) => ({ role, content: text }))];
/** What was answered before is context: only the last answer was found to be good. */
const unlearnt = (message: Chat): Chat => (message.role === 'assistant' ? { ...message, weight: 0 } : message);
const answer = (text: string): Chat[] => [{ role: 'assistant', content: text }];

const lines: Readonly<Record<Exclude<DataSetFormat, 'csv'>, (example: Example, system: string) => object>> = {
  openai: ({ messages, answer: good, rejected }, system) => (rejected === null
    ? { messages: [...chat(messages, system).map(unlearnt), ...answer(good)] }
    : { input: { messages: chat(messages, system) }, preferred_output: answer(good), non_preferred_output: answer(rejected) }),
  trl: ({ messages, answer: good, rejected, liked }, system) => {
    const prompt = chat(messages, system);
    if (rejected !== null) return { prompt, chosen: answer(good), rejected: answer(rejected) };
    return { prompt, completion: answer(good), ...(liked === null ? {} : { label: liked }) };
  },
  sharegpt: ({ messages, answer: good }, system) => ({
    conversations: [
      ...(system === '' ? [] : [{ from: 'system', value: system }]),
      ...messages.map(({ role, text }) => ({ from: role === 'user' ? 'human' : 'gpt', value: text })), { from: 'gpt', value: good },
    ],
  }),
};

/** The columns that a table of a method has. */
export const csvColumns: Readonly<Record<DataSetMethod, readonly string[]>> = {
  answers: ['number', 'part', 'context', 'question', 'answer', 'why', 'weight', 'marks', 'intent', 'asked_at'],
  pairs: ['number', 'part', 'context', 'question', 'chosen', 'rejected', 'why', 'weight', 'marks', 'intent', 'asked_at'],
  thumbs: ['number', 'part', 'context', 'question', 'answer', 'label', 'why', 'weight', 'marks', 'intent', 'asked_at'],
};

function csvOf(method: DataSetMethod, examples: readonly Written[]): string {
  if (examples.length === 0) return `${csvColumns[method].join(',')}\r\n`;
  return csvTable(examples.map(({ number, part, why, weight, marks, intent, at, example }) => {
    const cells = {
      number, part, context: example.messages.slice(0, -1).map(({ role, text }) => `${role}: ${text}`).join('\n'), question: questionOf(example),
      answer: example.answer, chosen: example.answer, rejected: example.rejected, label: example.liked, why, weight, marks: marks.join(' '), intent, asked_at: at,
    };
    return Object.fromEntries(csvColumns[method].map((column) => [column, cells[column as keyof typeof cells]]));
  }));
}
