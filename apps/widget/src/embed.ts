/** What can happen to the chat on a page, and what listeners are told with it. */
export interface DuetEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  message: { role: string; text: string };
  unread: { count: number };
  handoff: { state: string };
  csat: { score: number };
  error: { code: string; title: string };
}
export type DuetEventName = keyof DuetEvents;
export type Tell = <Name extends DuetEventName>(name: Name, detail: DuetEvents[Name]) => void;

/** What the page says about its visitor, in words of its own; may grow while the page is open. */
export interface PageVisitor {
  attributes: Record<string, unknown>;
  /** What the site's server has signed about who this is. */
  identity?: string | undefined;
}

/** What the loader hands to the chat. */
export interface Page {
  /** Where Duet lives, `https://duet.example`. */
  origin: string;
  siteKey: string;
  visitor: PageVisitor;
  root: ShadowRoot;
  launcher: HTMLButtonElement;
  /** The page has chosen the colour itself; the site's own is for pages that have not. */
  hasAccent: boolean;
  /** Puts the count on the launcher; 0 takes it away. */
  badge: (unread: number) => void;
  tell: Tell;
  /** The chat wants to be closed: Escape, its own button. */
  close: () => void;
}

/** What the chat gives to the loader. */
export interface ChatHandle {
  open: () => void;
  close: () => void;
  sendMessage: (text: string) => void;
  /** The page says who the visitor is. */
  identify: () => void;
  /** Forgets on this machine who the visitor is and what was said. */
  logout: () => void;
  destroy: () => void;
}

/** `window.duet`; before the script has come, an array of calls such as `['on', 'open', listener]` does as well. */
export interface DuetApi {
  open: () => void;
  close: () => void;
  toggle: () => void;
  destroy: () => void;
  sendMessage: (text: string) => void;
  /** Attributes of the visitor, such as `{ plan: 'pro' }`: text, numbers, true or false. They count from the next conversation on; others named before stay. */
  set: (attributes: object) => void;
  /** A token that the site's server has signed: the visitor is this person from now on. Before the chat is opened it is only kept. */
  identify: (token: string) => void;
  /** The person has signed out: this browser becomes a new visitor, and nothing of the chat stays on it. */
  logout: () => void;
  /** @returns takes the listener away */
  on: (name: DuetEventName, listener: (detail: unknown) => void) => () => void;
  push: (...calls: readonly DuetCall[]) => void;
}
export type DuetCall = readonly [name: 'open' | 'close' | 'toggle' | 'destroy' | 'sendMessage' | 'set' | 'identify' | 'logout' | 'on', ...args: unknown[]];
