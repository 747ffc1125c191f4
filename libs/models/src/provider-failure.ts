import type { ModelFailureCode } from '#contracts';
import { ModelFailed } from './model-failed.ts';

const quota = /insufficient_quota|billing|exceeded your current quota/i;
const contextLength = /context_length|context length|maximum context|too many tokens|prompt is too long|exceed.{0,40}context/i;
const contentFilter = /content_filter|content management policy|content policy/i;

/** What a provider's refusal means. @param retryAfter the header, in seconds or as a date */
export function failureOfStatus(status: number, body: string, retryAfter: string | null, now = Date.now()): ModelFailed {
  const detail = `${status}: ${messageIn(body)}`;
  return new ModelFailed(codeOf(status, body), { detail, retryAfterMs: waitOf(retryAfter, now), retryable: mayPass(status, body) });
}

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

const mayPass = (status: number, body: string): boolean =>
  (status === 429 && !quota.test(body)) || status === 408 || status === 409 || status === 425 || status >= 500;

function waitOf(retryAfter: string | null, now: number): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = Number(retryAfter);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(retryAfter) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The sentence in a provider's error, however it is wrapped. */
export function messageIn(body: string): string {
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
