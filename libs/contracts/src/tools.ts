import { z } from 'zod';
import { ById, Done, Id, Instant, Nothing, text, trimmed } from './primitives.ts';
import { route } from './route.ts';

/** How a language model and a prompt pack call a tool. */
export const ToolName = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be 1 to 64 small letters, digits and underscores, and begin with a letter');

const ArgumentName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be 1 to 40 small letters, digits and underscores, and begin with a letter');
const argument = { name: ArgumentName, description: text(300, 0).default(''), required: z.boolean().default(true) };

/** One thing that a model has to name: the strict part of JSON Schema that every provider takes. */
export const ToolArgument = z.discriminatedUnion('type', [
  /** Longest text in UTF-16 units. */
  z.strictObject({ ...argument, type: z.literal('string'), maxLength: z.number().int().min(1).max(1_000).default(100) }),
  z.strictObject({ ...argument, type: z.literal('number'), minimum: z.number().nullable().default(null), maximum: z.number().nullable().default(null), whole: z.boolean().default(false) }),
  z.strictObject({ ...argument, type: z.literal('boolean') }),
  z.strictObject({ ...argument, type: z.literal('choice'), choices: z.array(trimmed(100)).min(1).max(50) }),
]);
export type ToolArgument = z.output<typeof ToolArgument>;

/** Where in a JSON answer something stands (RFC 6901), such as `/status`. All of it is never shown: what is, is named. */
const Pointer = z.string().max(200).regex(/^(\/([^~/]|~[01])*)+$/, 'must be a JSON pointer such as /status');

const HeaderName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header')
  .refine((name) => !/^(host|content-length|content-type|connection|transfer-encoding|cookie|accept|expect|te|trailer|upgrade|keep-alive|proxy-.*)$/i.test(name), 'is set by Duet itself');

/** What came of a call. `found`, `not_found` (404) and `rehearsed` are answers; everything else is trouble. */
export const ToolOutcome = z.enum([
  'found', 'not_found',
  /** Asked for rightly in an evaluation, where nobody has signed in and nothing of a person's is looked up or changed. */
  'rehearsed',
  /** The arguments were not what the tool asks for. */
  'invalid',
  /** The tool is not there, is switched off, or may not be run for this visitor or this kind of traffic. */
  'refused',
  /** It took longer than it may. */
  'timeout',
  /** The server could not be reached, or answered with another status than 2xx and 404; a redirect is one. */
  'failed',
  /** The answer is no JSON, is too large, or holds none of the fields. */
  'unreadable',
  /** The visitor stopped the answer. */
  'cancelled',
]);
export type ToolOutcome = z.output<typeof ToolOutcome>;

/** A call that a model made, as it is kept with the answer: what it asked for and what came of it, never what came back. */
export const ToolCall = z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()), outcome: ToolOutcome, ms: z.number() });
export type ToolCall = z.output<typeof ToolCall>;

const fields = {
  /** Tells the model what it is for. */
  description: trimmed(1_000),
  arguments: z.array(ToolArgument).max(12).refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'name an argument once'),
  method: z.enum(['GET', 'POST']),
  /**
   * `https://shop.example/orders/{order_number}?customer={visitor.id}`. Arguments stand in path and query only and are
   * escaped; those of a POST that stand nowhere go into its JSON body. `{visitor.id}` is the signed id, which no model can set.
   */
  url: trimmed(1_000),
  /** Milliseconds until an answer has to be there. */
  timeoutMs: z.number().int().min(100).max(20_000),
  /** What of the answer a model is shown, as JSON pointers. */
  fields: z.array(Pointer).min(1).max(30),
  /** Longest text that a model is shown, in UTF-16 units. */
  maxLength: z.number().int().min(100).max(8_000),
  /** It changes something: only for visitors whose identity is signed, and only in live conversations. */
  sideEffects: z.boolean(),
  /** Only for visitors whose identity is signed. */
  needsIdentity: z.boolean(),
  enabled: z.boolean(),
};

/** Something that a language model may ask for while it answers: one call over HTTP. */
export const Tool = z.object({
  id: Id, name: ToolName, ...fields,
  /** Sent with each call; what they hold is never given out. */
  headers: z.array(z.object({ name: z.string() })),
  /** The versions that name it and are in use: the newest of each backend, and those that a label, a site, an experiment that is not over, or another such version needs. */
  usedBy: z.array(z.object({ backendId: Id, backendName: z.string(), number: z.number().int() })),
  createdAt: Instant,
});
export type Tool = z.output<typeof Tool>;

/** Null keeps what is stored under this name. */
const headers = z.array(z.strictObject({ name: HeaderName, value: z.string().min(1).max(2_000).regex(/^[\x20-\x7e]*$/, 'must be plain characters').nullable() })).max(10)
  .refine((all) => new Set(all.map(({ name }) => name.toLowerCase())).size === all.length, 'name a header once');

export const listTools = route({ method: 'GET', path: '/v1/tools', summary: 'Tools of this workspace', input: Nothing, reply: z.object({ items: z.array(Tool) }) });
export const createTool = route({
  method: 'POST', path: '/v1/tools', summary: 'Add a tool; no version uses it until one names it',
  input: z.strictObject({
    name: ToolName, ...fields, arguments: fields.arguments.default([]), method: fields.method.default('GET'), timeoutMs: fields.timeoutMs.default(5_000), maxLength: fields.maxLength.default(2_000),
    sideEffects: fields.sideEffects.default(false), needsIdentity: fields.needsIdentity.default(false), enabled: fields.enabled.default(true), headers: headers.default([]),
  }),
  reply: Tool,
});
export const changeTool = route({
  method: 'PATCH', path: '/v1/tools/{id}', summary: 'Change a tool; its name stays, since versions call it by that',
  input: z.strictObject({ id: Id, ...z.object(fields).partial().shape, headers: headers.optional() }), reply: Tool,
});
export const deleteTool = route({ method: 'DELETE', path: '/v1/tools/{id}', summary: 'Remove a tool that no version in use names', input: ById, reply: Done });
export const testTool = route({
  method: 'POST', path: '/v1/tools/{id}/test', summary: 'Call a tool once with arguments of your own', input: z.strictObject({
    id: Id, arguments: z.record(z.string(), z.unknown()).default({}),
    /** Stands for the signed id of a visitor. */
    visitorId: text(200).nullable().default(null),
  }), status: 200,
  reply: z.object({
    outcome: ToolOutcome, ms: z.number(), status: z.number().int().nullable(),
    /** What a model would be shown; null where nothing came back. */
    shown: z.string().nullable(),
    /** What went wrong, in a sentence. */
    detail: z.string().nullable(),
  }),
});
