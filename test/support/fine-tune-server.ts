import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ModelServer } from './model-server.ts';

export interface SentFile {
  id: string;
  filename: string;
  purpose: string;
  content: string;
  sha256: string;
}

interface Told {
  id: string;
  created_at: number;
  level: string;
  type: string;
  message: string;
  data: object | null;
}

export interface SentJob {
  id: string;
  status: string;
  model: string;
  training_file: string;
  validation_file: string | null;
  metadata: Record<string, string> | null;
  suffix: string | null;
  seed: number | null;
  method: Record<string, unknown>;
  fine_tuned_model: string | null;
  trained_tokens: number | null;
  error: { code: string; message: string } | null;
  events: Told[];
  checkpoints: object[];
}

/** A refusal of the next request whose method and path fit. */
interface Fault {
  on: string;
  status: number;
  retryAfter?: string;
  /** The work is done, and only the answer is lost. */
  afterwards?: boolean;
  /** No answer ever comes; called when that begins. */
  hung?: () => void;
}

const EPOCH = 1_780_000_000;

/**
 * The job protocol of OpenAI beside a model server: files, jobs, events, checkpoints, cancel. Jobs move on when the test says
 * so, and when they succeed, the tuned model answers at the same address.
 */
export class FineTuneServer {
  readonly files: SentFile[] = [];
  readonly jobs: SentJob[] = [];
  readonly requests: string[] = [];
  /** The keys that were shown. */
  readonly keys = new Set<string>();
  keepsMetadata = true;
  private readonly faults: Fault[] = [];
  private ticks = 0;

  constructor(private readonly models: ModelServer, private readonly eventsAPage = 3) {
    models.beside = (request, reply, url) => this.serve(request, reply, url);
  }

  get url(): string {
    return this.models.url;
  }

  /** The next requests of this method and path (its end) fail so. */
  fail(...faults: Fault[]): this {
    this.faults.push(...faults);
    return this;
  }

  /** The next such request is worked on and never answered. Resolves as soon as it waits. */
  hangAt(on: string): Promise<void> {
    return new Promise((resolve) => this.fail({ on, status: 0, afterwards: true, hung: resolve }));
  }

  job(): SentJob {
    const job = this.jobs.at(-1);
    if (!job) throw new Error('no job was created');
    return job;
  }

  /** The job runs and tells of these steps. */
  run(from: number, to: number, of: number): this {
    const job = this.job();
    job.status = 'running';
    for (let step = from; step <= to; step++) {
      this.tell('metrics', `Step ${step}/${of}: training loss=${(2 / step).toFixed(2)}`, {
        step, total_steps: of, train_loss: 2 / step, train_mean_token_accuracy: step / (of + 1), ...(step % 2 === 0 ? { valid_loss: 2.5 / step } : {}),
      });
    }
    return this;
  }

  checkpoint(step: number): this {
    const job = this.job();
    job.checkpoints.unshift({
      id: `ftckpt_${job.id}_${step}`, object: 'fine_tuning.job.checkpoint', created_at: EPOCH + ++this.ticks, step_number: step,
      fine_tuned_model_checkpoint: `ft:${job.model}:duet:ckpt-step-${step}`, metrics: { step, train_loss: 2 / step, full_valid_loss: 2.5 / step },
    });
    return this;
  }

  succeed(model = `ft:${this.job().model}:duet:${this.job().suffix ?? 'tuned'}:${this.jobs.length}`): string {
    this.tell('message', 'The job has successfully completed');
    Object.assign(this.job(), { status: 'succeeded', fine_tuned_model: model, trained_tokens: 120_000 });
    return model;
  }

  break(code: string, message: string): this {
    this.tell('message', message, null, 'error');
    Object.assign(this.job(), { status: 'failed', error: { code, message } });
    return this;
  }

  private tell(type: string, message: string, data: object | null = null, level = 'info'): void {
    const job = this.job();
    job.events.unshift({ id: `ftevent_${job.id}_${job.events.length + 1}`, created_at: EPOCH + ++this.ticks, level, type, message, data });
  }

