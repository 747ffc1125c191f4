import type { KnownIntent } from '#knowledge';
import { normaliseText } from '#textmodels';
import type { Turn } from './turn.ts';

/** The intent whose label the visitor repeats after the assistant offered it; null when this is a new question. */
export function offeredIntent({ text, history }: Pick<Turn, 'text' | 'history'>, intents: ReadonlyMap<string, KnownIntent>): string | null {
  const before = history.at(-1);
  if (before?.role !== 'assistant') return null;
  const said = normaliseText(text);
  const offered = normaliseText(before.text);
  for (const [key, { label }] of intents) {
    const known = normaliseText(label);
    if (known === said && offered.includes(known)) return key;
  }
  return null;
}
