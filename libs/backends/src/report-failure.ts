import { ModelFailed } from '#models';
import { isRetryable } from '#contracts';
import { Problem } from '#platform';
import { PromptLeaked } from './prompt-leaked.ts';
import type { BackendEvent } from './turn.ts';

/** The event that ends an answer which went wrong; a bug stays an exception. */
function failureEvent(error: unknown, signal: AbortSignal): Extract<BackendEvent, { type: 'error' }> {
  if (signal.aborted) return { type: 'error', code: 'cancelled', retryable: false };
  if (error instanceof ModelFailed) return { type: 'error', code: error.code, retryable: error.retryable };
  if (error instanceof PromptLeaked) return { type: 'error', code: error.message, retryable: false };
  if (error instanceof Problem) return { type: 'error', code: error.code, retryable: isRetryable(error.code) };
  throw error;
}

/** The same events; an expected failure becomes the last one. */
export async function* withFailures(events: AsyncIterable<BackendEvent>, signal: AbortSignal): AsyncGenerator<BackendEvent, void, undefined> {
  try {
    yield* events;
  } catch (error) {
    yield failureEvent(error, signal);
  }
}
