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

/** What the loader hands to the chat. */
export interface Page {
  /** Where Duet lives, `https://duet.example`. */
  origin: string;
  siteKey: string;
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
  destroy: () => void;
}

/** `window.duet`; before the script has come, an array of calls such as `['on', 'open', listener]` does as well. */
export interface DuetApi {
  open: () => void;
  close: () => void;
  toggle: () => void;
  destroy: () => void;
  sendMessage: (text: string) => void;
  /** @returns takes the listener away */
  on: (name: DuetEventName, listener: (detail: unknown) => void) => () => void;
  push: (...calls: readonly DuetCall[]) => void;
}
export type DuetCall = readonly [name: 'open' | 'close' | 'toggle' | 'destroy' | 'sendMessage' | 'on', ...args: unknown[]];
