import { Injectable } from '@nestjs/common';
import type { ChatEvent, DeskEvent } from '#contracts';

type Listener = (event: ChatEvent) => void;

/** Carries events out: the gateways bring them to tabs and desks, a listener is an HTTP stream of this process. */
@Injectable()
export class Broadcast {
  private readonly chatOutlets: ((event: ChatEvent) => void)[] = [];
  private readonly deskOutlets: ((workspaceId: string, event: DeskEvent) => void)[] = [];
  private readonly silenceOutlets: ((conversationId: string, messageId: string | null) => void)[] = [];
  private readonly followOutlets: ((messageId: string) => void)[] = [];
  private readonly listeners = new Map<string, Set<Listener>>();

  /** Everything that is said in any conversation. */
  onChat(outlet: (event: ChatEvent) => void): void {
    this.chatOutlets.push(outlet);
  }
  /** Everything for the desks of a workspace. */
  onDesk(outlet: (workspaceId: string, event: DeskEvent) => void): void {
    this.deskOutlets.push(outlet);
  }

  /** Answers that were ended here but may run in another process. */
  onSilence(outlet: (conversationId: string, messageId: string | null) => void): void {
    this.silenceOutlets.push(outlet);
  }
  silence(conversationId: string, messageId: string | null): void {
    for (const outlet of this.silenceOutlets) outlet(conversationId, messageId);
  }

  /** Answers that somebody here listens to and that may run in another process. */
  onFollow(outlet: (messageId: string) => void): void {
    this.followOutlets.push(outlet);
  }
  follow(messageId: string): void {
    for (const outlet of this.followOutlets) outlet(messageId);
  }

  /** Bound, so that it can be handed on as an `emit`. */
  readonly tell = (event: ChatEvent): void => {
    for (const outlet of this.chatOutlets) outlet(event);
    this.tellListeners(event);
  };

  /** What was told elsewhere: tabs have it already. */
  tellListeners(event: ChatEvent): void {
    const listeners = this.listeners.get(event.conversationId);
    if (listeners) for (const listener of [...listeners]) listener(event);
  }

  tellDesk(workspaceId: string, event: DeskEvent): void {
    for (const outlet of this.deskOutlets) outlet(workspaceId, event);
  }

  /** @returns the way to stop listening */
  listen(conversationId: string, listener: Listener): () => void {
    const listeners = this.listeners.get(conversationId) ?? new Set();
    this.listeners.set(conversationId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(conversationId) === listeners) this.listeners.delete(conversationId);
    };
  }
}
