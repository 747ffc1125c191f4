import type { Expectation } from '#contracts';
import { linesOf } from '../../parts/lines.ts';

type Arguments = NonNullable<Expectation['tool']>['arguments'];
type Value = Arguments[string];

/** JSON where the bare words would be read as something else. */
const written = (value: Value): string => (typeof value === 'string' && read(value) === value && value.trim() === value && !value.includes('\n') && value !== '' ? value : JSON.stringify(value));

/** Long numbers of orders and parcels would lose digits. */
const isExact = (value: number): boolean => Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

/** What stands behind the sign: a number, true or false, words in quotation marks, or else the bare words. */
function read(words: string): Value {
  try {
    const value: unknown = JSON.parse(words);
    return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && isExact(value)) ? value : words;
  } catch {
    return words;
  }
}

/** Arguments of a tool as lines: `number = A-17`. */
export const linesOfArguments = (given: Arguments): string => Object.entries(given).map(([name, value]) => `${name} = ${written(value)}`).join('\n');

/** Number of the first line that names no argument, or nothing for it, from 1; null: all can be read. */
export function unreadableArgument(text: string): number | null {
  const at = linesOf(text).findIndex((line) => !/^[^=\s][^=]{0,63}=\s*\S/.test(line));
  return at < 0 ? null : at + 1;
}

/** @returns the arguments that the lines name; of two lines with one name the later one */
export function argumentsOf(text: string): Arguments {
  return Object.fromEntries(linesOf(text).map((line) => {
    const sign = line.indexOf('=');
    return [line.slice(0, sign).trim(), read(line.slice(sign + 1).trim())];
  }));
}
