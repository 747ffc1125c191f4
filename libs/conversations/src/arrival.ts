import { Attributes, targetingLimits, text, type AboutVisitor, type ArrivalFacts } from '#contracts';

/** What a page said, and what the browser says of itself with each request. */
export interface Said extends AboutVisitor {
  /** `Accept-Language`. */
  acceptLanguage?: string | undefined;
}

/**
 * What is kept of what a page said about its visitor: whatever is usable, in the bounds of `targetingLimits`.
 *
 * Nothing of it is refused: a mistake of the page must not cost the visitor the chat, and what is missing fits no
 * targeting.
 */
export function arrivalOf({ page, locale, acceptLanguage, attributes = {} }: Said): ArrivalFacts {
  return {
    page: page === undefined ? null : pathOf(page),
    locale: languageOf(locale) ?? languageOf(acceptLanguage?.split(/[,;]/)[0]),
    signedInAs: null,
    attributes: usable(attributes),
    verified: [],
  };
}

/** The same of somebody for whom the site vouches: what it signed wins over what the page says, also where there is too much. */
export function vouchedFor(said: ArrivalFacts, person: { subject: string; attributes: Attributes } | null): ArrivalFacts {
  if (person === null) return said;
  const verified = Object.keys(person.attributes);
  const others = Object.entries(said.attributes).filter(([name]) => !verified.includes(name));
  const all = [...Object.entries(person.attributes), ...others].slice(0, targetingLimits.attributes);
  return { ...said, signedInAs: person.subject, attributes: Object.fromEntries(all), verified };
}

const storable = text(targetingLimits.path);

/** As people read and write it: `/größe` rather than `/gr%C3%B6%C3%9Fe`; without query and fragment, which may hold secrets. */
function pathOf(page: string): string | null {
  const path = [...decoded(page.replace(/[?#].*/s, ''))].slice(0, targetingLimits.path).join('');
  return path.startsWith('/') && storable.safeParse(path).success ? path : null;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function languageOf(tag: string | undefined): string | null {
  try {
    return (tag && Intl.getCanonicalLocales(tag.trim())[0]) || null;
  } catch {
    return null;
  }
}

function usable(attributes: Record<string, unknown>): Attributes {
  const good = Object.entries(attributes).flatMap(([name, value]) => Object.entries(Attributes.safeParse({ [name]: value }).data ?? {}));
  return Object.fromEntries(good.slice(0, targetingLimits.attributes));
}
