import { isWordAt, type FoundSpan } from './span.ts';

/** How long the account numbers of each country are, with the country and the check digits. */
const lengths = new Map(Object.entries({
  15: 'NO', 16: 'BE', 18: 'DK FO FI GL NL', 19: 'MK SI', 20: 'AT BA EE KZ XK LT LU', 21: 'HR LV LI CH', 22: 'BH BG CR GE DE IE ME RS GB VA',
  23: 'GI IL IQ OM SO AE TL', 24: 'AD CZ MD PK RO SA SK ES SE TN VG', 25: 'LY PT ST', 26: 'IS TR', 27: 'FR GR IT MC SM BI DJ', 28: 'AL AZ CY DO GT HU LB NI PL SV BY',
  29: 'BR EG PS QA UA', 30: 'JO KW MU', 31: 'MT SC', 32: 'LC', 33: 'RU',
}).flatMap(([length, countries]) => countries.split(' ').map((country) => [country, Number(length)] as const)));

/** International bank account numbers: as long as those of their country, with the right check digits. */
export function bankAccounts(text: string): FoundSpan[] {
  const spans: FoundSpan[] = [];
  const shape = /[A-Z]{2}\d{2}(?=[ -]?[A-Z0-9])/gi;
  for (let found = shape.exec(text); found; found = shape.exec(text)) {
    const end = isWordAt(text, found.index - 1) ? -1 : endOfAccount(text, found.index);
    if (end < 0) continue;
    spans.push({ start: found.index, end });
    shape.lastIndex = end;
  }
  return spans;
}

/** Where the account number that begins here ends, groups of four apart or not; -1 when it is none. */
function endOfAccount(text: string, start: number): number {
  const length = lengths.get(text.slice(start, start + 2).toUpperCase());
  if (length === undefined) return -1;
  let account = '';
  let at = start;
  while (account.length < length && /^(?:[ -]?[A-Z0-9])/i.test(text.slice(at, at + 2))) {
    if (/[ -]/.test(text[at]!)) at++;
    account += text[at++]!;
  }
  return account.length === length && !isWordAt(text, at) && passesMod97(account) ? at : -1;
}

/**
 * Are the check digits of an account number right?
 *
 * @see ISO 7064, MOD 97-10, as ISO 13616-1 uses it
 */
function passesMod97(account: string): boolean {
  let rest = 0;
  for (const sign of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    if (Number.isNaN(value)) return false;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
