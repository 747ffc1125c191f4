import { setTimeout as pause } from 'node:timers/promises';
import { AnswerDeadlines } from './answer-deadlines.ts';
import type { ChatRequest, FinishReason, ModelEvent } from './chat-model.ts';
import { ModelFailed, type TokenUsage } from './model-failed.ts';

/** What a provider's stream says, whoever the provider is. */
export type Piece =
  | { type: 'open' }
  | { type: 'text'; text: string }
  | { type: 'usage'; inputTokens: number; outputTokens: number }
  | { type: 'finish'; reason: FinishReason };

/** One try. Throws `ModelFailed` for what it understands; ends without `finish` when the provider just stopped. */
export type Attempt = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<Piece>;

/** Longest answer, in code points. */
const longestAnswer = 16_000;
/** Has characters of two UTF-16 units: then units and code points differ. */
const beyondBasic = /[\uD800-\uDBFF]/;
const charactersPerToken = 3.6;
const [shortestPauseMs, longestPauseMs] = [50, 500];

/**
 * Runs attempts under the promises of `ChatModel.stream`: deadlines, one retry before the first visible piece, the cap on
 * length, and usage that is always told.
 */
export async function* supervised(
  attempt: Attempt, request: ChatRequest, signal: AbortSignal, random: () => number = Math.random,
): AsyncGenerator<ModelEvent, void, undefined> {
  const deadlines = new AnswerDeadlines(request.limits, signal);
  const progress = new Progress(request);
  try {
    for (let tries = 1; ; tries++) {
      try {
        yield* progress.follow(attempt(request, deadlines.signal), deadlines);
        return;
      } catch (error) {
        const failure = asFailure(deadlines.explain(error));
        const waitMs = failure.retryAfterMs ?? shortestPauseMs + random() * (longestPauseMs - shortestPauseMs);
        const final = tries > 1 || progress.visible || !failure.retryable || deadlines.signal.aborted || waitMs >= deadlines.firstTokenLeftMs;
        if (final) throw progress.charge(failure);
        await pause(waitMs, undefined, { signal: deadlines.signal }).catch(() => { throw progress.charge(asFailure(deadlines.signal.reason)); });
      }
    }
  } finally {
    deadlines.close();
  }
}

/** What has arrived of one answer. */
class Progress {
  visible = false;
  #started = false;
  #codePoints = 0;
  #characters = 0;
  #usage: TokenUsage | undefined;

  constructor(private readonly request: ChatRequest) {}

  async *follow(pieces: AsyncIterable<Piece>, deadlines: AnswerDeadlines): AsyncGenerator<ModelEvent, void, undefined> {
    let finish: FinishReason | undefined;
    for await (const piece of pieces) {
      deadlines.signal.throwIfAborted();
      if (piece.type === 'finish') finish = piece.reason;
      // Some clients say zero where they were told nothing.
      else if (piece.type === 'usage' && piece.inputTokens + piece.outputTokens === 0) continue;
      else if (piece.type === 'usage') this.#usage = { inputTokens: piece.inputTokens, outputTokens: piece.outputTokens, source: 'provider' };
      else if (piece.type === 'open') {
        if (!this.#started) yield { type: 'start' };
        this.#started = true;
      } else if (piece.text !== '') {
        deadlines.touch();
        const fitting = this.#fit(piece.text);
        if (fitting !== '') yield { type: 'delta', text: fitting };
        if (fitting.length < piece.text.length) {
          finish = 'length';
          break;
        }
      }
    }
    deadlines.signal.throwIfAborted();
    if (finish === undefined) throw new ModelFailed('network', { detail: 'the answer ended without its end mark' });
    if (!this.visible && finish === 'content_filter') throw new ModelFailed('content_filter');
    yield { type: 'usage', ...this.#spent() };
    yield { type: 'end', finishReason: finish };
  }

  /** Tokens are paid for even when nothing came of them. */
  charge(failure: ModelFailed): ModelFailed {
    if (this.#started || this.#usage) failure.usage = this.#spent();
    return failure;
  }

  /** As much of a piece as the cap leaves room for. */
  #fit(text: string): string {
    this.visible = true;
    this.#characters += text.length;
    const points = beyondBasic.test(text) ? [...text] : text;
    const room = longestAnswer - this.#codePoints;
    this.#codePoints += points.length;
    if (points.length <= room) return text;
    return typeof points === 'string' ? points.slice(0, room) : points.slice(0, room).join('');
  }

  #spent(): TokenUsage {
    if (this.#usage) return this.#usage;
    const asked = this.request.messages.reduce((sum, { content }) => sum + content.length, 0);
    return { inputTokens: tokensOf(asked), outputTokens: tokensOf(this.#characters), source: 'estimated' };
  }
}

const tokensOf = (characters: number): number => Math.ceil(characters / charactersPerToken);

function asFailure(error: unknown): ModelFailed {
  if (error instanceof ModelFailed) return error;
  return new ModelFailed('network', { cause: error, detail: error instanceof Error ? error.message.slice(0, 200) : undefined });
}
