import { Logger } from '@nestjs/common';
import type { Database } from '#platform';
import type { ChatModel } from './chat-model.ts';
import { hostedHours } from './models.sql.ts';

/**
 * Spreads the price of a machine that is paid by the hour over the answers that it gave: each answer bears the time since
 * the one before, at most an hour. Over any hour with answers the shares add up to the price of that hour, on however many
 * servers they were given, and also when one of them begins anew.
 */
export class HostingClock {
  private readonly log = new Logger(HostingClock.name);

  constructor(private readonly db: Database) {}

  /** @returns millionths of a dollar; 0 where the database does not answer: the next answer bears it too. */
  async share(workspaceId: string, { key, prices: { hourlyPrice } }: Pick<ChatModel, 'key' | 'prices'>): Promise<number> {
    if (hourlyPrice === 0) return 0;
    try {
      return (await this.db.inWorkspace(workspaceId, (tx) => hostedHours(tx, workspaceId, key))) * hourlyPrice * 1_000_000;
    } catch (error) {
      this.log.warn({ event: 'hosting.not_shared', workspaceId, model: key }, error);
      return 0;
    }
  }
}
