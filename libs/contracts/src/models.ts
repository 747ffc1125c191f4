import { z } from 'zod';
import { Quantile } from './experiments.ts';
import { ById, Day, Done, Id, Instant, Nothing, text } from './primitives.ts';
import { route } from './route.ts';

export const Provider = z.enum(['openai', 'anthropic', 'ollama', 'langchain', 'gguf']);
export type Provider = z.output<typeof Provider>;

/** Why a language model did not answer. */
export const ModelFailureCode = z.enum([
  'auth', 'quota', 'rate', 'capacity', 'context_length', 'content_filter', 'network', 'stalled', 'timeout', 'bad_response', 'cancelled',
  /** Too many questions wait for its provider. */
  'busy',
  /** It failed too often just now and is left alone for a moment. */
  'circuit_open',
]);
export type ModelFailureCode = z.output<typeof ModelFailureCode>;

/** Is a model asked (`closed`), left alone (`open`), or tried again by the next question (`half_open`)? */
export const BreakerState = z.enum(['closed', 'open', 'half_open']);
export type BreakerState = z.output<typeof BreakerState>;

const TestOutcome = z.object({
  ok: z.boolean(), firstTokenMs: z.number().nullable(), totalMs: z.number(), text: z.string(), errorCode: ModelFailureCode.nullable(), detail: z.string().nullable(),
});

const fileName = z.string().regex(/^[^/\\\0]{1,200}\.gguf$/, 'must be the name of a .gguf file');
/** How a GGUF file runs, in a process of Duet's own. Its context window is what it reads and writes at most. */
export const GgufSettings = z.strictObject({
  /** In the folder `models` of the data directory. */
  file: fileName,
  /** A LoRA adapter in the same folder, over the same weights as others that use the file. */
  adapter: fileName.nullable().default(null),
  /** How much of the adapter is added; 1 is as it was trained. */
  adapterScale: z.number().min(0).max(4).default(1),
  /** 0: one less than there are processors, at least one. */
  threads: z.number().int().min(0).max(256).default(0),
  /** Answers at once; the others wait. Each takes memory for a context of its own. */
  places: z.number().int().min(1).max(32).default(2),
});
export type GgufSettings = z.output<typeof GgufSettings>;

/** A language model that backend versions can name by its key. */
export const Model = z.object({
  id: Id,
  /** `openai/<name>`, `anthropic/<name>`, `ollama/<name>`, `langchain/<provider>:<name>` or `gguf/<name>`. */
  key: z.string(), provider: Provider, name: z.string(), baseUrl: z.string().nullable(),
  /** Last four characters of the API key; null without one. The key itself is never given out. */
  keyEnding: z.string().nullable(),
  /** Dollars per million tokens. */
  inputPrice: z.number(), outputPrice: z.number(),
  /** Dollars per hour of hosting, spread over that hour's turns. */
  hourlyPrice: z.number(),
  /** Tokens that it reads and writes at most: earlier messages are left out until a question fits. Null: nobody said. */
  contextWindow: z.number().int().nullable(),
  /** Was it entered by a person, or does the server's list of models tell it? */
  contextWindowFrom: z.enum(['entered', 'server']).nullable(),
  /** Last day on which it answers, and how many days that is from today in the workspace's time zone (negative: it has passed). */
  retirement: z.object({ on: Day, from: z.enum(['entered', 'server']), daysLeft: z.number().int() }).nullable(),
  /** What the test button gave last, without what the model said. */
  lastTest: TestOutcome.omit({ text: true }).extend({ at: Instant }).nullable(),
  /** Null unless the provider is `gguf`. The sums tell what the files held when the model was saved; null while they are being read. */
  gguf: z.object({ ...GgufSettings.shape, sha256: z.string().nullable(), adapterSha256: z.string().nullable() }).nullable(),
  /** From DUET_MODEL_*: name, address and key are changed there only. */
  fromEnvironment: z.boolean(), createdAt: Instant,
});
export type Model = z.output<typeof Model>;

