import type { CallOf, Tool, ToolArgument, changeTool, createTool } from '#contracts';

/** An argument as it stands in the form: everything that any type may need. */
export interface ArgumentDraft {
  /** Of the row, while the form is open. */
  row: number;
  name: string;
  type: ToolArgument['type'];
  description: string;
  required: boolean;
  maxLength: number;
  minimum: number | null;
  maximum: number | null;
  whole: boolean;
  /** One a line. */
  choices: string;
}

export interface HeaderDraft {
  row: number;
  name: string;
  /** Empty keeps what is stored. */
  value: string;
  stored: boolean;
}

/** A tool as it stands in the form. */
export interface ToolDraft extends Pick<Tool, 'name' | 'description' | 'method' | 'url' | 'timeoutMs' | 'maxLength' | 'sideEffects' | 'needsIdentity' | 'enabled'> {
  arguments: ArgumentDraft[];
  headers: HeaderDraft[];
  /** One JSON pointer a line. */
  fields: string;
}

let rows = 0;
/** Rows are told apart by it, whatever is typed in them. */
const newRow = (): number => ++rows;

export const emptyArgument = (): ArgumentDraft =>
  ({ row: newRow(), name: '', type: 'string', description: '', required: true, maxLength: 100, minimum: null, maximum: null, whole: false, choices: '' });
export const emptyHeader = (): HeaderDraft => ({ row: newRow(), name: '', value: '', stored: false });

export const emptyTool = (): ToolDraft => ({
  name: '', description: '', method: 'GET', url: '', timeoutMs: 5_000, maxLength: 2_000, sideEffects: false, needsIdentity: false, enabled: true, arguments: [], headers: [], fields: '',
});

export function draftOf(tool: Tool): ToolDraft {
  const { name, description, method, url, timeoutMs, maxLength, sideEffects, needsIdentity, enabled } = tool;
  return {
    name, description, method, url, timeoutMs, maxLength, sideEffects, needsIdentity, enabled, fields: tool.fields.join('\n'),
    arguments: tool.arguments.map((one) => ({ ...emptyArgument(), ...one, choices: one.type === 'choice' ? one.choices.join('\n') : '' })),
    headers: tool.headers.map((one) => ({ ...emptyHeader(), ...one, stored: true })),
  };
}

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
const pointer = /^(\/([^~/]|~[01])*)+$/;

export const fieldsFit = (fields: string): boolean => linesOf(fields).every((line) => pointer.test(line));

/** Enough is there to be saved; what else may be wrong the server says. */
export const isComplete = ({ name, description, url, fields }: ToolDraft): boolean =>
  name.trim() !== '' && description.trim() !== '' && url.trim() !== '' && linesOf(fields).length > 0 && fieldsFit(fields);

function argumentOf({ type, name, description, required, maxLength, minimum, maximum, whole, choices }: ArgumentDraft): ToolArgument {
  const common = { name: name.trim(), description: description.trim(), required };
  switch (type) {
    case 'string': return { ...common, type, maxLength };
    case 'number': return { ...common, type, minimum, maximum, whole };
    case 'boolean': return { ...common, type };
    case 'choice': return { ...common, type, choices: linesOf(choices) };
  }
}

const shared = ({ description, method, url, timeoutMs, maxLength, sideEffects, needsIdentity, enabled, fields, ...draft }: ToolDraft) => ({
  description: description.trim(), method: sideEffects ? 'POST' as const : method, url: url.trim(), timeoutMs, maxLength, sideEffects, needsIdentity, enabled, fields: linesOf(fields),
  arguments: draft.arguments.map(argumentOf), headers: draft.headers.filter(({ name }) => name.trim() !== '').map(({ name, value }) => ({ name: name.trim(), value: value === '' ? null : value })),
});

export const creationOf = (draft: ToolDraft): CallOf<typeof createTool> => ({ name: draft.name.trim(), ...shared(draft) });
export const changeOf = (id: string, draft: ToolDraft): CallOf<typeof changeTool> => ({ id, ...shared(draft) });

/** What was typed into the fields of a test, as the types that the tool wants. */
export function testArgumentsOf(all: readonly ToolArgument[], typed: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(all.flatMap(({ name, type }) => {
    const value = typed[name] ?? '';
    if (value === '') return [];
    return [[name, type === 'number' ? Number(value) : type === 'boolean' ? value === 'true' : value]];
  }));
}
