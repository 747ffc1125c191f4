import type { GgufProcess } from './gguf-process.ts';
import type { ProcessPool } from './process-pool.ts';

/** One answer's. */
export interface ProcessUse {
  /** To ask at once. */
  process(): GgufProcess;
  /** The answer is over. */
  end(): void;
}

/** One model's part of a process: until it is closed, and after that until the last of its answers is over. */
export class GgufHold {
  #open = true;
  #answers = 0;

  /** @param what absolute paths, and the context that is the model's */
  constructor(private readonly pool: ProcessPool, private readonly what: { file: string; adapter: string | null; contextId: string }) {
    pool.take(what.file, what.contextId);
  }

  enter(): ProcessUse {
    const { file, adapter, contextId } = this.what;
    // Closed since it was handed out: what this answer takes is given back after it.
    if (!this.#open && this.#answers === 0) this.pool.take(file, contextId);
    this.#answers++;
    return {
      process: () => this.pool.of(file, adapter),
      end: () => {
        this.#answers--;
        this.#giveUnused();
      },
    };
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#giveUnused();
  }

  #giveUnused(): void {
    if (!this.#open && this.#answers === 0) this.pool.give(this.what.file, this.what.contextId);
  }
}
