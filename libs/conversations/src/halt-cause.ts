/** Why an answer under way is ended before its end. */
export type HaltCause =
  /** The visitor pressed stop. */
  | 'stopped'
  /** An agent joined, or the conversation ended: the bot is silent. */
  | 'handed_over'
  /** It took longer than allowed. */
  | 'deadline'
  /** More text than any answer may have. */
  | 'too_long'
  /** This process stops. */
  | 'draining'
  /** The lease belongs to another process now; nothing may be written. */
  | 'lost';

/** Ends work with its cause; the first cause stays. */
export class Halt {
  private readonly controller = new AbortController();

  get signal(): AbortSignal {
    return this.controller.signal;
  }
  get cause(): HaltCause | null {
    return this.signal.aborted ? (this.signal.reason as HaltCause) : null;
  }
  now(cause: HaltCause): void {
    this.controller.abort(cause);
  }
}
