import type { WidgetSettings } from '#contracts';
import type { Unsent } from './keeper.ts';
import { nothingYet, type Transcript } from './transcript.ts';

export interface Outgoing extends Unsent {
  /** Why the server did not take it; the visitor may change it, send it again or drop it. */
  refusedBecause: string | null;
}

/** Everything that the panel draws. */
export interface ChatState {
  /** `starting` until the server said who we are and what was spoken before. */
  readonly phase: 'starting' | 'ready' | 'unreachable' | 'refused';
  /** Null before the first connection. */
  readonly online: boolean | null;
  readonly settings: WidgetSettings | null;
  readonly conversationId: string | null;
  readonly transcript: Transcript;
  readonly outgoing: readonly Outgoing[];
  /** One plain sentence about the last thing that went wrong or was done. */
  readonly notice: string | null;
}

/** The one place where it lies, and who is told when it changes. */
export class ChatStore {
  state: ChatState = {
    phase: 'starting', online: null, settings: null, conversationId: null, transcript: nothingYet, outgoing: [], notice: null,
  };
  private readonly watchers = new Set<() => void>();

  change(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) watcher();
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}
