import { Injectable } from '@nestjs/common';
import { Load, Problem } from '#platform';
import { Limits } from './limits.ts';
import { Sites } from './sites.service.ts';
import type { Visitor } from './who.ts';

type Asking = Pick<Visitor, 'id' | 'workspaceId' | 'siteId'>;

/**
 * How much a visitor, a network address and a workspace may ask for; the site says. Callers that came with an API key
 * (replays) do not ask here.
 */
@Injectable()
export class VisitorLimits {
  constructor(private readonly limits: Limits, private readonly sites: Sites, private readonly load: Load) {}

  /**
   * One message, or one wish for another answer, which has no text.
   *
   * @param address as `networkAddressOf` gives it, null is not counted
   * @throws Problem `rate_limited`, `message_too_long`
   */
  async take({ id, workspaceId, siteId }: Asking, address: string | null, text = ''): Promise<void> {
    const { messagesPerMinute, messagesAtOnce, messagesPerAddress, longestMessage } = await this.sites.limitsOf(workspaceId, siteId);
    if (text.length > longestMessage && [...text].length > longestMessage) throw new Problem('message_too_long');
    await this.limits.take('visitor.message.burst', id, messagesAtOnce);
    await this.limits.take('visitor.message.minute', id, messagesPerMinute);
    if (address !== null) await this.limits.take('address.message.minute', `${siteId} ${address}`, messagesPerAddress);
    await this.limits.take('workspace.message.minute', workspaceId);
  }

  /** One new conversation. @throws Problem `busy`, `rate_limited` */
  async takeConversation({ id, workspaceId, siteId }: Asking): Promise<void> {
    this.load.admit();
    const { conversationsPerDay } = await this.sites.limitsOf(workspaceId, siteId);
    await this.limits.take('visitor.conversation.day', id, conversationsPerDay);
  }

  /** One socket handshake or one new visitor. @throws Problem `busy`, `rate_limited` */
  async takeHandshake(address: string | null): Promise<void> {
    this.load.admit();
    if (address !== null) await this.limits.take('address.handshake.minute', address);
  }
}
