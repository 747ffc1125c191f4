import type { ChatModel, ChatRequest, ModelEvent, ModelPrices } from '../chat-model.ts';
import type { CallGate } from '../gate/call-gate.ts';
import type { ModelFailed } from '../model-failed.ts';
import { supervised, type Piece } from '../supervised-stream.ts';
import type { ContextSettings } from './engine.ts';
import type { ProcessUse } from './gguf-hold.ts';
import type { Hearer } from './gguf-process.ts';

export interface GgufModelSettings {
  key: string;
  prices: ModelPrices;
  context: ContextSettings;
  hold: { enter(): ProcessUse };
  gate: CallGate;
  /** Is the file still the one that was added? @throws ModelFailed when it is another */
  check?: () => Promise<void>;
}

/** A GGUF file, with or without a LoRA adapter, under the same promises as any other model. */
export class GgufModel implements ChatModel {
  readonly key: string;
  readonly prices: ModelPrices;
  readonly contextWindow: number;

  constructor(private readonly settings: GgufModelSettings) {
    this.key = settings.key;
    this.prices = settings.prices;
    this.contextWindow = settings.context.contextSize;
  }

  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    return supervised((again, within) => this.attempt(again, within), { request, signal, gate: this.settings.gate });
  }

  private async *attempt({ messages, maxTokens, temperature }: ChatRequest, signal: AbortSignal): AsyncGenerator<Piece, void, undefined> {
    const { hold, context, check } = this.settings;
    const use = hold.enter();
    try {
      await check?.();
      signal.throwIfAborted();
      const heard = new Heard(signal);
      const leave = use.process().ask(context, { messages, maxTokens, temperature }, heard);
      try {
        yield* heard.pieces();
      } finally {
        leave();
        heard.close();
      }
    } finally {
      use.end();
    }
  }
}

/** Pieces as they come from another process, until the end, a failure or an abort. */
class Heard implements Hearer {
  #pieces: Piece[] = [];
  #over = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', this.#abort, { once: true });
  }

  hear(message: Parameters<Hearer['hear']>[0]): void {
    if (message.type === 'open') this.#pieces.push({ type: 'open' });
    else if (message.type === 'text') this.#pieces.push({ type: 'text', text: message.text });
    else {
      this.#pieces.push({ type: 'usage', inputTokens: message.inputTokens, outputTokens: message.outputTokens });
      if (message.finishReason !== null) this.#pieces.push({ type: 'finish', reason: message.finishReason });
      this.#over = true;
    }
    this.#wake();
  }

  fail(failure: ModelFailed): void {
    this.#failure ??= failure;
    this.#wake();
  }

  async *pieces(): AsyncGenerator<Piece, void, undefined> {
    for (;;) {
      const pieces = this.#pieces;
      this.#pieces = [];
      yield* pieces;
      if (this.#pieces.length > 0) continue;
      if (this.#failure) throw this.#failure;
      if (this.#over) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  close(): void {
    this.signal.removeEventListener('abort', this.#abort);
  }

  readonly #abort = (): void => this.fail(this.signal.reason as ModelFailed);
}
