import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** A setting with a wrong value; the message is one sentence that names it. */
export class WrongSetting extends Error {}

const flag = (fallback: '0' | '1') =>
  z.enum(['0', '1'], { error: 'must be 0 or 1' }).default(fallback).transform((value) => value === '1');
const address = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), `must be an address that starts with ${protocols.join('// or ')}//`);

const Environment = z.object({
  PORT: z.string().regex(/^\d{1,5}$/, 'must be a number from 0 to 65535').transform(Number).refine((port) => port <= 65_535, 'must be a number from 0 to 65535').default(3_000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DUET_DATA_DIR: z.string().min(1).default('.duet'),
  DATABASE_URL: address(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: address(['redis:', 'rediss:']).optional(),
  DUET_PUBLIC_URL: address(['http:', 'https:']).optional(),
  DUET_SECRET_KEY: z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits').optional(),
  DUET_MODEL_URL: address(['http:', 'https:']).optional(),
  DUET_MODEL_NAME: z.string().min(1).optional(),
  DUET_MODEL_KEY: z.string().min(1).optional(),
  DUET_API_KEY: z.string().min(1).optional(),
  DUET_ALLOW_PRIVATE_MODEL_HOSTS: flag('0'),
  DUET_ALLOW_MODEL_TRACING: flag('0'),
  DUET_MODEL_CALLS_AT_ONCE: z.string().regex(/^[1-9]\d{0,3}$/, 'must be a number from 1 to 9999').transform(Number).default(256),
  DUET_CPU_PRICE_PER_HOUR: z.string().regex(/^\d+(\.\d+)?$/, 'must be a price in dollars such as 0.04').transform(Number).default(0.04),
  DUET_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'must be fatal, error, warn, info, debug, trace or silent' }).optional(),
  DUET_DEMO: z.enum(['0', '1'], { error: 'must be 0 or 1' }).optional(),
  DUET_LIMIT_FACTOR: z.string().regex(/^[1-9]\d{0,6}$/, 'must be a whole number from 1').transform(Number).default(1),
  DUET_CHECK_REPLIES: flag('0'),
  DUET_BUSY_DELAY_MS: z.string().regex(/^\d{1,5}$/, 'must be a number of milliseconds, or 0').transform(Number).default(200),
  DUET_POOL_SIZE: z.string().regex(/^[1-9]\d?$/, 'must be a number from 1 to 99').transform(Number).default(10),
});

