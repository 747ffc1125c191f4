import type { Chat, Refusal } from '#contracts';
import { backoffMs } from './backoff.ts';
import type { ChatStore } from './chat-state.ts';
import type { Page } from './embed.ts';
import { CallFailed, type Http } from './http.ts';
import type { Keeper } from './keeper.ts';
import type { Line } from './line.ts';

/** An ended chat is shown again for a day. */
const SHOW_ENDED_FOR_MS = 24 * 3_600_000;

export interface VisitOwner {
  line: Line;
  /** We are somebody; this is the conversation to go on with. */
  arrived: (conversationId: string | null) => void;
}

/** Who we are: one visitor in all tabs, the same on the next page, a new one when the server does not know the old one. */
export class Visit {
  /** Of the visitor that this tab is; storage may know of another one since. */
  private token: string | undefined;
  /** Counts the attempts to become a visitor; only the last one counts. */
  private attempt = 0;
  private failures = 0;

  constructor(private readonly page: Pick<Page, 'siteKey' | 'visitor'>, private readonly http: Http, private readonly keeper: Keeper, private readonly store: ChatStore, private readonly owner: VisitOwner) {}

  handshake = (): { siteKey: string; visitorToken: string } => ({ siteKey: this.page.siteKey, visitorToken: this.token ?? '' });

  /** This tab is the visitor that storage knows. */
  isSame = (): boolean => this.token !== undefined && this.token === this.keeper.get('token');

  /** Becomes a visitor, finds the last conversation, connects. Keeps trying while the server is away. */
  async start(): Promise<void> {
    const attempt = ++this.attempt;
    try {
      const [known, before] = [this.keeper.get('token'), this.keeper.get('conversationId')];
      const { visitorToken, settings } = await this.http.visit({ siteKey: this.page.siteKey, visitorToken: known, identityToken: this.page.visitor.identity });
      const last = known === visitorToken ? await this.lastConversation(visitorToken) : undefined;
      if (attempt !== this.attempt) return;
      // Another tab became a visitor meanwhile.
      if (this.keeper.get('token') !== known) return await this.start();
      this.token = visitorToken;
      // What another tab has opened since is newer than what the server told us.
      const meanwhile = this.keeper.get('conversationId');
      const isNews = meanwhile !== undefined && meanwhile !== before;
      this.keeper.set({ token: visitorToken, ...(isNews ? {} : { conversationId: last?.state === 'closed' ? undefined : last?.id }) });
      this.failures = 0;
      this.store.change({ settings, phase: 'ready', notice: null });
      this.owner.arrived((isNews ? meanwhile : last?.id) ?? null);
      this.owner.line.connect();
    } catch (error) {
      if (attempt === this.attempt) this.startLater(error);
    }
  }

  /** Storage knows another visitor, or the server does not know this one. */
  startAnew(): void {
    this.owner.line.pause();
    this.store.change({ phase: 'starting', online: null });
    void this.start();
  }

  /** The server did not accept the handshake. */
  refused({ code, title }: Partial<Refusal>): void {
    if (code === 'unauthenticated') {
      if (this.isSame()) this.keeper.set({ token: undefined });
      this.startAnew();
      return;
    }
    const notice = title ?? null;
    if (code !== 'origin_refused' && code !== 'not_found') return this.store.change({ notice });
    this.owner.line.pause();
    this.store.change({ phase: 'refused', notice });
  }

  end(): void {
    this.attempt = NaN;
  }

  private async lastConversation(token: string): Promise<Chat | undefined> {
    const [last] = await this.http.conversations(token);
    return last && (last.state !== 'closed' || Date.now() - Date.parse(last.createdAt) < SHOW_ENDED_FOR_MS) ? last : undefined;
  }

  private startLater(error: unknown): void {
    const failure = error instanceof CallFailed ? error : new CallFailed('internal', '');
    // Expired, or wrong: who the page says this is must not cost the visitor the chat.
    if (failure.code === 'identity_invalid') {
      console.error(`Duet: ${failure.message}`);
      this.page.visitor.identity = undefined;
      return void this.start();
    }
    const forGood = failure.code === 'origin_refused' || failure.code === 'not_found' || failure.code === 'forbidden';
    this.store.change({ phase: forGood ? 'refused' : 'unreachable', notice: failure.message || null });
    if (forGood) return;
    const { attempt } = this;
    setTimeout(() => {
      if (attempt === this.attempt) void this.start();
    }, backoffMs(this.failures++, Math.random));
  }
}
