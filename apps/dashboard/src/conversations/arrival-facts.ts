import type { ArrivalFacts } from '#contracts';
import { words } from './strings.ts';

const text = words.arrival;

/** What was known of the visitor when the chat was opened, as names and values; what nobody said is left out. */
export function arrivalFacts({ page, locale, signedInAs, attributes, verified }: ArrivalFacts): [string, string][] {
  const signed = ([name]: [string, unknown]): boolean => verified.includes(name);
  // What the site has signed first.
  const known = Object.entries(attributes).sort((one, other) => Number(signed(other)) - Number(signed(one))).map((one) => text.attribute(one[0], String(one[1]), signed(one)));
  const facts: [string, string | null][] = [
    [text.page, page], [text.language, locale && nameOf(locale)], [text.signedIn, signedInAs === null ? text.anonymous : text.as(signedInAs)],
    [text.attributes, known.join(', ') || null],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}

/** `Austrian German`; the tag itself where it has no name. */
const nameOf = (tag: string): string => new Intl.DisplayNames('en', { type: 'language', fallback: 'code' }).of(tag) ?? tag;
