import { Injectable } from '@nestjs/common';
import { Limits } from './limits.ts';
import type { Visitor } from './who.ts';

/**
 * How much a visitor, a network address and a workspace may ask for. Callers that came with an API key (replays) do not
 * ask here.
 */
@Injectable()
export class VisitorLimits {
  constructor(private readonly limits: Limits) {}

  /** One message; `address` as `networkAddressOf` gives it, null is not counted. @throws Problem `rate_limited` */
  async take(visitor: Pick<Visitor, 'id' | 'workspaceId'>, address: string | null): Promise<void> {
    await this.limits.take('visitor.message.burst', visitor.id);
    await this.limits.take('visitor.message.minute', visitor.id);
    if (address !== null) await this.limits.take('address.message.minute', address);
    await this.limits.take('workspace.message.minute', visitor.workspaceId);
  }

  /** One new conversation. @throws Problem `rate_limited` */
  async takeConversation(visitor: Pick<Visitor, 'id'>): Promise<void> {
    await this.limits.take('visitor.conversation.day', visitor.id);
  }

  /** One socket handshake or one new visitor. @throws Problem `rate_limited` */
  async takeHandshake(address: string | null): Promise<void> {
    if (address !== null) await this.limits.take('address.handshake.minute', address);
  }
}
