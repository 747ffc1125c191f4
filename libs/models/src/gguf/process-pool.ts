import { stampOf } from './file-stamp.ts';
import type { GgufProcess } from './gguf-process.ts';

interface Running {
  process: GgufProcess;
  /** What the files were that it has read, weights and adapters, by path. */
  read: Map<string, string>;
}

/** A process for each file, as long as it holds what the file is now and some model uses it. */
export class ProcessPool {
  readonly #running = new Map<string, Running>();
  /** By file: how many use which context. */
  readonly #users = new Map<string, Map<string, number>>();
  /** They answer whom they have begun to answer, then they end. */
  readonly #leaving = new Set<GgufProcess>();
  #closed = false;

  constructor(private readonly make: (file: string) => GgufProcess) {}

  list(): [file: string, process: GgufProcess][] {
    return [...this.#running].map(([file, { process }]) => [file, process]);
  }

  /**
   * To ask at once: a process that read other files than there are now is not given again. Native code keeps adapters by
   * their path, so that one that was replaced needs a new process as well.
   *
   * @param adapter absolute path, as `file`
   */
  of(file: string, adapter: string | null): GgufProcess {
    const now = [file, ...(adapter === null ? [] : [adapter])].map((one) => [one, stampOf(one)] as const);
    const known = this.#running.get(file);
    if (known && now.every(([one, stamp]) => (known.read.get(one) ?? stamp) === stamp)) {
      for (const [one, stamp] of now) known.read.set(one, stamp);
      return known.process;
    }
    this.#retire(file);
    const process = this.make(file);
    if (this.#closed) void process.close();
    this.#running.set(file, { process, read: new Map(now) });
    return process;
  }

  take(file: string, contextId: string): void {
    const users = this.#users.get(file) ?? new Map<string, number>();
    this.#users.set(file, users.set(contextId, (users.get(contextId) ?? 0) + 1));
  }

  /** After the last user, memory is free again: that of a context, and of the weights when no context is used any more. */
  give(file: string, contextId: string): void {
    const users = this.#users.get(file);
    const left = (users?.get(contextId) ?? 0) - 1;
    if (!users || left > 0) return void users?.set(contextId, left);
    users.delete(contextId);
    this.#running.get(file)?.process.forget(contextId);
    if (users.size > 0) return;
    this.#users.delete(file);
    this.#retire(file);
  }

  /** Ends all of them, whoever still waits. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#leaving, ...[...this.#running.values()].map(({ process }) => process)].map((one) => one.close()));
  }

  #retire(file: string): void {
    const known = this.#running.get(file);
    if (!known) return;
    this.#running.delete(file);
    this.#leaving.add(known.process);
    void known.process.retire().finally(() => this.#leaving.delete(known.process));
  }
}
