import { setTimeout as pause } from 'node:timers/promises';
import { AnswerDeadlines } from './answer-deadlines.ts';
import type { ChatRequest, FinishReason, ModelEvent } from './chat-model.ts';
import type { CallGate, EndedCall } from './gate/call-gate.ts';
import { ModelFailed, type TokenUsage } from './model-failed.ts';
import { retryPauseMs } from './retry-pause.ts';
import { ToolCallParts, type ToolCallPart } from './tool-call-parts.ts';
import { WithoutThoughts } from './without-thoughts.ts';

/** What a provider's stream says, whoever the provider is. */
export type Piece =
  | { type: 'open' }
  /** `cameAt`: when it came in, by `performance.now()`, where it was kept for a moment. */
  | { type: 'text'; text: string; cameAt?: number }
  /** So many characters of what nobody is told: a sign of life. */
  | { type: 'thought'; length: number }
  | { type: 'call'; part: ToolCallPart }
  | { type: 'usage'; inputTokens: number; outputTokens: number }
  | { type: 'finish'; reason: FinishReason };

/** One try. Throws `ModelFailed` for what it understands; ends without `finish` when the provider just stopped. */
export type Attempt = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<Piece>;

/** Longest answer, in code points. */
const longestAnswer = 16_000;
/** Has characters of two UTF-16 units: then units and code points differ. */
const beyondBasic = /[\uD800-\uDBFF]/;
const charactersPerToken = 3.6;

/** What one call is made with. */
export interface Supervision {
  request: ChatRequest;
  signal: AbortSignal;
  gate: CallGate;
  random?: () => number;
}

/**
 * Runs attempts under the promises of `ChatModel.stream`: a place at the provider, deadlines, one retry before the first
 * visible piece, the cap on length, and usage that is always told.
 */
export async function* supervised(attempt: Attempt, { request, signal, gate, random = Math.random }: Supervision): AsyncGenerator<ModelEvent, void, undefined> {
  const deadlines = new AnswerDeadlines(request.limits, signal);
  const progress = new Progress(request);
  const under = { request, gate, deadlines, progress };
  let tries = 1;
  gate.called();
  try {
    for (;; tries++) {
      const failure = yield* oneAttempt(attempt, under);
      if (failure === null) return;
      const waitMs = failure.retryAfterMs ?? retryPauseMs(tries, random);
      const worthIt = tries === 1 && !progress.visible && failure.retryable && !deadlines.signal.aborted && waitMs < deadlines.firstTokenLeftMs && !(request.paysOnce && progress.mayHaveCost(failure));
      if (!worthIt || !gate.mayTryAgain()) throw progress.charge(failure);
      progress.again(failure);
      await pause(waitMs, undefined, { signal: deadlines.signal }).catch(() => { throw progress.charge(asFailure(deadlines.signal.reason)); });
    }
  } finally {
    deadlines.close();
    gate.ended({ ...progress.ended, triedAgain: tries > 1 });
  }
}

interface Under {
  request: ChatRequest;
  gate: CallGate;
  deadlines: AnswerDeadlines;
  progress: Progress;
}

/** Nothing was learnt when the reader left in the middle. */
const LEFT = new ModelFailed('cancelled');

/** @returns what went wrong, null when nothing did @throws ModelFailed when there was no place for it */
async function* oneAttempt(attempt: Attempt, { request, gate, deadlines, progress }: Under): AsyncGenerator<ModelEvent, ModelFailed | null, undefined> {
  const place = await gate.enter(deadlines.signal, request.insistent).catch((error: unknown) => { throw progress.charge(asFailure(error)); });
  if (request.times) request.times.sentAt ??= performance.now();
  progress.asked = true;
  try {
    yield* progress.follow(attempt(request, deadlines.signal), deadlines);
    return null;
  } catch (error) {
    const failure = asFailure(deadlines.explain(error));
    place.leave(failure);
    return failure;
  } finally {
    // Readers may leave at the last event: then it is answered all the same.
    place.leave(progress.ended.outcome === 'answered' ? null : LEFT);
  }
}

/** What has arrived of one answer. */
class Progress {
  visible = false;
  /** The question has left: whoever stops waiting now pays for its being read. */
  asked = false;
  #outcome: EndedCall['outcome'] = 'cancelled';
  #firstTokenMs: number | null = null;
  readonly #begun = performance.now();
  #started = false;
  #opened = false;
  #before: Omit<TokenUsage, 'source'> | undefined;
  #codePoints = 0;
  #characters = 0;
  #usage: TokenUsage | undefined;

  constructor(private readonly request: ChatRequest) {}

