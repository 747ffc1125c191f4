import type { ArrivalFacts, Condition, Targeting } from '#contracts';

type AttributeCondition = Extract<Condition, { kind: 'attribute' }>;

const nothing: ArrivalFacts = { page: null, locale: null, signedInAs: null, attributes: {}, verified: [] };

/**
 * Whether a visitor may take part: all conditions hold of what was known when the chat was opened.
 *
 * What is not known fits no condition but `is_not`; null stands for nothing known.
 */
export const matches = (targeting: Targeting, facts: ArrivalFacts | null): boolean => targeting.every((condition) => meets(condition, facts ?? nothing));

function meets(condition: Condition, { page, locale, signedInAs, attributes }: ArrivalFacts): boolean {
  switch (condition.kind) {
    case 'page': return page !== null && pageMeets(condition, page);
    case 'locale': return locale !== null && condition.values.some((wanted) => isOfLanguage(locale, wanted));
    case 'signed_in': return (signedInAs !== null) === condition.value;
    // A name such as "constructor" must not reach what every object has.
    case 'attribute': return attributeMeets(condition, Object.hasOwn(attributes, condition.name) ? attributes[condition.name] : undefined);
  }
}

function pageMeets({ operator, value }: Extract<Condition, { kind: 'page' }>, page: string): boolean {
  switch (operator) {
    case 'is': return withoutSlash(page) === withoutSlash(value);
    case 'starts_with': return page.startsWith(value);
    case 'contains': return page.includes(value);
  }
}

/** `/help/` and `/help` are one page. */
const withoutSlash = (path: string): string => path.replace(/(?<=.)\/$/, '');

/** `de-AT` is of `de`; `den` is not. */
function isOfLanguage(locale: string, wanted: string): boolean {
  const [own, asked] = [locale.toLowerCase(), wanted.toLowerCase()];
  return own === asked || own.startsWith(`${asked}-`);
}

function attributeMeets(condition: AttributeCondition, value: string | number | boolean | undefined): boolean {
  if (value === undefined) return condition.operator === 'is_not';
  switch (condition.operator) {
    case 'is': return String(value) === condition.value;
    case 'is_not': return String(value) !== condition.value;
    case 'one_of': return condition.values.includes(String(value));
    case 'at_least': return numberOf(value) >= condition.value;
    case 'at_most': return numberOf(value) <= condition.value;
  }
}

/** NaN, which nothing compares to, for what is no number. `"12"` is one: attributes of a page are often text. */
function numberOf(value: string | number | boolean): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}