const price = z.number().min(0).max(1_000_000);
const modelFields = {
  provider: Provider, name: text(200), baseUrl: z.url().max(500).nullable(), apiKey: text(500).nullable(),
  inputPrice: price, outputPrice: price, hourlyPrice: price,
  /** Tokens; null: as the server's list of models says, if it does. */
  contextWindow: z.number().int().min(256).max(100_000_000).nullable(),
  /** Null: as the server's list of models says, if it does. */
  retiresOn: Day.nullable(),
  /** Needed for the provider `gguf`, null for others. */
  gguf: GgufSettings.nullable(),
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
    contextWindow: modelFields.contextWindow.default(null), retiresOn: modelFields.retiresOn.default(null), gguf: modelFields.gguf.default(null),
  }),
  reply: Model,
});
export const changeModel = route({
  method: 'PATCH', path: '/v1/models/{id}', summary: 'Change address, key, prices, context window or retirement date',
  input: z.strictObject({ id: Id, ...z.object(modelFields).omit({ provider: true }).partial().shape }), reply: Model,
});
export const deleteModel = route({ method: 'DELETE', path: '/v1/models/{id}', summary: 'Remove a language model', input: ById, reply: Done });
export const testModel = route({
  method: 'POST', path: '/v1/models/{id}/test', summary: 'Send one short question and time the answer', input: ById, status: 200,
  reply: TestOutcome,
});

export const ModelFile = z.object({ name: z.string(), bytes: z.number().int(), changedAt: Instant });
export type ModelFile = z.output<typeof ModelFile>;
/** The process that holds one GGUF file on the server that answers. */
export const ModelProcess = z.object({
  file: z.string(),
  /** `stopped` until it is asked; `resting` for a moment after a crash, or when it could not hold the file. */
  state: z.enum(['stopped', 'starting', 'running', 'resting']),
  /** Resident. */
  memoryBytes: z.number().nullable(),
  /** Tokens that it was trained to read at most; null until it is loaded. */
  trainedContextSize: z.number().int().nullable(),
  /** Since Duet was started. */
  crashes: z.number().int(),
});
export type ModelProcess = z.output<typeof ModelProcess>;
export const listModelFiles = route({
  method: 'GET', path: '/v1/model-files', summary: 'GGUF files that models can be made of, and the processes that hold some of them', tag: 'models', input: Nothing,
  reply: z.object({
    items: z.array(ModelFile), processes: z.array(ModelProcess),
    /** The package that runs them: its version, or null when it is not installed, and the command that installs it. */
    engine: z.object({ version: z.string().nullable(), install: z.string() }),
  }),
});

/** Calls of one model within some time, on all servers. */
const HealthWindow = z.object({
  calls: z.number().int(), answered: z.number().int(), failed: z.number().int(),
  /** Their visitor left; neither answered nor failed. */
  cancelled: z.number().int(),
  /** Asked a second time within the call; how they ended is counted above. */
  triedAgain: z.number().int(),
  /** By class, the commonest first. */
  failures: z.array(z.object({ code: ModelFailureCode, calls: z.number().int() })),
  /** Of calls that were not cancelled; failed ones count as longer than any. */
  firstTokenP50: Quantile, firstTokenP95: Quantile, totalP50: Quantile, totalP95: Quantile,
});

export const ModelHealth = z.object({
  modelId: Id, quarter: HealthWindow, day: HealthWindow,
  /** The last day by half hours, oldest first, empty ones included. */
  halfHours: z.array(z.object({ start: Instant, calls: z.number().int(), failed: z.number().int() })),
  lastFailure: z.object({ code: ModelFailureCode, at: Instant }).nullable(),
  /** `open` while any server leaves it alone because it kept failing. */
  breaker: BreakerState,
  /** On the server that answers: questions of the same key that run at the provider, and that wait for a place. */
  running: z.number().int(), waiting: z.number().int(),
});
export type ModelHealth = z.output<typeof ModelHealth>;
export const readModelHealth = route({
  method: 'GET', path: '/v1/model-health', summary: 'How the language models did in the last quarter of an hour and the last day', tag: 'models', input: Nothing,
  reply: z.object({ items: z.array(ModelHealth) }),
});

/** A model that ends soon, or has, and what visitors reach by it. */
export const RetiringModel = z.object({
  modelId: Id, modelKey: z.string(),
  /** Last day on which it answers, and how many days that is from today in the workspace's time zone (negative: it has passed). */
  on: Day, daysLeft: z.number().int(),
  /** Default backends of sites, and variants of running or paused experiments. */
  uses: z.array(z.object({
    kind: z.enum(['site', 'experiment']), id: Id, name: z.string(), backendId: Id, backendName: z.string(), versionNumber: z.number().int(),
    /** Names of the variants; empty for a site. */
    variants: z.array(z.string()),
  })).min(1),
});
export type RetiringModel = z.output<typeof RetiringModel>;
export const listRetiringModels = route({
  method: 'GET', path: '/v1/retiring-models', summary: 'Models in live use that end within 30 days or have ended, the most urgent first', tag: 'models', input: Nothing,
  reply: z.object({ items: z.array(RetiringModel) }),
});
