import type { KnownIntent } from '#knowledge';
import { normaliseText } from '#textmodels';
import { saysYes } from './accepts-offer.ts';
import type { Turn } from './turn.ts';

const places: readonly RegExp[] = [/^(?:the )?(?:first|1st|1)(?: one)?$/, /^(?:the )?(?:second|2nd|2)(?: one)?$/, /^(?:the )?(?:third|3rd|3)(?: one)?$/];
const last = /^(?:the )?last(?: one)?$/;

/**
 * The intent that the visitor picks after the assistant offered some: by its label, by its place ("the second one"), or by a
 * yes where only one was offered. Null when this is a new question.
 */
export function offeredIntent({ text, history }: Pick<Turn, 'text' | 'history'>, intents: ReadonlyMap<string, KnownIntent>): string | null {
  const before = history.at(-1);
  if (before?.role !== 'assistant') return null;
  const said = normaliseText(text);
  const offered = normaliseText(before.text);
  for (const [key, { label }] of intents) {
    const known = normaliseText(label);
    if (known === said && offered.includes(known)) return key;
  }
  return pickedByPlace(said.replace(/[.!]+$/, ''), quotedOptions(before.text), intents);
}

/** Labels in the order in which the question back names them. */
const quotedOptions = (text: string): string[] => (/do you mean "/iu.test(text) ? [...text.matchAll(/"([^"]+)"/gu)].map(([, label]) => label!) : []);

function pickedByPlace(said: string, options: readonly string[], intents: ReadonlyMap<string, KnownIntent>): string | null {
  const place = last.test(said) ? options.length - 1 : saysYes(said) && options.length === 1 ? 0 : places.findIndex((pattern) => pattern.test(said));
  const label = options[place];
  return [...intents].find(([, known]) => known.label === label)?.[0] ?? null;
}