/** Every setting, parsed once from the environment; see the README for their meaning. */
export class Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. Holds the embedded database, the secret key and logs. */
  readonly dataDir: string;
  /** Null: the embedded database. */
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  /** Where people reach this installation, without a slash at the end. */
  readonly publicUrl: string;
  /** From the environment; null means a key file in the data directory, see `secretKey`. */
  readonly secretKeyHex: string | null;
  /** The language model of the demo, when one is set. */
  readonly model: { url: string; name: string; key: string | null } | null;
  readonly allowPrivateModelHosts: boolean;
  /** LangChain may send what it asks models to a tracing service, if the environment names one. */
  readonly allowModelTracing: boolean;
  /** Of one key at a provider; more wait in line. */
  readonly modelCallsAtOnce: number;
  /** With which commands talk to a running server; the server itself needs none. */
  readonly apiKey: string | null;
  readonly cpuPricePerHour: number;
  readonly logLevel: string;
  readonly demo: boolean;
  /** Validate every reply against its contract; for tests. */
  readonly checkReplies: boolean;
  readonly poolSize: number;
  /** How late the event loop may run before newcomers are asked to come back later; 0: they never are. */
  readonly busyDelayMs: number;
  /** Multiplies the limits on visitors and addresses; benches raise it and say so. */
  readonly limitFactor: number;

  constructor(env: Record<string, string | undefined>, cwd: string, interactive = false) {
    // An empty variable counts as unset: compose files and shells write them so.
    const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
    const parsed = Environment.safeParse(given);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new WrongSetting(`The setting ${String(issue?.path[0])} has a wrong value: it ${issue?.message ?? 'cannot be read'}.`);
    }
    const set = parsed.data;
    if (set.DUET_MODEL_URL && !set.DUET_MODEL_NAME) throw new WrongSetting('The setting DUET_MODEL_NAME is missing: DUET_MODEL_URL needs the name of a model.');
    this.port = set.PORT;
    this.host = set.HOST;
    this.dataDir = path.resolve(cwd, set.DUET_DATA_DIR);
    this.databaseUrl = set.DATABASE_URL ?? null;
    this.redisUrl = set.REDIS_URL ?? null;
    this.publicUrl = (set.DUET_PUBLIC_URL ?? `http://localhost:${set.PORT}`).replace(/\/+$/, '');
    this.secretKeyHex = set.DUET_SECRET_KEY ?? null;
    this.model = set.DUET_MODEL_URL && set.DUET_MODEL_NAME ? { url: set.DUET_MODEL_URL, name: set.DUET_MODEL_NAME, key: set.DUET_MODEL_KEY ?? null } : null;
    this.allowPrivateModelHosts = set.DUET_ALLOW_PRIVATE_MODEL_HOSTS;
    this.allowModelTracing = set.DUET_ALLOW_MODEL_TRACING;
    this.modelCallsAtOnce = set.DUET_MODEL_CALLS_AT_ONCE;
    this.apiKey = set.DUET_API_KEY ?? null;
    this.cpuPricePerHour = set.DUET_CPU_PRICE_PER_HOUR;
    // A person at a terminal wants to read the addresses, not a line of JSON for each fact.
    this.logLevel = set.DUET_LOG_LEVEL ?? (interactive ? 'warn' : 'info');
    this.demo = (set.DUET_DEMO ?? (set.DATABASE_URL ? '0' : '1')) === '1';
    this.checkReplies = set.DUET_CHECK_REPLIES;
    this.poolSize = set.DUET_POOL_SIZE;
    this.busyDelayMs = set.DUET_BUSY_DELAY_MS;
    this.limitFactor = set.DUET_LIMIT_FACTOR;
  }
}

/** @throws WrongSetting naming the first setting that cannot be used */
export const readConfig = (): Config => new Config(process.env, process.cwd(), process.stdout.isTTY);

/** Where the secret key lies when no setting gives it. */
export const secretKeyFile = ({ dataDir }: Pick<Config, 'dataDir'>): string => path.join(dataDir, 'secret-key');

/**
 * The installation's secret: from the setting, else from a file that is made at the first start (mode 0600).
 *
 * @returns 32 bytes
 */
export function secretKey(config: Config): Buffer {
  if (config.secretKeyHex) return Buffer.from(config.secretKeyHex, 'hex');
  const file = secretKeyFile(config);
  fs.mkdirSync(config.dataDir, { recursive: true });
  try {
    // `wx` lets exactly one of two first starts write it; both then read the same.
    fs.writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const hex = fs.readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new WrongSetting(`The secret key in ${file} is damaged. Restore it from your backup; stored model keys cannot be read without it.`);
  return Buffer.from(hex, 'hex');
}

const tracing = /^(LANGSMITH|LANGCHAIN)_(TRACING|TRACING_V2|TRACING_SAMPLING_RATE|ENDPOINT|RUNS_ENDPOINTS|OTEL_ENABLED)$/;

/** Forgets variables by which LangChain would send conversations to a tracing service without a word. */
export function forbidTracing(env: Record<string, string | undefined> = process.env): void {
  for (const name of Object.keys(env)) if (tracing.test(name)) delete env[name];
}

/** Those variables of the environment whose names fit: what a child process that is not trusted may know. */
export const environmentFor = (names: RegExp): Record<string, string | undefined> => Object.fromEntries(Object.entries(process.env).filter(([name]) => names.test(name)));
