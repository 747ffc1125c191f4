import { z } from 'zod';
import { ById, Done, Id, Instant, Nothing, text } from './primitives.ts';
import { route } from './route.ts';

export const Provider = z.enum(['openai', 'anthropic', 'ollama', 'langchain']);
export type Provider = z.output<typeof Provider>;

/** A language model that backend versions can name by its key. */
export const Model = z.object({
  id: Id,
  /** `openai/<name>`, `anthropic/<name>`, `ollama/<name>` or `langchain/<provider>:<name>`. */
  key: z.string(), provider: Provider, name: z.string(), baseUrl: z.string().nullable(),
  /** Last four characters of the API key; null without one. The key itself is never given out. */
  keyEnding: z.string().nullable(),
  /** Dollars per million tokens. */
  inputPrice: z.number(), outputPrice: z.number(),
  /** Dollars per hour of hosting, spread over that hour's turns. */
  hourlyPrice: z.number(),
  /** From DUET_MODEL_*; changed in the environment only. */
  fromEnvironment: z.boolean(), createdAt: Instant,
});
export type Model = z.output<typeof Model>;

const price = z.number().min(0).max(1_000_000);
const modelFields = {
  provider: Provider, name: text(200), baseUrl: z.url().max(500).nullable(), apiKey: text(500).nullable(),
  inputPrice: price, outputPrice: price, hourlyPrice: price,
};
export const listModels = route({
  method: 'GET', path: '/v1/models', summary: 'Language models of this workspace', input: Nothing,
  reply: z.object({
    items: z.array(Model),
    /** The built-in engine: is its encoder loaded, and if not, why. */
    embedded: z.object({ encoder: z.enum(['ready', 'loading', 'missing']), detail: z.string(), kernel: z.enum(['wasm', 'plain']).nullable() }),
  }),
});
export const createModel = route({
  method: 'POST', path: '/v1/models', summary: 'Add a language model',
  input: z.strictObject({
    ...modelFields, baseUrl: modelFields.baseUrl.default(null), apiKey: modelFields.apiKey.default(null),
    inputPrice: price.default(0), outputPrice: price.default(0), hourlyPrice: price.default(0),
  }),
  reply: Model,
});
export const changeModel = route({
  method: 'PATCH', path: '/v1/models/{id}', summary: 'Change address, key or prices',
  input: z.strictObject({ id: Id, ...z.object(modelFields).omit({ provider: true }).partial().shape }), reply: Model,
});
export const deleteModel = route({ method: 'DELETE', path: '/v1/models/{id}', summary: 'Remove a language model', input: ById, reply: Done });
export const testModel = route({
  method: 'POST', path: '/v1/models/{id}/test', summary: 'Send one short question and time the answer', input: ById, status: 200,
  reply: z.object({
    ok: z.boolean(), firstTokenMs: z.number().nullable(), totalMs: z.number(), text: z.string(), errorCode: z.string().nullable(), detail: z.string().nullable(),
  }),
});
