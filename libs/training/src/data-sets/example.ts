import { redact, type Redaction } from '#textmodels';

/** A message as a model reads it. */
export interface Spoken {
  role: 'user' | 'assistant';
  text: string;
}

/** A turn as it is written to files: nothing personal is left that the redactor knows. */
export interface Example {
  messages: Spoken[];
  answer: string;
  rejected: string | null;
  liked: boolean | null;
}

/** The words of a turn as they were said. */
export interface Words {
  /** Context and question, in their order. */
  before: readonly { role: 'visitor' | 'assistant' | 'agent'; text: string }[];
  answer: string;
  rejected: string | null;
  liked: boolean | null;
}

export type Found = Redaction['found'];

/** Redacts a turn's words; several messages of one side in a row become one. */
export function exampleOf({ before, answer, rejected, liked }: Words): { example: Example; found: Found } {
  const found: Found = [];
  const clean = (text: string): string => {
    const redaction = redact(wellFormed(text).trim());
    found.push(...redaction.found);
    return redaction.text;
  };
  const messages: Spoken[] = [];
  for (const { role, text } of before) {
    const side = role === 'visitor' ? 'user' : 'assistant';
    const last = messages.at(-1);
    if (text.trim() === '') continue;
    if (last?.role === side) last.text += `\n\n${clean(text)}`;
    else messages.push({ role: side, text: clean(text) });
  }
  return { example: { messages, answer: clean(answer), rejected: rejected === null ? null : clean(rejected), liked }, found };
}

/** Halves of characters cannot be written to a file. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}|\u0000/gu, '\ufffd');

/** The words that are asked in the end. */
export const questionOf = ({ messages }: Example): string => messages.at(-1)?.text ?? '';

/** What a training on this example reads: its messages, and a pair's twice, once with either answer. */
export function sizeOf(example: Example, systemPrompt: string): { messages: number; characters: number } {
  const texts = [...(systemPrompt === '' ? [] : [systemPrompt]), ...example.messages.map(({ text }) => text)];
  const [prompt, times] = [texts.reduce((sum, text) => sum + text.length, 0), example.rejected === null ? 1 : 2];
  return { messages: (texts.length + 1) * times, characters: prompt * times + example.answer.length + (example.rejected?.length ?? 0) };
}
