import { ModelFailed, type ChatModel, type ChatRequest, type ModelEvent, type ModelToolCall } from '#models';
import type { AnswerText } from './answer-text.ts';
import type { Spending } from './spending.ts';
import type { TurnTools } from './tools/turn-tools.ts';
import type { BackendEvent } from './turn.ts';

/**
 * What is said before a tool is used is not shown: it waits until that can be told, and no longer than this, in UTF-16 units.
 * Whoever says more is answering.
 */
const longestPreamble = 400;

export interface RoundsParts {
  chat: ChatModel;
  request: ChatRequest;
  text: AnswerText;
  spending: Spending;
  /** Null: none. */
  tools: TurnTools | null;
  /** Until the whole answer has to be there, in milliseconds. */
  leftMs: () => number;
}

/** Asks a model until it answers: each round that ends with tools is followed by one that knows what they gave. */
export class ModelRounds {
  private readonly leak = new AbortController();

  constructor(private readonly parts: RoundsParts) {}

  /** @throws ModelFailed; what `signal` was aborted with, between rounds */
  async *answer(signal: AbortSignal): AsyncGenerator<BackendEvent, void, undefined> {
    const { tools, request } = this.parts;
    const messages = [...request.messages];
    for (;;) {
      const open = tools?.open ?? false;
      const round = this.round(messages, open);
      yield* this.relay(round, AbortSignal.any([signal, this.leak.signal]));
      if (!tools || round.calls.length === 0) return;
      messages.push({ role: 'assistant', content: '', calls: round.calls });
      tools.nextRound();
      for (const call of round.calls) {
        const { record, told } = await tools.use(call, signal);
        yield { type: 'tool_call', ...record };
        signal.throwIfAborted();
        messages.push({ role: 'tool', callId: call.id, name: call.name, content: told });
      }
    }
  }

  private round(messages: ChatRequest['messages'], open: boolean): Round {
    const { request, tools, leftMs } = this.parts;
    const { limits } = request;
    const left = Math.max(1, leftMs());
    const specs = tools?.specs ?? [];
    // Some providers refuse a conversation in which tools were used unless they are told of them again.
    return new Round({
      ...request, messages: [...messages], limits: { ...limits, totalMs: Math.min(limits.totalMs, left), firstTokenMs: Math.min(limits.firstTokenMs, left) },
      ...(specs.length > 0 && { tools: specs, toolChoice: open ? 'auto' : 'none' }),
    }, open);
  }

  private async *relay(round: Round, signal: AbortSignal): AsyncGenerator<BackendEvent, void, undefined> {
    const { chat, text, spending } = this.parts;
    for await (const event of chat.stream(round.request, signal)) {
      if (event.type === 'usage') yield await spending.add(event);
      const said = round.take(event);
      if (said === '') continue;
      const shown = text.push(said);
      if (shown !== '') yield { type: 'delta', text: shown };
      // What it has cost comes with its end.
      if (text.leaked) this.leak.abort();
    }
    if (round.calls.length > 0) return;
    const rest = text.rest();
    if (rest !== '') yield { type: 'delta', text: rest };
    if (!text.said && !text.leaked) throw new ModelFailed('bad_response', { detail: 'an empty answer' });
  }
}

/** One question to the model. */
class Round {
  calls: ModelToolCall[] = [];
  private held = '';

  /** @param waiting it may end with tools: nothing is shown yet */
  constructor(readonly request: ChatRequest, private waiting: boolean) {}

  /** @returns what is to be shown now */
  take(event: ModelEvent): string {
    switch (event.type) {
      case 'delta': {
        if (!this.waiting) return event.text;
        this.held += event.text;
        return this.held.length > longestPreamble ? this.let() : '';
      }
      case 'tool_call': {
        // In the middle of an answer it is too late.
        if (this.waiting) this.calls.push({ id: event.id, name: event.name, arguments: event.arguments });
        return '';
      }
      case 'end': return this.waiting && this.calls.length === 0 ? this.let() : '';
      // Ours was sent already, and usage is added up elsewhere.
      case 'start': case 'usage': return '';
    }
  }

  private let(): string {
    const { held } = this;
    this.waiting = false;
    this.held = '';
    return held;
  }
}