  /** As far as it came: a call whose reader left is a cancelled one. */
  get ended(): Omit<EndedCall, 'triedAgain'> {
    return { outcome: this.#outcome, firstTokenMs: this.#firstTokenMs, totalMs: performance.now() - this.#begun };
  }

  async *follow(pieces: AsyncIterable<Piece>, deadlines: AnswerDeadlines): AsyncGenerator<ModelEvent, void, undefined> {
    let finish: FinishReason | undefined;
    const calls = new ToolCallParts();
    const spoken = new WithoutThoughts();
    for await (const piece of pieces) {
      deadlines.signal.throwIfAborted();
      if (piece.type === 'finish') finish = piece.reason;
      // Some clients say zero where they were told nothing.
      else if (piece.type === 'usage' && piece.inputTokens + piece.outputTokens === 0) continue;
      else if (piece.type === 'usage') this.#usage = { inputTokens: piece.inputTokens, outputTokens: piece.outputTokens, source: 'provider' };
      else if (piece.type === 'open') {
        if (!this.#started) yield { type: 'start' };
        this.#started = this.#opened = true;
      } else if (piece.type === 'call') {
        // Nothing that anybody sees, but a sign of life.
        deadlines.touch();
        this.#firstTokenMs ??= performance.now() - this.#begun;
        calls.add(piece.part);
      } else if (piece.type === 'thought') {
        deadlines.touch();
        this.#characters += piece.length;
      } else if (piece.text !== '') {
        deadlines.touch();
        this.#characters += piece.text.length;
        const text = spoken.push(piece.text);
        if (text === '') continue;
        if (this.request.times) this.request.times.pieceAt = piece.cameAt ?? performance.now();
        const fitting = this.#fit(text);
        if (fitting !== '') yield { type: 'delta', text: fitting };
        if (fitting.length < text.length) {
          finish = 'length';
          break;
        }
      }
    }
    const rest = spoken.rest();
    if (rest !== '') yield { type: 'delta', text: this.#fit(rest) };
    deadlines.signal.throwIfAborted();
    if (finish === undefined) throw new ModelFailed('network', { detail: 'the answer ended without its end mark' });
    if (!this.visible && finish === 'content_filter') throw new ModelFailed('content_filter');
    for (const call of calls.whole()) yield { type: 'tool_call', ...call };
    yield { type: 'usage', ...this.#spent() };
    this.#outcome = 'answered';
    yield { type: 'end', finishReason: finish };
  }

  /** The call has failed. Tokens are paid for even when nothing came of them. */
  charge(failure: ModelFailed): ModelFailed {
    this.#outcome = failure.code;
    if (this.#hasCost(failure) || this.#before) failure.usage = this.#hasCost(failure) ? this.#spent() : { ...this.#before!, source: 'estimated' };
    return failure;
  }

  /** The question is asked once more: what the try that failed cost is paid for all the same. */
  again(failure: ModelFailed): void {
    if (this.#hasCost(failure)) this.#before = this.#spent();
    this.asked = this.#opened = false;
    this.#usage = undefined;
    this.#characters = 0;
  }

  /** Where the connection broke nobody knows whether the question arrived. */
  mayHaveCost(failure: ModelFailed): boolean {
    return this.#hasCost(failure) || failure.code === 'network';
  }

  /** It was taken in, or was being read when nobody waited any longer. */
  #hasCost({ code }: ModelFailed): boolean {
    return this.#opened || this.#usage !== undefined || (this.asked && (code === 'cancelled' || code === 'timeout'));
  }

  /** As much of a piece as the cap leaves room for. */
  #fit(text: string): string {
    this.visible = true;
    this.#firstTokenMs ??= performance.now() - this.#begun;
    const points = beyondBasic.test(text) ? [...text] : text;
    const room = longestAnswer - this.#codePoints;
    this.#codePoints += points.length;
    if (points.length <= room) return text;
    return typeof points === 'string' ? points.slice(0, room) : points.slice(0, room).join('');
  }

  #spent(): TokenUsage {
    const asked = this.request.messages.reduce((sum, { content }) => sum + content.length, 0);
    const spent = this.#usage ?? { inputTokens: tokensOf(asked), outputTokens: tokensOf(this.#characters), source: 'estimated' as const };
    const { inputTokens = 0, outputTokens = 0 } = this.#before ?? {};
    return { ...spent, inputTokens: spent.inputTokens + inputTokens, outputTokens: spent.outputTokens + outputTokens, ...(this.#before && { source: 'estimated' as const }) };
  }
}

/** About how many tokens a text of so many characters has. */
export const tokensOf = (characters: number): number => Math.ceil(characters / charactersPerToken);

function asFailure(error: unknown): ModelFailed {
  if (error instanceof ModelFailed) return error;
  return new ModelFailed('network', { cause: error, detail: error instanceof Error ? error.message.slice(0, 200) : undefined });
}
