import { performance } from 'node:perf_hooks';
import { Logger } from '@nestjs/common';
import type { Spent } from '#accounts';
import { gatherAnswer, type Backend, type BackendEvent, type Turn, type WholeAnswer } from '#backends';
import type { AnswerResult, ClarifyOption } from '#contracts';
import { problemOf } from '#platform';
import { LAST_WORDS_MS, untilAborted } from '../until-aborted.ts';

const log = new Logger('Drafts');

/** Deadlines of a draft, in milliseconds, and its length: those of an answer to a visitor. */
export const draftLimits: Turn['limits'] = { firstTokenMs: 20_000, idleMs: 15_000, totalMs: 60_000, maxTokens: 1_000 };

export interface Draft {
  text: string;
  /** Characters. */
  length: number;
  outcome: AnswerResult;
  options: ClarifyOption[];
  errorCode: string | null;
  totalMs: number;
  /** Millionths of a dollar. */
  costMicroUsd: number | null;
}

type Usage = Extract<BackendEvent, { type: 'usage' }>;

/** Longest draft, in UTF-16 units, as of an answer to a visitor. */
const LONGEST = 16_000;

interface Writing {
  turn: Turn;
  open: () => Promise<Backend>;
  /** Told once what the draft has used, if anything, also when nobody waits for it any more; a draft is as good when that fails. */
  count: (spent: Spent) => Promise<void>;
}

/**
 * One version's draft. Whatever goes wrong with it is its outcome.
 *
 * @throws what `signal` was aborted with
 */
export async function writeDraft({ turn, open, count }: Writing, signal: AbortSignal): Promise<Draft> {
  let spent: Spent = { tokens: 0, microUsd: 0 };
  try {
    return await draft(turn, open, signal, ({ inputTokens, outputTokens, costMicroUsd }) => { spent = { tokens: inputTokens + outputTokens, microUsd: costMicroUsd }; });
  } finally {
    if (spent.tokens > 0 || spent.microUsd > 0) await count(spent).catch((error: unknown) => log.error({ event: 'draft.not_counted', conversationId: turn.conversationId, ...spent }, error));
  }
}

async function draft(turn: Turn, open: Writing['open'], signal: AbortSignal, note: (usage: Usage) => void): Promise<Draft> {
  const begun = performance.now();
  const deadline = AbortSignal.timeout(turn.limits.totalMs);
  const either = AbortSignal.any([signal, deadline]);
  try {
    const backend = await open();
    const answer = await gatherAnswer(noted(untilAborted(backend.answer(turn, either), either, LAST_WORDS_MS), either, note));
    signal.throwIfAborted();
    return draftOf(answer, Math.round(performance.now() - begun), deadline.aborted ? 'timeout' : 'bad_response');
  } catch (error) {
    signal.throwIfAborted();
    const errorCode = deadline.aborted ? 'timeout' : problemOf(error).code;
    return { text: '', length: 0, outcome: 'failed', options: [], errorCode, totalMs: Math.round(performance.now() - begun), costMicroUsd: null };
  }
}

/** Of what a backend tells after its time only the price counts. */
async function* noted(events: AsyncIterable<BackendEvent>, over: AbortSignal, note: (usage: Usage) => void): AsyncGenerator<BackendEvent, void, undefined> {
  for await (const event of events) {
    if (event.type === 'usage') note(event);
    if (event.type === 'usage' || !over.aborted) yield event;
  }
}

/** Half an answer is none: it would be told from a whole one at a glance. */
function draftOf(answer: WholeAnswer, totalMs: number, otherwise: string): Draft {
  const { result, options, costMicroUsd } = answer;
  const text = result === 'failed' ? '' : storable(answer.text);
  const failed = text === '';
  return {
    text, length: [...text].length, outcome: failed ? 'failed' : result, options: failed ? [] : options,
    errorCode: failed ? answer.errorCode ?? otherwise : null, totalMs, costMicroUsd,
  };
}

/** No database keeps NUL or half a character. */
const storable = (text: string): string => text.slice(0, LONGEST).replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd').trim();