  private async serve(request: IncomingMessage, reply: ServerResponse, url: URL): Promise<boolean> {
    const path = url.pathname.replace(/^\/v1/, '');
    if (!/^\/(files|fine_tuning\/jobs)(\/|$)/.test(path)) return false;
    const body = await bytesOf(request);
    this.requests.push(`${request.method} ${path}`);
    if (request.headers.authorization) this.keys.add(request.headers.authorization);
    const at = this.faults.findIndex(({ on }) => `${request.method} ${path}`.endsWith(on));
    const [fault] = at === -1 ? [] : this.faults.splice(at, 1);
    const answer = fault && !fault.afterwards ? null : this.answer(request.method ?? '', path, url.searchParams, body, request.headers['content-type'] ?? '');
    if (fault?.hung) fault.hung();
    else if (fault) reply.writeHead(fault.status, { 'content-type': 'application/json', ...(fault.retryAfter ? { 'retry-after': fault.retryAfter } : {}) }).end('{"error":{"message":"not now"}}');
    else reply.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? { error: { message: 'no such thing' } }));
    return true;
  }

  private answer(method: string, path: string, query: URLSearchParams, body: Buffer, type: string): object | null {
    const [, id, part] = /^\/fine_tuning\/jobs\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
    if (path === '/files') return method === 'POST' ? this.takeFile(body, type) : pageOf(this.files.map(({ content, ...file }) => ({ ...file, bytes: content.length, status: 'processed' })), query, 100);
    if (path === '/fine_tuning/jobs') return method === 'POST' ? this.takeJob(JSON.parse(body.toString()) as Partial<SentJob>) : pageOf(this.jobs.map(shown).reverse(), query, 2);
    const job = this.jobs.find((one) => one.id === id);
    if (!job) return null;
    if (part === 'events') return pageOf(job.events, query, this.eventsAPage);
    if (part === 'checkpoints') return pageOf(job.checkpoints as { id: string }[], query, 10);
    if (part === 'cancel') job.status = 'cancelled';
    return shown(job);
  }

  private takeFile(body: Buffer, type: string): object {
    const { purpose = '', file } = partsOf(body, type);
    const { filename = '', content = '' } = file ?? {};
    const sent = { id: `file-${this.files.length + 1}`, filename, purpose, content, sha256: createHash('sha256').update(content).digest('hex') };
    this.files.push(sent);
    return { id: sent.id, object: 'file', filename, purpose, bytes: content.length, status: 'uploaded' };
  }

  private takeJob({ model = '', training_file: file = '', validation_file: validation = null, metadata = null, suffix = null, seed = null, method = {} }: Partial<SentJob>): object {
    const job: SentJob = {
      id: `ftjob-${this.jobs.length + 1}`, status: 'validating_files', model, training_file: file, validation_file: validation, metadata: this.keepsMetadata ? metadata : null, suffix, seed, method,
      fine_tuned_model: null, trained_tokens: null, error: null, events: [], checkpoints: [],
    };
    this.jobs.push(job);
    this.tell('message', `Created fine-tuning job: ${job.id}`);
    return shown(job);
  }
}

const shown = ({ events: _events, checkpoints: _checkpoints, ...job }: SentJob) => ({ object: 'fine_tuning.job', created_at: EPOCH, ...job });

function pageOf<T extends { id: string }>(all: readonly T[], query: URLSearchParams, most: number): object {
  const from = all.findIndex(({ id }) => id === query.get('after')) + 1;
  const data = all.slice(from, from + Math.min(most, Number(query.get('limit') ?? most)));
  return { object: 'list', data, has_more: from + data.length < all.length };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** The fields of a form, as far as these requests need it. */
function partsOf(body: Buffer, type: string): { purpose?: string; file?: { filename: string; content: string } } {
  const boundary = /boundary=(.+)$/.exec(type)?.[1] ?? '';
  const found: ReturnType<typeof partsOf> = {};
  for (const part of body.toString().split(`--${boundary}`)) {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const content = rest.join('\r\n\r\n').replace(/\r\n$/, '');
    const [, name] = /name="(\w+)"/.exec(head) ?? [];
    if (name === 'purpose') found.purpose = content;
    if (name === 'file') found.file = { filename: /filename="([^"]+)"/.exec(head)?.[1] ?? '', content };
  }
  return found;
}
