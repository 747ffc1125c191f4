import { ModelFailed, type ChatModel, type ChatRequest, type ModelEvent, type TokenUsage } from '#models';

/** Where tokens are reserved and counted. */
export interface TokenLedger {
  /** @returns false when the call might use more than is left; then nothing is reserved */
  reserve(tokens: number): Promise<boolean>;
  /** The call has ended. */
  settle(tokens: number): Promise<void>;
}

/** A call was not made: it might have used more than is left. */
export class OutOfTokens extends Error {
  constructor() {
    super('no tokens left for this call');
  }
}

/** Marks around each message, and what a server may put before the first. */
const PER_MESSAGE = 16;
const PER_CALL = 64;

/** Tokens that a call cannot exceed: no tokenizer makes more tokens than there are bytes, and an answer ends at its limit. */
export function worstCase({ messages, tools = [], maxTokens }: Pick<ChatRequest, 'messages' | 'tools' | 'maxTokens'>): number {
  return Buffer.byteLength(JSON.stringify([messages, tools])) + (messages.length + tools.length) * PER_MESSAGE + PER_CALL + maxTokens;
}

/** Failures after which the provider may have read, and counted, everything. */
const mayHaveCounted: ReadonlySet<ModelFailed['code']> = new Set(['timeout', 'stalled', 'cancelled', 'network', 'bad_response', 'content_filter']);

/** An estimate is no count: a guess that is too low would let a run spend more than it may. */
const countOf = ({ inputTokens, outputTokens, source }: TokenUsage, most: number): number => (source === 'provider' ? inputTokens + outputTokens : most);

/** The same model, which is asked only what the ledger has tokens for. A call whose use the provider did not tell counts as its worst case. */
export function meteredChat(chat: ChatModel, ledger: TokenLedger): ChatModel {
  return { key: chat.key, prices: chat.prices, contextWindow: chat.contextWindow, stream: (request, signal) => metered(chat, ledger, request, signal) };
}

async function* metered(chat: ChatModel, ledger: TokenLedger, request: ChatRequest, signal: AbortSignal): AsyncGenerator<ModelEvent, void, undefined> {
  const most = worstCase(request);
  signal.throwIfAborted();
  if (!(await ledger.reserve(most))) throw new OutOfTokens();
  let used = most;
  try {
    for await (const event of chat.stream({ ...request, paysOnce: true }, signal)) {
      if (event.type === 'usage') used = countOf(event, most);
      yield event;
    }
  } catch (error) {
    if (error instanceof ModelFailed) used = error.usage ? countOf(error.usage, most) : mayHaveCounted.has(error.code) ? most : 0;
    throw error;
  } finally {
    await ledger.settle(used);
  }
}
