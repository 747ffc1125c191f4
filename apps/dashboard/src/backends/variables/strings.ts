import type { UndeclaredName, VariableSource, VariableType } from '#contracts';

/** Words of the values that a prompt may name. */
export const words = {
  title: 'Values that the prompt names',
  hint: 'Instructions, tone and rules may name values as {{name}}. company and date are always there. What comes from a visitor or a page is shortened, put on one line between quotes, and told to the model as data. Language models read them; the built-in engine does not.',
  add: 'Add a value',
  most: (number: number) => `At most ${number} values.`,
  row: (at: number) => `Value ${at}`,
  name: 'Name', namePlaceholder: 'plan',
  source: 'Where it comes from',
  sources: { fixed: 'Written here', page: 'Page on which the chat was opened', locale: 'Language of the visitor’s browser', attribute: 'Signed attribute of the visitor' } satisfies Record<VariableSource['kind'], string>,
  value: 'Value',
  attribute: 'Attribute', attributeHint: 'As the signed identity names it. What a page only claims is not used.',
  type: 'Type', types: { text: 'Text', number: 'Number', date: 'Date' } satisfies Record<VariableType, string>,
  maxLength: 'Characters at most',
  plain: 'Put in without quotes, as part of the instructions',
  otherwise: 'When it is not known', otherwisePlaceholder: 'unknown',
  insert: (name: string) => `Insert {{${name}}}`,
  insertLabel: 'Values to put in where the cursor is',
  remove: (name: string) => `Remove ${name}`,
  problems: 'This cannot be saved yet',
  undeclared: (name: string, place: string) => `{{${name}}} in ${place} is not declared.`,
  places: {
    instructions: (line) => `line ${line} of the instructions`, tone: (line) => `line ${line} of the tone`, must: (line) => `rule ${line} of “Always”`, never: (line) => `rule ${line} of “Never”`,
  } satisfies Record<UndeclaredName['field'], (line: number) => string>,
  declare: (name: string) => `Declare ${name}`,
  told: (name: string, from: string) => `{{${name}}}: ${from}`,
  fixedAs: (value: string) => `“${value}”`,
  attributeAs: (name: string) => `signed attribute ${name}`,
  limits: (type: string, maxLength: number, escape: 'plain' | 'quoted') => `${type}, at most ${maxLength} characters, ${escape === 'plain' ? 'as it stands' : 'quoted'}`,
  otherwiseAs: (value: string) => `, otherwise “${value}”`,
} as const;
