import { duration } from '../format.ts';

const NB = '\u00a0';
const units = [['d', 86_400], ['h', 3_600], ['min', 60], ['s', 1]] as const;

/** `0.4 s`, `3 min 20 s`, `5 h 12 min`, `2 d 3 h`: two units at most. */
export function toldTime(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return duration(ms);
  const at = units.findIndex(([, size]) => seconds >= size);
  const [name, size] = units[at]!;
  const [below, lesser] = units[at + 1]!;
  const rest = Math.floor((seconds % size) / lesser);
  return `${Math.floor(seconds / size)}${NB}${name}${rest > 0 ? ` ${rest}${NB}${below}` : ''}`;
}
