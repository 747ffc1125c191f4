import type { ProblemCode, Refusal } from '#contracts';
import { isRetryable, problems } from '#contracts';

export interface ProblemOptions {
  cause?: unknown;
  /** A helpful second sentence. */
  detail?: string;
  issues?: { path: string; message: string }[];
  retryAfterMs?: number;
}

/** An expected failure that the caller can act on: a stable code with its sentence. Anything else thrown is a bug. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string | undefined;
  readonly issues: { path: string; message: string }[] | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(problems[code].title, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = problems[code].status;
    this.detail = options.detail;
    this.issues = options.issues;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The acknowledgement that reports a problem over a socket. */
export function refusal(problem: Problem): Refusal {
  return {
    ok: false, code: problem.code, title: problem.detail ?? problem.message, retryable: isRetryable(problem.code),
    ...(problem.retryAfterMs === undefined ? {} : { retryAfterMs: problem.retryAfterMs }),
  };
}
