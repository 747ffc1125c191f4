import type { HaltCause } from './halt-cause.ts';
import type { Ending } from './replies.sql.ts';
import type { RunningReply } from './running-reply.ts';

export const APOLOGY = 'Sorry, I could not answer that just now. Please try again, or talk to a person.';

/** The product's own word, once the budget of the day is used up. */
export const OUT_FOR_TODAY = 'I have answered as much as I may for today. A person of our team can help you further.';

type Outcome = Pick<Ending, 'state' | 'result' | 'text' | 'errorCode' | 'totalMs' | 'offersPerson'>;

/** What an answer turned out to be, given what came of it and why it was cut, if it was. */
export function endingOf(run: RunningReply, cause: HaltCause | null): Ending {
  const { served, usage, citations, options, guard, toolCalls, firstTokenMs } = run;
  return {
    ...outcomeOf(run, cause),
    intent: run.end?.intent ?? null, confidence: run.end?.confidence ?? null, language: run.end?.language ?? null, firstTokenMs, citations, options, guard, toolCalls, ...usage,
    servedEngine: served.engine, servedVariantId: served.variantId, servedBackendVersionId: served.backendVersionId, fallbackReason: served.fallbackReason,
  };
}

function outcomeOf(run: RunningReply, cause: HaltCause | null): Outcome {
  const totalMs = run.elapsedMs();
  const { shown: text, offersPerson } = run;
  if (cause === 'stopped' || cause === 'handed_over') {
    return { state: 'cancelled', result: cause, text, errorCode: null, totalMs, offersPerson };
  }
  if (cause !== null) return failure(text, causeCode[cause], cause === 'deadline' ? null : totalMs);
  if (run.error !== null) return failure(text, run.error.code, totalMs);
  // A backend that simply stops has lost its connection somewhere.
  if (run.end === null) return failure(text, 'bad_response', totalMs);
  const { result } = run.end;
  if (result === 'budget') return { state: 'complete', result, text: OUT_FOR_TODAY, errorCode: null, totalMs, offersPerson };
  return { state: result === 'failed' ? 'failed' : 'complete', result, text, errorCode: null, totalMs, offersPerson };
}

const causeCode: Readonly<Record<Exclude<HaltCause, 'stopped' | 'handed_over'>, string>> = {
  deadline: 'timeout', too_long: 'too_long', draining: 'server_draining', lost: 'lost',
};

/** A failure counts for its variant. What was shown stays; with nothing shown, a plain sentence and the offer of a person. */
function failure(text: string, errorCode: string, totalMs: number | null): Outcome {
  const nothing = text === '';
  return { state: nothing ? 'failed' : 'interrupted', result: 'failed', text: nothing ? APOLOGY : text, errorCode, totalMs, offersPerson: true };
}
