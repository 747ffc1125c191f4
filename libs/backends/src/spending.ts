import { tokenMicroUsd, wholeMicroUsd } from './cost.ts';
import type { ChatModel, HostingClock } from '#models';
import type { BackendEvent } from './turn.ts';

interface SpendingParts {
  workspaceId: string;
  chat: ChatModel;
  hosting: HostingClock;
  random: () => number;
}

/** What one answer has cost so far, however often its model was asked. */
export class Spending {
  private inputTokens = 0;
  private outputTokens = 0;
  /** Millionths of a dollar. */
  private exact = 0;

  constructor(private readonly parts: SpendingParts) {}

  /** Adds one call; tells the sum. */
  async add({ inputTokens, outputTokens }: { inputTokens: number; outputTokens: number }): Promise<BackendEvent> {
    const { workspaceId, chat, hosting, random } = this.parts;
    this.inputTokens += inputTokens;
    this.outputTokens += outputTokens;
    this.exact += tokenMicroUsd(chat.prices, inputTokens, outputTokens) + await hosting.share(workspaceId, chat);
    return { type: 'usage', inputTokens: this.inputTokens, outputTokens: this.outputTokens, costMicroUsd: wholeMicroUsd(this.exact, random) };
  }
}
