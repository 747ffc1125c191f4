import { tokenMicroUsd, wholeMicroUsd } from './cost.ts';
import type { HostingClock } from './hosting-clock.ts';
import type { ChatModel } from '#models';
import type { BackendEvent } from './turn.ts';

/** What one answer has cost so far, however often its model was asked. */
export class Spending {
  private inputTokens = 0;
  private outputTokens = 0;
  /** Millionths of a dollar. */
  private exact = 0;

  constructor(private readonly chat: ChatModel, private readonly hosting: HostingClock, private readonly random: () => number) {}

  /** Adds one call; tells the sum. */
  add({ inputTokens, outputTokens }: { inputTokens: number; outputTokens: number }): BackendEvent {
    const { key, prices } = this.chat;
    this.inputTokens += inputTokens;
    this.outputTokens += outputTokens;
    this.exact += tokenMicroUsd(prices, inputTokens, outputTokens) + this.hosting.share(key, prices.hourlyPrice, Date.now());
    return { type: 'usage', inputTokens: this.inputTokens, outputTokens: this.outputTokens, costMicroUsd: wholeMicroUsd(this.exact, this.random) };
  }
}
