import { digitGroups, isWordAt, type FoundSpan } from './span.ts';

/** Between two groups of digits of one telephone number, three at most: "+44 (0)20 7946-0958", "089 / 123 456". */
const between = ' ()./-';
const northAmerican = /^(?:1[ .-]?)?(?:\([2-9]\d\d\)[ -]?|[2-9]\d\d[.-])\d{3}[.-]\d{4}$/;
const dateOrHours = /^\d{1,2}(?:([./-])\d{1,2}\1\d{2}(?:\d\d)?(?!\d)|[.]\d\d ?- ?\d{1,2}[.]\d\d(?!\d))/;
const orderWord = /(?:order|invoice|parcel|tracking|booking|ticket|customer|case|ref|reference|article|item|bestellung|rechnung|sendung|kunden|commande|pedido)[\p{L}-]*[ :#]*(?:(?:no|nr|number|nummer|id|is|code)\b[ .:#]*)*$/iu;

/** The longest number of the international plan (E.164). */
const LONGEST = 15;

/**
 * Telephone numbers: with a plus or 00 and the country, with the leading 0 of many national plans, or grouped as in North
 * America. Plain digits stay what they are (an order, a price), and so do dates, opening hours, and numbers after a word
 * such as "order".
 */
export function phoneNumbers(text: string): FoundSpan[] {
  const groups = digitGroups(text);
  const spans: FoundSpan[] = [];
  for (let first = 0; first < groups.length;) {
    const start = withOpening(text, groups[first]!.start);
    const taken = begins(text, start, groups[first]!) ? longestNumber(text, groups, { first, last: lastGroup(text, groups, first), start }) : -1;
    if (taken >= 0) spans.push({ start, end: groups[taken]!.end });
    first = taken >= 0 ? taken + 1 : first + 1;
  }
  return spans;
}

/** With the plus or the bracket in front of the first digit. */
function withOpening(text: string, digit: number): number {
  let start = digit;
  while (start > 0 && digit - start < 2 && (text[start - 1] === '(' || text[start - 1] === '+')) start--;
  return start;
}

/** As a number may begin, and not in the middle of a word, of a decimal, of another number: "BW-0447190", "10.0123". */
function begins(text: string, start: number, group: FoundSpan): boolean {
  const possible = text[group.start - 1] === '+' || /^(?:0|1$|\d{3}$)/.test(text.slice(group.start, Math.min(group.end, group.start + 4)));
  if (!possible || isWordAt(text, start - 1) || text[start - 1] === '#') return false;
  return !('-./,_'.includes(text[start - 1] ?? ' ') && isWordAt(text, start - 2));
}

/** The last group that may belong to a number that begins here: close enough, and not more than 15 digits together. */
function lastGroup(text: string, groups: readonly FoundSpan[], first: number): number {
  let last = first;
  let digits = groups[first]!.end - groups[first]!.start;
  while (last + 1 < groups.length && joined(text, groups[last]!.end, groups[last + 1]!.start)) {
    digits += groups[last + 1]!.end - groups[last + 1]!.start;
    if (digits > LONGEST) break;
    last++;
  }
  return last;
}

function joined(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (at - from > 2 || !between.includes(text[at]!)) return false;
  return true;
}

/** The last group of the longest telephone number among these groups; -1 when there is none. */
function longestNumber(text: string, groups: readonly FoundSpan[], { first, last, start }: { first: number; last: number; start: number }): number {
  const digits = text.slice(start, groups[last]!.end).replace(/\D/g, '');
  if (!text.slice(start, start + 2).includes('+') && !/^(?:00?[1-9]|[1-9])/.test(digits)) return -1;
  for (let end = last; end >= first; end--) {
    const written = text.slice(start, Math.min(groups[end]!.end, start + 60));
    if (!isWordAt(text, groups[end]!.end) && isNumber(written, text.slice(Math.max(0, start - 40), start))) return end;
  }
  return -1;
}

function isNumber(written: string, before: string): boolean {
  const digits = written.replace(/\D/g, '');
  if (written.includes('+')) return digits.length >= 7 && digits.length <= LONGEST;
  if (northAmerican.test(written)) return true;
  const shortest = digits.startsWith('00') ? 9 : 7;
  if (!/^00?[1-9]/.test(digits) || digits.length < shortest || digits.length > LONGEST || /^0[.,]/.test(written)) return false;
  return !dateOrHours.test(written) && !orderWord.test(before);
}
