/** The part of `localStorage` that is used; absent where the browser refuses it. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Unsent {
  clientMessageId: string;
  /** Null until the conversation exists. */
  conversationId: string | null;
  text: string;
  /** Epoch milliseconds. */
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
 * What outlives the page. Nothing is stored before the visitor's first message; without storage all of it lives as long
 * as the page does.
 */
export class Keeper {
  private kept: Kept;
  private unsent: Unsent[];
  private storing: boolean;

  constructor(private readonly shelf: Shelf | null, private readonly name: string, now: number) {
    this.kept = this.fetch<Kept>(name) ?? {};
    this.storing = this.kept.token !== undefined;
    this.unsent = this.storedUnsent().filter(({ writtenAt }) => now - writtenAt < UNSENT_FOR_MS);
  }

  get<Key extends keyof Kept>(key: Key): Kept[Key] {
    return this.kept[key];
  }

  set(change: Partial<Kept>): void {
    // Another tab may have stored its part meanwhile.
    this.kept = { ...this.kept, ...(this.storing ? this.fetch<Kept>(this.name) : undefined), ...change };
    if (this.storing) this.put(this.name, this.kept);
  }

  /** The visitor wrote something: from now on the next page shall find it. */
  begin(): void {
    this.storing = true;
    this.set({});
  }

  /** Nothing stays in storage; this page goes on with its token. */
  forget(): void {
    this.storing = false;
    this.kept = this.kept.token === undefined ? {} : { token: this.kept.token };
    this.unsent = [];
    for (const name of [this.name, this.outboxName]) this.attempt(() => this.shelf?.removeItem(name));
  }

  outbox(): readonly Unsent[] {
    return this.unsent;
  }

  add(message: Unsent): void {
    this.unsent = [...this.unsent, message].slice(-MOST_UNSENT);
    this.storeOutbox((stored) => [...stored, message]);
  }

  change(message: Unsent): void {
    const replaced = (list: Unsent[]): Unsent[] => list.map((one) => (one.clientMessageId === message.clientMessageId ? message : one));
    this.unsent = replaced(this.unsent);
    this.storeOutbox(replaced);
  }

  remove(clientMessageId: string): void {
    const without = (list: Unsent[]): Unsent[] => list.filter((one) => one.clientMessageId !== clientMessageId);
    this.unsent = without(this.unsent);
    this.storeOutbox(without);
  }

  private get outboxName(): string {
    return `${this.name}:outbox`;
  }

  private storedUnsent(): Unsent[] {
    const list = this.fetch<unknown>(this.outboxName);
    return Array.isArray(list) ? (list as Unsent[]) : [];
  }

  /** Tabs share the outbox; each changes only its own lines of it. */
  private storeOutbox(edit: (stored: Unsent[]) => Unsent[]): void {
    if (this.storing) this.put(this.outboxName, edit(this.storedUnsent()).slice(-MOST_UNSENT));
  }

  private fetch<T>(name: string): T | undefined {
    return this.attempt(() => JSON.parse(this.shelf?.getItem(name) ?? 'null') as T | null) ?? undefined;
  }

  private put(name: string, value: unknown): void {
    this.attempt(() => this.shelf?.setItem(name, JSON.stringify(value)));
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
