import type { ModelFailureCode } from '#contracts';

export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
  source: 'provider' | 'estimated';
}

export interface ModelFailureFacts {
  /** What the provider said, for the operator; never a visitor's words. */
  detail?: string | undefined;
  retryAfterMs?: number | undefined;
  cause?: unknown;
  /** Could the very same request succeed? By the code when absent. */
  retryable?: boolean | undefined;
}

const mayPass: ReadonlySet<ModelFailureCode> = new Set(['rate', 'capacity', 'network', 'stalled', 'timeout', 'busy', 'circuit_open']);

/** A language model that did not answer, and why. */
export class ModelFailed extends Error {
  readonly detail: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly retryable: boolean;
  /** Tokens spent until then, when any. */
  usage: TokenUsage | undefined;

  constructor(readonly code: ModelFailureCode, { detail, retryAfterMs, cause, retryable }: ModelFailureFacts = {}) {
    super(detail ? `${code}: ${detail}` : code, { cause });
    this.name = 'ModelFailed';
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
    this.retryable = retryable ?? mayPass.has(code);
  }
}
