import type { Kind, Operator } from './condition-kinds.ts';

export const words = {
  title: 'Who takes part',
  hint: 'Conditions on what is known when a conversation begins; all of them must hold. Who does not fit gets the default answer of the site. Who was assigned once keeps the variant.',
  newPhase: 'Another targeting opens a new phase: its numbers begin at nought and are never mixed with those before.',
  replay: 'Nothing is known of the visitors of a replay: hardly any of them would take part.',
  everybody: 'No condition: every visitor takes part.',
  add: 'Add a condition',
  remove: (at: number) => `Remove condition ${at}`,
  condition: (at: number) => `Condition ${at}`,
  what: 'What',
  how: 'How',
  name: 'Attribute',
  value: 'Value',
  kinds: { page: 'Page', locale: 'Language', signed_in: 'Signed in', attribute: 'Attribute' } satisfies Record<Kind, string>,
  operators: {
    is: 'is', is_not: 'is not', starts_with: 'starts with', contains: 'contains', one_of: 'is one of', at_least: 'is at least', at_most: 'is at most', yes: 'yes', no: 'no',
  } satisfies Record<Operator, string>,
  placeholders: { page: '/help', locale: 'de, fr', attribute: 'pro', several: 'pro, team', number: '10', name: 'plan' },
  hints: {
    page: 'The path of the page with the chat on it, without the part after a question mark.',
    locale: 'The first language of the browser. “de” takes in “de-AT”.',
    signed_in: 'Your site has vouched for the visitor with a signed identity.',
    attribute: 'What your page says of the visitor. “Is not” also fits visitors of whom it says nothing.',
  } satisfies Record<Kind, string>,
  missing: { name: 'Give the name of the attribute.', value: 'Give a value.', number: 'Give a number.', path: 'Begin with a /.', long: 'Shorten it: 200 characters at most, 20 values.' },
  told: {
    page: (how: string, value: string) => `the page ${how} “${value}”`,
    locale: (values: string) => `the language is ${values}`,
    signedIn: 'signed in', anonymous: 'not signed in',
    attribute: (name: string, how: string, value: string) => `${name} ${how} ${value}`,
    or: ' or ', and: ', ', only: (all: string) => `Only where ${all}`, all: 'All visitors, whatever is known of them',
  },
} as const;
