import { z } from 'zod';
import { ById, DespiteGate, Id, Instant, text, trimmed } from './primitives.ts';
import { route } from './route.ts';

/** Names that every prompt may use without declaring them: the workspace's name, and today as YYYY-MM-DD. */
export const builtInVariables = ['company', 'date'] as const;

const VariableName = z.string().max(40).regex(/^[a-z][a-z0-9_]*$/, 'must be lower case letters, digits and _, and begin with a letter')
  .refine((name) => !(builtInVariables as readonly string[]).includes(name), 'company and date are there already');

export const VariableType = z.enum(['text', 'number', 'date']);
export type VariableType = z.output<typeof VariableType>;

/** A value as its type puts it: dates as YYYY-MM-DD. Null: it is none of that type. */
export function valueAs(type: VariableType, value: string): string | null {
  const said = value.trim();
  if (type === 'text') return value;
  if (type === 'number') return said !== '' && Number.isFinite(Number(said)) ? String(Number(said)) : null;
  const at = /^\d{4}-\d{2}-\d{2}/.test(said) ? Date.parse(said) : Number.NaN;
  return Number.isNaN(at) ? null : said.slice(0, 10);
}

/** Where the value of a variable comes from. */
export const VariableSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), value: text(2_000, 0) }),
  /** Path of the page on which the chat was opened. */
  z.strictObject({ kind: z.literal('page') }),
  /** Language tag of the visitor's browser. */
  z.strictObject({ kind: z.literal('locale') }),
  /** What the site told of the visitor in a signed identity; what a page only claims is not used. */
  z.strictObject({ kind: z.literal('attribute'), name: trimmed(64) }),
]);
export type VariableSource = z.output<typeof VariableSource>;

/** A value that instructions, tone and rules may name as `{{name}}`. */
export const PackVariable = z.strictObject({
  name: VariableName,
  /** What does not fit its type counts as not known. A date is put in as YYYY-MM-DD. */
  type: VariableType.default('text'),
  /** Characters that are kept of a value. */
  maxLength: z.number().int().min(1).max(2_000).default(200),
  /** `quoted` puts it between double quotes, on one line, as data. Only fixed values may be put in `plain`. */
  escape: z.enum(['plain', 'quoted']).default('quoted'),
  source: VariableSource,
  /** What stands there when the value is not known. */
  otherwise: text(2_000, 0).default(''),
}).refine(({ escape, source }) => escape === 'quoted' || source.kind === 'fixed', { path: ['escape'], message: 'must be quoted: a visitor or a page decides what the value says' })
  .refine(({ type, source }) => source.kind !== 'fixed' || valueAs(type, source.value) !== null, { path: ['source', 'value'], message: 'must be a number, or a date such as 2026-01-31, as its type says' });
export type PackVariable = z.output<typeof PackVariable>;

export const PackVariables = z.array(PackVariable).max(30)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must have each name once');

/** Texts of a prompt pack in which `{{name}}` is filled. */
export interface FilledTexts {
  instructions: string;
  tone: string;
  must: readonly string[];
  never: readonly string[];
}

/** A `{{name}}` that nothing declares, and where it stands. */
export interface UndeclaredName {
  name: string;
  field: keyof FilledTexts;
  /** Line of the text, or entry of the list, from 1. */
  line: number;
}

/** Every `{{name}}` that is neither built in nor among the variables, in reading order. The same rule refuses saving and warns while writing. */
export function undeclaredNames(pack: FilledTexts & { variables?: readonly { name: string }[] | undefined }): UndeclaredName[] {
  const known = new Set<string>([...builtInVariables, ...(pack.variables ?? []).map(({ name }) => name)]);
  const lines: [keyof FilledTexts, readonly string[]][] = [
    ['instructions', pack.instructions.split('\n')], ['tone', pack.tone.split('\n')], ['must', pack.must], ['never', pack.never],
  ];
  return lines.flatMap(([field, all]) => all.flatMap((line, at) =>
    [...line.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(([, name = '']) => name).filter((name) => !known.has(name)).map((name) => ({ name, field, line: at + 1 }))));
}

/** Labels that mean something to Duet: sites may follow `production`; `candidate` marks what is to be tried next. */
export const builtInLabels = ['production', 'candidate'] as const;

/** Letters, digits, `.`, `_` and `-`; always lower case. */
export const LabelName = z.string().transform((name) => name.trim().toLowerCase())
  .pipe(z.string().max(40).regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'must be letters, digits, ".", "_" and "-", at most 40'));

const LabelledVersion = z.object({ id: Id, number: z.number().int() });

export const VersionLabel = z.object({ label: z.string(), version: LabelledVersion, by: z.string(), at: Instant });
export type VersionLabel = z.output<typeof VersionLabel>;

/** A label that changed its version: null where it was on none, or is on none any more. */
export const LabelMove = z.object({
  id: Id, label: z.string(), from: LabelledVersion.nullable(), to: LabelledVersion.nullable(), by: z.string(), message: z.string(), at: Instant,
});
export type LabelMove = z.output<typeof LabelMove>;

export const BackendLabels = z.object({
  labels: z.array(VersionLabel),
  /** Newest first, at most 100. */
  moves: z.array(LabelMove),
  /** Sites whose default is whatever carries `production`. */
  followedBy: z.array(z.object({ id: Id, name: z.string() })),
});
export type BackendLabels = z.output<typeof BackendLabels>;

const labelled = { id: Id, label: LabelName };
const message = text(500, 0).default('');
/** Version that the label is expected on, null for none: refused as `label_moved` when somebody moved it meanwhile. Absent: wherever it is. */
const expectedVersionId = Id.nullable().optional();

export const listLabels = route({ method: 'GET', path: '/v1/backends/{id}/labels', summary: 'Labels of a backend’s versions, and how they moved', input: ById, reply: BackendLabels });
export const moveLabel = route({
  method: 'PUT', path: '/v1/backends/{id}/labels/{label}',
  summary: 'Put a label on a version of the backend; sites that follow production answer by it from then on',
  input: z.strictObject({ ...labelled, backendVersionId: Id, message, expectedVersionId, despiteGate: DespiteGate.optional() }), reply: BackendLabels,
});
export const removeLabel = route({
  method: 'DELETE', path: '/v1/backends/{id}/labels/{label}', summary: 'Take a label off',
  /** Version that it is taken off: refused as `label_moved` when it is on another meanwhile. Absent: whichever it is on. */
  input: z.strictObject({ ...labelled, message, expectedVersionId: Id.optional() }), reply: BackendLabels,
});
