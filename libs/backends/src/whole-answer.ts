import { performance } from 'node:perf_hooks';
import type { Preview } from '#contracts';
import type { BackendEvent } from './turn.ts';

/** An answer with everything that its backend told of it, when it is over; times in milliseconds from the first asking. */
export type WholeAnswer = Omit<Preview, 'traffic' | 'backendVersionId'>;

/** Waits for the end of an answer. One that ends without an `end` has failed; what it had said by then is kept. @param said is told of each piece as it comes */
export async function gatherAnswer(events: AsyncIterable<BackendEvent>, said?: (piece: string) => void): Promise<WholeAnswer> {
  const begun = performance.now();
  const answer: WholeAnswer = {
    text: '', result: 'failed', intent: null, confidence: null, language: null, citations: [], options: [], firstTokenMs: null, totalMs: 0,
    inputTokens: null, outputTokens: null, costMicroUsd: null, servedEngine: '', servedBackendVersionId: null, errorCode: null, guard: [],
  };
  for await (const event of events) {
    if (event.type === 'delta') answer.firstTokenMs ??= performance.now() - begun;
    take(answer, event);
    if (event.type === 'delta') said?.(event.text);
  }
  return { ...answer, totalMs: performance.now() - begun };
}

function take(answer: WholeAnswer, event: BackendEvent): void {
  switch (event.type) {
    case 'start': {
      answer.servedEngine = event.engine;
      answer.servedBackendVersionId = event.servedBy ?? null;
      break;
    }
    case 'delta': answer.text += event.text; break;
    case 'citation': answer.citations.push(event.citation); break;
    case 'clarify': answer.options = event.options; break;
    case 'usage': {
      const { inputTokens, outputTokens, costMicroUsd } = event;
      Object.assign(answer, { inputTokens, outputTokens, costMicroUsd });
      break;
    }
    case 'guarded': answer.guard = event.findings; break;
    case 'error': answer.errorCode = event.code; break;
    case 'end': {
      const { result, intent, confidence, language } = event;
      Object.assign(answer, { result, intent, confidence, language });
      break;
    }
    case 'tool_call': {
      const { name, arguments: given, outcome, ms } = event;
      answer.toolCalls = [...answer.toolCalls ?? [], { name, arguments: given, outcome, ms }];
      break;
    }
    // The result tells of it.
    case 'hand_over': break;
  }
}
