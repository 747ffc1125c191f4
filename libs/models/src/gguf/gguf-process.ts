import { fork, type ChildProcess } from 'node:child_process';
import { environmentFor } from '#platform';
import { ModelFailed } from '../model-failed.ts';
import type { ContextSettings, EngineQuestion } from './engine.ts';
import type { FromEngine, ToEngine } from './messages.ts';

const fromSources = import.meta.url.endsWith('.ts');
const suffix = fromSources ? 'ts' : 'js';
const ownEngine = new URL(`./node-llama-engine.${suffix}`, import.meta.url).href;
const loader = new URL('../../../../scripts/ts-loader.mjs', import.meta.url).href;
const execArgv = fromSources ? ['--import', loader, '--conditions=source', '--disable-warning=ExperimentalWarning'] : [];

/** A file from somewhere may be made to attack what reads it: that process gets none of our secrets. */
const handedDown = /^(PATH|HOME|TMPDIR|TEMP|TMP|LANG|SYSTEMROOT|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|(CUDA|NVIDIA|HIP|ROCR|VK|GGML)_.*)$/i;
const [firstPauseMs, longestPauseMs] = [500, 30_000];
/** After the word to stop: by then native code that still does not answer never will. */
const usualStuckMs = 10_000;

export interface GgufProcessSettings {
  /** Absolute path. */
  file: string;
  /** URL of another module than the one on node-llama-cpp; for tests. */
  engine?: string;
  stuckMs?: number;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
}

/** What comes of one question. */
export interface Hearer {
  hear(message: Extract<FromEngine, { type: 'open' | 'text' | 'ended' }>): void;
  fail(failure: ModelFailed): void;
}

interface Asked {
  hearer: Hearer;
  stuck?: NodeJS.Timeout;
}

export interface GgufProcessState {
  state: 'stopped' | 'starting' | 'running' | 'resting';
  pid: number | null;
  /** Resident, in bytes. */
  memoryBytes: number | null;
  trainedContextSize: number | null;
  /** Ends that nobody asked for, since Duet was started. */
  crashes: number;
}

/** One GGUF file in a process of its own: started by the first question, and again, after a pause that doubles, when it crashed. */
export class GgufProcess {
  #child: ChildProcess | undefined;
  #loaded = false;
  #closed = false;
  #memoryBytes: number | null = null;
  #trainedContextSize: number | null = null;
  #crashes = 0;
  /** Why it could not hold the file when it was last started. */
  #refusal: ModelFailed | null = null;
  /** Ends without an answer in between, of either kind. */
  #endsInARow = 0;
  #restsUntil = -Infinity;
  #lastId = 0;
  #wakeIdle: () => void = () => undefined;
  readonly #asked = new Map<number, Asked>();
  readonly #now: () => number;

  constructor(private readonly settings: GgufProcessSettings) {
    this.#now = settings.now ?? (() => performance.now());
  }

  get state(): GgufProcessState {
    const state = this.#child ? (this.#loaded ? 'running' : 'starting') : this.#restsUntil > this.#now() ? 'resting' : 'stopped';
    return { state, pid: this.#child?.pid ?? null, memoryBytes: this.#memoryBytes, trainedContextSize: this.#trainedContextSize, crashes: this.#crashes };
  }

  /** @returns the way to leave it: the process is told to stop, and is ended when it cannot @throws ModelFailed `capacity` while it rests after a crash, and the same again while it rests since it could not hold the file */
  ask(context: ContextSettings, question: EngineQuestion, hearer: Hearer): () => void {
    if (this.#refusal && (this.#child || this.#restsUntil > this.#now())) throw this.#refusal;
    const child = (this.#child ??= this.#start());
    const id = ++this.#lastId;
    this.#asked.set(id, { hearer });
    this.#send(child, { type: 'ask', id, context, question });
    return () => this.#leave(child, id);
  }

  forget(contextId: string): void {
    if (this.#child) this.#send(this.#child, { type: 'forget', contextId });
  }

  /** Lets those have their answers who wait for one, then ends it. Nobody may ask it meanwhile. */
  async retire(): Promise<void> {
    if (this.#asked.size > 0) await new Promise<void>((resolve) => (this.#wakeIdle = resolve));
    await this.close();
  }

  /** Ends the process and whatever it may have started; it starts no more. */
  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    killGroup(child);
    await gone;
  }

  #start(): ChildProcess {
    if (this.#closed) throw new ModelFailed('capacity', { detail: 'Duet is being shut down', retryable: false });
    const restMs = this.#restsUntil - this.#now();
    if (restMs > 0) throw new ModelFailed('capacity', { detail: 'the process of this file crashed and is started again soon', retryAfterMs: Math.ceil(restMs) });
    this.#refusal = null;
    // In a group of its own, so that nothing that it starts outlives it.
    const child = fork(new URL(`./gguf-worker.${suffix}`, import.meta.url), [this.settings.engine ?? ownEngine, this.settings.file], { execArgv, env: environmentFor(handedDown), detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child.on('message', (message: FromEngine) => this.#take(message));
    child.once('error', () => this.#ended(child, 'it could not be started'));
    child.once('exit', (code, signal) => this.#ended(child, signal ?? `code ${code}`));
    return child;
  }

  #send(child: ChildProcess, message: ToEngine): void {
    // Whatever is wrong with it, its end tells.
    if (child.connected) child.send(message, () => undefined);
  }

  #take(message: FromEngine): void {
    switch (message.type) {
      case 'loaded':
        this.#loaded = true;
        this.#trainedContextSize = message.trainedContextSize;
        return;
      case 'memory':
        this.#memoryBytes = message.bytes;
        return;
      case 'not_loaded':
        this.#refused(new ModelFailed(message.failure.code, message.failure));
        return;
      case 'open': case 'text':
        this.#asked.get(message.id)?.hearer.hear(message);
        return;
      case 'ended':
        this.#endsInARow = 0;
        this.#settled(message.id)?.hear(message);
        return;
      case 'failed':
        this.#settled(message.id)?.fail(new ModelFailed(message.failure.code, message.failure));
    }
  }

  #settled(id: number): Hearer | undefined {
    const asked = this.#asked.get(id);
    clearTimeout(asked?.stuck);
    this.#asked.delete(id);
    if (this.#asked.size === 0) this.#wakeIdle();
    return asked?.hearer;
  }

  #leave(child: ChildProcess, id: number): void {
    const asked = this.#asked.get(id);
    if (!asked || asked.stuck) return;
    this.#send(child, { type: 'stop', id });
    asked.stuck = setTimeout(() => killGroup(child), this.settings.stuckMs ?? usualStuckMs).unref();
  }

  #ended(child: ChildProcess, how: string): void {
    killGroup(child);
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#loaded = false;
    this.#memoryBytes = null;
    if (!this.#closed && !this.#refusal) {
      this.#crashes++;
      this.#rest();
    }
    this.#failAll(new ModelFailed('network', { detail: `the process of this file ended (${how})` }));
  }

  /** It is of no use, and still there until it has ended: what it has read of the file is not read twice at once. That is no crash. */
  #refused(failure: ModelFailed): void {
    this.#refusal = failure;
    this.#rest();
    this.#failAll(failure);
    if (this.#child) killGroup(this.#child);
  }

  #rest(): void {
    this.#restsUntil = this.#now() + Math.min(longestPauseMs, firstPauseMs * 2 ** this.#endsInARow++);
  }

  #failAll(failure: ModelFailed): void {
    for (const id of [...this.#asked.keys()]) this.#settled(id)?.fail(failure);
  }
}

/** The process and whatever it has started. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
