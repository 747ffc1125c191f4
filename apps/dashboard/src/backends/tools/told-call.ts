import type { ToolCall } from '#contracts';
import { duration, middle } from '../../format.ts';
import { words } from './strings.ts';

const LONGEST = 60;

const valueOf = (value: unknown): string => middle(typeof value === 'string' ? value : JSON.stringify(value) ?? '', LONGEST);

/** What a model looked up, in one line. */
export function toldCall({ name, arguments: given, outcome, ms }: ToolCall): string {
  const told = Object.entries(given).map(([argument, value]) => `${argument}: ${valueOf(value)}`).join(', ');
  return words.used(name, told, words.outcomes[outcome], duration(ms));
}
