import { digitGroups, isWordAt, type FoundSpan } from './span.ts';

const LONGEST = 19;
const lengths = new Set([13, 14, 15, 16, LONGEST]);

/** Payment cards: as many digits as cards have, from 2, 3, 4, 5 or 6 on, alone or in groups, whose check digit is right. */
export function cardNumbers(text: string): FoundSpan[] {
  const groups = digitGroups(text);
  const spans: FoundSpan[] = [];
  for (let first = 0; first < groups.length;) {
    const { start } = groups[first]!;
    const last = isWordAt(text, start - 1) || !'23456'.includes(text[start]!) ? -1 : lastOfCard(text, groups, first);
    if (last >= 0) spans.push({ start, end: groups[last]!.end });
    first = Math.max(first, last) + 1;
  }
  return spans;
}

/** The last group of the longest card number that begins with this group; -1 when none does. */
function lastOfCard(text: string, groups: readonly FoundSpan[], first: number): number {
  let found = -1;
  let digits = '';
  for (let last = first; last < groups.length; last++) {
    const { start, end } = groups[last]!;
    if (last > first && (start - groups[last - 1]!.end > 1 || !' -'.includes(text[start - 1]!))) break;
    if (digits.length + end - start > LONGEST) break;
    digits += text.slice(start, end);
    if (lengths.has(digits.length) && passesLuhn(digits) && !isWordAt(text, end)) found = last;
  }
  return found;
}

/**
 * Is the last digit the check digit of those before it?
 *
 * @see ISO/IEC 7812-1, annex B (H. P. Luhn's formula)
 */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const value = at % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
