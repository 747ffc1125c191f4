import { splitSentences } from '#textmodels';
import { numberIn } from './plain-message.ts';
import type { Turn } from './turn.ts';

const slot = /\{\{\s*([a-zA-Z_][\w.]*)\s*\}\}/g;
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;

/** Values that are certain, by the names that approved answers call them. */
export type Facts = Readonly<Record<string, string>>;

/**
 * What a visitor gave in this conversation, word for word, the latest first. Nothing is looked up or guessed: an answer
 * may repeat a number that was written, and say nothing about it.
 */
export function factsOf({ text, history }: Pick<Turn, 'text' | 'history'>): Facts {
  const said = [text, ...history.filter(({ role }) => role === 'visitor').map((message) => message.text).reverse()];
  const first = (read: (message: string) => string | null): string | undefined => said.map(read).find((value) => value !== null) ?? undefined;
  const facts = { order_number: first(numberIn), email: first((message) => email.exec(message)?.[0] ?? null) };
  return Object.fromEntries(Object.entries(facts).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Slots that a visitor can be asked for. */
const askable = new Set(['order_number', 'email']);

export interface Filled {
  /** Without the sentences whose slots could not be filled; empty when none is left. */
  text: string;
  /** To ask the visitor for, when nothing is left. */
  missing: string | null;
}

/** An approved answer with its `{{slots}}` filled from facts. Braces never reach a visitor. */
export function fillSlots(answer: string, facts: Facts): Filled {
  const unknown = [...answer.matchAll(slot)].map(([, name]) => name!).filter((name) => !Object.hasOwn(facts, name));
  if (unknown.length === 0) return { text: fill(answer, facts), missing: null };
  let kept = '';
  let end = 0;
  for (const sentence of splitSentences(answer)) {
    const missing = [...sentence.text.matchAll(slot)].some(([, name]) => !Object.hasOwn(facts, name!));
    // The white space before a sentence goes with it: lists and paragraphs keep their shape.
    if (!missing) kept += answer.slice(end, sentence.start) + sentence.text;
    end = sentence.end;
  }
  return { text: fill(kept, facts).trim(), missing: unknown.find((name) => askable.has(name)) ?? null };
}

const fill = (text: string, facts: Facts): string => text.replace(slot, (_, name: string) => facts[name] ?? '');
