import type { ModelFailureCode } from '#contracts';
import { ModelFailed } from './model-failed.ts';

const quota = /insufficient_quota|billing|exceeded your current quota/i;
const contextLength = /context_length|context length|maximum context|too many tokens|prompt is too long|exceed.{0,40}context/i;
const contentFilter = /content_filter|content management policy|content policy/i;

/** What a provider's refusal means. @param retryAfter the header, in seconds or as a date */
export function failureOfStatus(status: number, body: string, retryAfter: string | null, now = Date.now()): ModelFailed {
  return failed(codeOf(status, body), `${status}: ${messageIn(body)}`, waitOf(retryAfter, now));
}

/** What an error means that a provider tells in the middle of a stream, where there is no status any more. */
export function failureInStream(error: unknown): ModelFailed {
  const body = JSON.stringify({ error });
  const { status, code, type } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const told = [status, code].map(Number).find((one) => one >= 400 && one < 600);
  const named = inWords.find(([words]) => words.test(`${String(code)} ${String(type)}`))?.[1];
  return failed(codeOf(told ?? named ?? 500, body), messageIn(body));
}

/** Names of errors, where there is no number. */
const inWords: readonly [RegExp, number][] = [[/rate_limit/i, 429], [/authentication|invalid_api_key|permission/i, 401], [/invalid_request|not_found/i, 400]];

/** Refusals that may pass when the same is asked again. */
const passing: ReadonlySet<ModelFailureCode> = new Set(['rate', 'timeout', 'capacity']);

const failed = (code: ModelFailureCode, detail: string, retryAfterMs?: number): ModelFailed => new ModelFailed(code, { detail, retryAfterMs, retryable: passing.has(code) });

function codeOf(status: number, body: string): ModelFailureCode {
  if (status === 401 || status === 403) return 'auth';
  if (status === 402 || quota.test(body)) return 'quota';
  if (status === 429) return 'rate';
  if (status === 408) return 'timeout';
  if (contextLength.test(body) || status === 413) return 'context_length';
  if (contentFilter.test(body)) return 'content_filter';
  if (status >= 500 || status === 409 || status === 425) return 'capacity';
  return 'bad_response';
}

function waitOf(retryAfter: string | null, now: number): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = Number(retryAfter);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(retryAfter) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The sentence in a provider's error, however it is wrapped. */
function messageIn(body: string): string {
  try {
    const { error, message } = JSON.parse(body) as { error?: string | { message?: string }; message?: string };
    const found = typeof error === 'string' ? error : (error?.message ?? message);
    if (typeof found === 'string') return found.slice(0, 300);
  } catch {
    // Not JSON: a proxy's page.
  }
  return body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 300);
}

const mostOfAnError = 20_000;

/** The beginning of what a provider sent, as text; the rest is not read. */
export async function textOf(body: AsyncIterable<unknown>, most = mostOfAnError): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const piece of body) {
    text += decoder.decode(piece as Uint8Array, { stream: true });
    if (text.length > most) break;
  }
  return text;
}
