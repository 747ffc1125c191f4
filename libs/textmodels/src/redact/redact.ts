import { bankAccounts } from './bank-accounts.ts';
import { cardNumbers } from './card-numbers.ts';
import { emailAddresses } from './email-addresses.ts';
import { introducedNames, links, referenceNumbers } from './mentions.ts';
import { networkAddresses } from './network-addresses.ts';
import { phoneNumbers } from './phone-numbers.ts';
import { readableText } from './readable-text.ts';
import { secretKeys, signedTokens } from './secret-keys.ts';
import { socialSecurityNumbers } from './social-security.ts';
import { blotOut, type FoundSpan } from './span.ts';

/** In the order of looking: what is found first cannot be found again as a part of something else. */
const scanners = {
  api_key: secretKeys,
  jwt: signedTokens,
  link: links,
  email: emailAddresses,
  iban: bankAccounts,
  card: cardNumbers,
  ip: networkAddresses,
  ssn: socialSecurityNumbers,
  phone: phoneNumbers,
  number: referenceNumbers,
  name: introducedNames,
} satisfies Record<string, (text: string) => FoundSpan[]>;

/** What can be looked for in a text. */
export type PersonalKind = keyof typeof scanners;

/** Everything that can be looked for, in the order of looking. */
export const allPersonalKinds = Object.keys(scanners) as readonly PersonalKind[];

/** What tells who someone is or opens a door. Order numbers and links stay: answers are about them. */
export const personalKinds: readonly PersonalKind[] = allPersonalKinds.filter((kind) => kind !== 'link' && kind !== 'number');

export interface PersonalSpan extends FoundSpan {
  kind: PersonalKind;
}

export interface Redaction {
  text: string;
  found: { kind: PersonalKind; count: number }[];
}

/** Changes whenever the same text may be redacted otherwise; data sets keep it. */
export const redactorVersion = '1';

/** What stands in the place of something found: "[EMAIL]", "[API_KEY]". */
export const placeholder = (kind: PersonalKind): string => `[${kind.toUpperCase()}]`;

/**
 * Replaces what may tell who wrote by typed placeholders, in time that grows with the length of the text and no faster.
 * A net, not a promise: a name in the middle of a sentence is not known as one.
 */
export function redact(text: string, kinds: readonly PersonalKind[] = personalKinds): Redaction {
  const spans = personalSpans(text, kinds);
  let redacted = '';
  let from = 0;
  for (const { kind, start, end } of spans) {
    redacted += text.slice(from, start) + placeholder(kind);
    from = end;
  }
  const counts = kinds.map((kind) => ({ kind, count: spans.filter((span) => span.kind === kind).length }));
  return { text: redacted + text.slice(from), found: counts.filter(({ count }) => count > 0) };
}

/** Where in a text something personal stands, from left to right, without overlaps. */
export function personalSpans(text: string, kinds: readonly PersonalKind[] = personalKinds): PersonalSpan[] {
  const { text: readable, places } = readableText(text);
  const spans: PersonalSpan[] = [];
  let left = readable;
  for (const kind of allPersonalKinds.filter((one) => kinds.includes(one))) {
    const found = scanners[kind](left);
    if (found.length === 0) continue;
    spans.push(...found.map((span) => ({ kind, ...span })));
    left = blotOut(left, found);
  }
  spans.sort((a, b) => a.start - b.start);
  return places === null ? spans : spans.map(({ kind, start, end }) => ({ kind, start: places[start]!, end: places[end - 1]! + 1 }));
}
