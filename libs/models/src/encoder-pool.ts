import type { Worker } from 'node:worker_threads';
import { encoderDimensions, pooledDimensions, type KernelKind } from '#textmodels';
import { Problem } from '#platform';
import type { EncodedBatch, EncodeRequest } from './encoder-messages.ts';
import { startWorker } from './start-worker.ts';

export interface EncodedText {
  /** Below the top layer: where trained models start. */
  pooled: Float32Array;
  /** The packaged encoder's vector, of length one. */
  vector: Float32Array;
  /** Processor time that this text took; 0 when it was known. */
  cpuMs: number;
}

interface Waiting {
  text: string;
  signal: AbortSignal | undefined;
  resolve: (encoded: EncodedText) => void;
  reject: (reason: unknown) => void;
}

/** Texts of one message to a worker; a query waits for at most one such batch of an import. */
const batchSize = 16;
/** A call with more texts than this stands behind the queries of visitors. */
const urgentTexts = 4;

/**
 * Worker threads that turn texts into vectors. They start with the first text; one that dies fails the texts it was
 * working on and is replaced.
 */
export class EncoderPool {
  readonly #urgent: Waiting[] = [];
  readonly #patient: Waiting[] = [];
  readonly #members: Member[] = [];
  #closed = false;
  kernel: KernelKind | null = null;

  constructor(private readonly folder: string, private readonly size = 1) {}

  encode(texts: readonly string[], signal?: AbortSignal): Promise<EncodedText[]> {
    const queue = texts.length <= urgentTexts ? this.#urgent : this.#patient;
    const all = texts.map((text) => new Promise<EncodedText>((resolve, reject) => {
      queue.push({ text, signal, resolve, reject });
    }));
    this.#work();
    return untilAborted(Promise.all(all), signal);
  }

  /** The thread numbers of the workers under way. */
  get threads(): number[] {
    return this.#members.map(({ worker }) => worker.threadId);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of [...this.#urgent.splice(0), ...this.#patient.splice(0)]) waiting.reject(new Problem('server_draining'));
    await Promise.all(this.#members.map(({ worker }) => worker.terminate()));
  }

  #work(): void {
    while (!this.#closed) {
      const batch = this.#nextBatch();
      if (batch.length === 0) return;
      const member = this.#members.find((one) => one.batch.length === 0) ?? this.#grow();
      member.batch = batch;
      member.worker.ref();
      member.worker.postMessage({ texts: batch.map(({ text }) => text) } satisfies EncodeRequest);
    }
  }

  /** Empty when every thread is busy. Nobody waits for an aborted text any more: it is dropped. */
  #nextBatch(): Waiting[] {
    if (this.#members.length >= this.size && this.#members.every(({ batch }) => batch.length > 0)) return [];
    const batch: Waiting[] = [];
    for (const queue of [this.#urgent, this.#patient]) {
      while (queue.length > 0 && batch.length < batchSize) {
        const waiting = queue.shift()!;
        if (!waiting.signal?.aborted) batch.push(waiting);
      }
    }
    return batch;
  }

  #grow(): Member {
    const member: Member = { worker: startWorker('encoder-worker', { folder: this.folder }), batch: [] };
    this.#members.push(member);
    member.worker.on('message', (reply: EncodedBatch) => this.#deliver(member, reply));
    member.worker.on('error', (cause) => this.#replace(member, cause));
    member.worker.on('exit', () => this.#replace(member, new Error('the encoder thread ended')));
    return member;
  }

  #deliver(member: Member, { pooled, vectors, cpuMs, kernel }: EncodedBatch): void {
    this.kernel = kernel;
    const batch = member.batch;
    member.batch = [];
    // An idle thread must not keep the process alive.
    member.worker.unref();
    batch.forEach(({ resolve }, index) => {
      const rowOf = (rows: Float32Array, width: number): Float32Array => rows.slice(index * width, (index + 1) * width);
      resolve({ pooled: rowOf(pooled, pooledDimensions), vector: rowOf(vectors, encoderDimensions), cpuMs: cpuMs / batch.length });
    });
    this.#work();
  }

  #replace(member: Member, cause: unknown): void {
    const place = this.#members.indexOf(member);
    if (place < 0) return;
    this.#members.splice(place, 1);
    for (const { reject } of member.batch) reject(new Problem('model_unavailable', { cause, detail: 'The text encoder stopped. It starts again with the next question.' }));
    this.#work();
  }
}

interface Member {
  worker: Worker;
  /** Empty: idle. */
  batch: Waiting[];
}

function untilAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
