import { undeclaredNames, valueAs, type PackVariable, type PromptPack, type UndeclaredName } from '#contracts';
import { Problem } from '#platform';
import { asData } from './quoted-data.ts';
import type { Turn, VisitorFacts } from './turn.ts';

/**
 * The values of a prompt's variables, as they stand in the prompt.
 *
 * @param arrival asked only when a variable needs it
 */
export async function variableValues(variables: readonly PackVariable[] = [], arrival?: Turn['arrival']): Promise<Record<string, string>> {
  const asks = variables.some(({ source }) => source.kind !== 'fixed');
  const facts = asks && arrival ? await arrival() : null;
  return Object.fromEntries(variables.map((variable) => [variable.name, valueOf(variable, facts)]));
}

function valueOf(variable: PackVariable, facts: VisitorFacts | null): string {
  const { type, maxLength, escape, otherwise } = variable;
  const known = knownValue(variable, facts);
  const value = (known === null ? null : valueAs(type, known)) ?? otherwise;
  const cut = [...value].slice(0, maxLength).join('');
  // One line between quotes that nothing in it can close.
  return escape === 'plain' ? cut : JSON.stringify(asData(cut).replace(/\s+/g, ' '));
}

/** Null: nobody knows. What only the page claims of a visitor is not known. */
function knownValue({ source }: PackVariable, facts: VisitorFacts | null): string | null {
  switch (source.kind) {
    case 'fixed': return source.value;
    case 'page': return facts?.page ?? null;
    case 'locale': return facts?.locale ?? null;
    case 'attribute': {
      if (!facts?.verified.includes(source.name)) return null;
      const value = facts.attributes[source.name];
      return value === undefined ? null : String(value);
    }
  }
}

const places: Record<UndeclaredName['field'], (line: number) => string> = {
  instructions: (line) => `line ${line} of the instructions`, tone: (line) => `line ${line} of the tone`,
  must: (line) => `entry ${line} of “always”`, never: (line) => `entry ${line} of “never”`,
};

/** @throws Problem `unknown_variable`, which names every one of them and its line */
export function refuseUndeclared(pack: PromptPack): void {
  const unknown = undeclaredNames(pack);
  if (unknown.length === 0) return;
  throw new Problem('unknown_variable', { detail: unknown.map(({ name, field, line }) => `“{{${name}}}” in ${places[field](line)} is not declared.`).join(' ') });
}
