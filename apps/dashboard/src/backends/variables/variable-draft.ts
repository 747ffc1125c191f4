import { PackVariables, builtInVariables, undeclaredNames } from '#contracts';
import type { PackVariable, UndeclaredName, VariableSource } from '#contracts';
import { linesOf } from '../../parts/lines.ts';
import { words } from './strings.ts';

export const MOST_VARIABLES = 30;

/** The texts of a draft in which names are filled, as they stand in the form. */
export interface DraftTexts {
  instructions: string;
  tone: string;
  must: string;
  never: string;
  variables: readonly PackVariable[];
}

export const newVariable = (name = ''): PackVariable => ({ name, type: 'text', maxLength: 200, escape: 'quoted', source: { kind: 'fixed', value: '' }, otherwise: '' });

/** Another source: only what is written here may stand without quotes. */
export const withSource = (variable: PackVariable, source: VariableSource): PackVariable => ({ ...variable, source, escape: source.kind === 'fixed' ? variable.escape : 'quoted' });

export const emptySource = (kind: VariableSource['kind']): VariableSource => (kind === 'fixed' ? { kind, value: '' } : kind === 'attribute' ? { kind, name: '' } : { kind });

export const undeclaredIn = ({ must, never, ...rest }: DraftTexts): UndeclaredName[] => undeclaredNames({ ...rest, must: linesOf(must), never: linesOf(never) });

/** What is wrong with each variable, by its place. */
export function faultsOf(variables: readonly PackVariable[]): Map<number, string> {
  const issues = PackVariables.safeParse(variables).error?.issues ?? [];
  const faults = new Map<number, string>();
  for (const { path, message } of issues) if (typeof path[0] === 'number' && !faults.has(path[0])) faults.set(path[0], message);
  variables.forEach(({ name }, at) => {
    if (!faults.has(at) && variables.findIndex((one) => one.name === name) < at) faults.set(at, 'must have each name once');
  });
  return faults;
}

export const variablesFit = (draft: DraftTexts): boolean => faultsOf(draft.variables).size === 0 && undeclaredIn(draft).length === 0;

/** Everything that the texts may name. */
export const namesIn = (variables: readonly PackVariable[]): string[] => [...builtInVariables, ...variables.map(({ name }) => name).filter((name) => name !== '')];

/** One line about a variable, for comparing and reading. */
export function tellVariable({ name, type, maxLength, escape, source, otherwise }: PackVariable): string {
  const from = source.kind === 'fixed' ? words.fixedAs(source.value) : source.kind === 'attribute' ? words.attributeAs(source.name) : words.sources[source.kind];
  return `${words.told(name, from)}, ${words.limits(words.types[type], maxLength, escape)}${source.kind === 'fixed' ? '' : words.otherwiseAs(otherwise)}`;
}
