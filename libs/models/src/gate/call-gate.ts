import type { ModelFailureCode } from '#contracts';
import { ModelFailed } from '../model-failed.ts';
import { Bulkhead } from './bulkhead.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { RetryBudget } from './retry-budget.ts';

/** Failures that tell of the model's health. The others are of the question, the key or ourselves: the model answered, or was not asked. */
const ofTheModel: ReadonlySet<ModelFailureCode> = new Set(['rate', 'capacity', 'network', 'stalled', 'timeout', 'bad_response']);

/** One attempt inside the gate. */
export interface Place {
  /** Called as often as one likes; the first counts. @param failure null when it went well */
  leave(failure: ModelFailed | null): void;
}

/** How one call ended, its second attempt included. */
export interface EndedCall {
  outcome: 'answered' | ModelFailureCode;
  /** Null: nothing came. */
  firstTokenMs: number | null;
  totalMs: number;
  triedAgain: boolean;
}

export interface GateParts {
  /** Shared by the models of one provider's key. */
  bulkhead?: Bulkhead;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
  ended?: (call: EndedCall) => void;
}

/** What stands between one model and those who ask it: its breaker, the places at its provider, the budget for second attempts. */
export class CallGate {
  readonly bulkhead: Bulkhead;
  readonly breaker: CircuitBreaker;
  /** Is told of each call when it is over. */
  readonly ended: (call: EndedCall) => void;
  readonly #budget: RetryBudget;

  constructor({ bulkhead = new Bulkhead(), now = () => performance.now(), ended = () => undefined }: GateParts = {}) {
    this.bulkhead = bulkhead;
    this.ended = ended;
    this.breaker = new CircuitBreaker(now);
    this.#budget = new RetryBudget(now);
  }

  /** Once for each call, before its first attempt. */
  called(): void {
    this.#budget.called();
  }

  /** May a call that failed be tried once more? */
  mayTryAgain(): boolean {
    return this.breaker.state === 'closed' && this.#budget.take();
  }

  /**
   * Waits for a place at the provider.
   *
   * @param insistent a person asks whether the model works again
   * @throws ModelFailed `circuit_open`, `busy`, or what `signal` was aborted with
   */
  async enter(signal: AbortSignal, insistent = false): Promise<Place> {
    if (!insistent && this.breaker.state === 'open') throw this.#refusal();
    const leaveRoom = await this.bulkhead.enter(signal).catch((error: unknown) => { throw whileWaiting(error); });
    // It may have opened while this one waited.
    const passage = this.breaker.pass(insistent);
    if (passage === null) {
      leaveRoom();
      throw this.#refusal();
    }
    let inside = true;
    return {
      leave: (failure) => {
        if (!inside) return;
        inside = false;
        leaveRoom();
        if (failure?.code === 'cancelled') passage.left();
        else if (failure && ofTheModel.has(failure.code)) passage.failed();
        else passage.worked();
      },
    };
  }

  #refusal(): ModelFailed {
    return new ModelFailed('circuit_open', { detail: 'too many of the last questions failed', retryAfterMs: Math.ceil(this.breaker.opensInMs) });
  }
}

/** A deadline that passes in the line is not the model's fault. */
const whileWaiting = (error: unknown): unknown =>
  error instanceof ModelFailed && error.code === 'timeout' ? new ModelFailed('busy', { detail: 'no place at the provider in time', cause: error }) : error;
