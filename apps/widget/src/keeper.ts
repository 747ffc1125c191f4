/** The part of `localStorage` that is used; absent where the browser refuses it. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface Unsent {
  clientMessageId: string;
  /** Null until the conversation exists. */
  conversationId: string | null;
  text: string;
  /** Epoch milliseconds; grows from one message of a tab to the next. */
  writtenAt: number;
}

interface Kept {
  token?: string;
  conversationId?: string;
  /** Conversation whose satisfaction card was drawn. */
  askedIn?: string;
}

const MOST_UNSENT = 50;
const UNSENT_FOR_MS = 7 * 24 * 3_600_000;

/**
 * What outlives the page, shared by all tabs of the site. Nothing is stored before the visitor's first message; without
 * storage all of it lives as long as the page does. Each unsent message has an entry of its own, so that tabs that write
 * at the same moment do not overwrite each other.
 */
export class Keeper {
  private kept: Kept = {};
  private storing = false;
  /** Unsent messages that storage did not take. */
  private readonly held = new Map<string, Unsent>();

  constructor(private readonly shelf: Shelf | null, readonly name: string, now: number) {
    this.look();
    for (const { clientMessageId, writtenAt } of this.outbox()) if (now - writtenAt >= UNSENT_FOR_MS) this.remove(clientMessageId);
  }

  get<Key extends keyof Kept>(key: Key): Kept[Key] {
    this.look();
    return this.kept[key];
  }

  /** Writes only what is new: a tab reads what another one stored a little late, and must not put the old back. */
  set(change: Partial<Kept>): void {
    this.look();
    if ((Object.keys(change) as (keyof Kept)[]).every((key) => change[key] === this.kept[key])) return;
    this.kept = { ...this.kept, ...change };
    if (this.storing) this.put(this.name, this.kept);
  }

  /** The visitor did something: from now on the next page shall find it. */
  begin(): void {
    this.look();
    if (this.storing) return;
    this.storing = true;
    this.put(this.name, this.kept);
  }

  /** Nothing stays in storage; this page goes on with its token. */
  forget(): void {
    const { token } = this.kept;
    this.storing = false;
    this.kept = token === undefined ? {} : { token };
    for (const { clientMessageId } of this.outbox()) this.remove(clientMessageId);
    this.attempt(() => this.shelf?.removeItem(this.name));
  }

  /** Oldest first. */
  outbox(): Unsent[] {
    const names = this.attempt(() => Array.from({ length: this.shelf?.length ?? 0 }, (_, at) => this.shelf?.key(at) ?? '')) ?? [];
    const stored = names.filter((name) => name.startsWith(this.nameOf(''))).map((name) => this.fetch<Unsent>(name)).filter((one) => one !== undefined);
    return [...new Map([...stored, ...this.held.values()].map((one) => [one.clientMessageId, one])).values()].sort((one, other) => one.writtenAt - other.writtenAt);
  }

  /** Adds it, or puts it in place of what has its id. */
  add(message: Unsent): void {
    const { clientMessageId } = message;
    if (this.put(this.nameOf(clientMessageId), message)) this.held.delete(clientMessageId);
    else this.held.set(clientMessageId, message);
    for (const old of this.outbox().slice(0, -MOST_UNSENT)) this.remove(old.clientMessageId);
  }

  remove(clientMessageId: string): void {
    this.held.delete(clientMessageId);
    this.attempt(() => this.shelf?.removeItem(this.nameOf(clientMessageId)));
  }

  /** Storage is the truth as soon as any tab has stored something. */
  private look(): void {
    const stored = this.fetch<Kept>(this.name);
    if (!stored) return;
    this.kept = stored;
    this.storing = true;
  }

  /** As the loader knows it. */
  private nameOf(clientMessageId: string): string {
    return `${this.name}:${clientMessageId}`;
  }

  private fetch<T>(name: string): T | undefined {
    return this.attempt(() => JSON.parse(this.shelf?.getItem(name) ?? 'null') as T | null) ?? undefined;
  }

  private put(name: string, value: unknown): boolean {
    return this.attempt(() => {
      this.shelf?.setItem(name, JSON.stringify(value));
      return this.shelf !== null;
    }) ?? false;
  }

  /** Storage that is full, blocked or holds nonsense must not end a chat. */
  private attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch {
      return undefined;
    }
  }
}

/** Reading `localStorage` itself throws where cookies are blocked. */
export function openShelf(): Shelf | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
