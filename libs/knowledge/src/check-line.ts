import { IntentKey } from '#contracts';
import { isOutOfScope } from './intent-keys.ts';
import type { ImportLine } from './import-lines.ts';

/** A line that can be stored. */
export interface LabelledLine {
  readonly text: string;
  /** Key of an intent; null: out of scope. */
  readonly intent: string | null;
  readonly answer: string | null;
}

const LONGEST_TEXT = 4_000;
const LONGEST_ANSWER = 8_000;

/** The line to store, or what is wrong with it as the rest of a sentence: "The line ...". */
export function checkLine({ text, category, answer }: ImportLine): LabelledLine | string {
  if (typeof text !== 'string' || text.trim() === '') return 'has no text';
  if (typeof category !== 'string' || category.trim() === '') return 'has no category';
  const question = text.trim();
  const fault = faultOf(question, LONGEST_TEXT);
  if (fault) return fault;
  const key = category.trim().replace(/\s+/g, '_');
  if (!IntentKey.safeParse(key).success) return 'has a category with other signs than letters, digits and _ . ? -';
  const reply = typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : null;
  const faultOfReply = reply === null ? null : faultOf(reply, LONGEST_ANSWER);
  if (faultOfReply) return `${faultOfReply} in its answer`;
  return { text: question, intent: isOutOfScope(key) ? null : key, answer: reply };
}

function faultOf(text: string, longest: number): string | null {
  if (text.includes('\u0000')) return 'holds a NUL character';
  if (/\p{Surrogate}/u.test(text)) return 'holds a broken character';
  return text.length > longest && [...text].length > longest ? `is longer than ${longest} characters` : null;
}

