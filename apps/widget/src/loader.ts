import type { ChatHandle, DuetApi, DuetCall, DuetEventName, Page, PageVisitor, Tell } from './embed.ts';
import { drawLauncher } from './launcher.ts';

declare const CHAT_FILE: string;

type Listener = (detail: unknown) => void;
declare global {
  interface Window {
    duet?: DuetApi | DuetCall[];
  }
}

/** Draws the launcher; fetches the chat on the first sign that somebody wants it. Stores nothing and calls nobody before. */
function load(script: HTMLScriptElement, siteKey: string, early: readonly DuetCall[]): DuetApi {
  const { origin } = new URL(script.src);
  const listeners = new Map<DuetEventName, Set<Listener>>();
  const tell: Tell = (name, detail) => listeners.get(name)?.forEach((listener) => listener(detail));
  const drawn = drawLauncher(script.dataset['accent']);
  const visitor: PageVisitor = { attributes: attributesOf(script.dataset['duetAttributes']), identity: script.dataset['duetIdentity'] };
  let chat: Promise<ChatHandle> | undefined;
  let isOpen = false;

  const fetchChat = (): Promise<{ start(page: Page): ChatHandle }> => import(/* @vite-ignore */ `${origin}/widget/${CHAT_FILE}`);
  const start = (): Promise<ChatHandle> =>
    fetchChat().then((module) => module.start({ origin, siteKey, visitor, ...drawn, tell, close: api.close }));
  const withChat = (use: (handle: ChatHandle) => void): void => {
    drawn.busy(true);
    chat ??= start();
    chat.then(use, () => {
      // Nothing can be seen of a chat that did not come: say so, and let the next press try again.
      chat = undefined;
      isOpen = false;
      drawn.excuse();
      tell('error', { code: 'network', title: 'The chat could not be loaded.' });
    }).finally(() => drawn.busy(false));
  };

  const api: DuetApi = {
    open() {
      if (isOpen) return;
      isOpen = true;
      withChat((handle) => {
        if (isOpen) handle.open();
      });
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      withChat((handle) => handle.close());
    },
    toggle: () => (isOpen ? api.close() : api.open()),
    sendMessage(text) {
      api.open();
      withChat((handle) => handle.sendMessage(text));
    },
    // What cannot be sent fails here, in the page's own call, rather than with the visitor's first message.
    set: (attributes) => void Object.assign(visitor.attributes, JSON.parse(JSON.stringify(attributes))),
    identify(token) {
      visitor.identity = token;
      void chat?.then((handle) => handle.identify());
    },
    logout() {
      Object.assign(visitor, { attributes: {}, identity: undefined });
      // Pages say it also to those who never were signed in.
      if (chat || isKept(`duet:${siteKey}`)) withChat((handle) => handle.logout());
    },
    destroy() {
      void chat?.then((handle) => handle.destroy());
      drawn.remove();
      listeners.clear();
      delete window.duet;
    },
    on(name, listener) {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      return () => known.delete(listener);
    },
    push: (...calls) => calls.forEach(([name, ...args]) => (api[name] as (...given: unknown[]) => void)(...args)),
  };
  drawn.launcher.addEventListener('click', api.toggle);
  for (const hint of ['pointerenter', 'focus']) {
    drawn.launcher.addEventListener(hint, () => void fetchChat().catch(() => undefined), { once: true });
  }
  // What was written while the server was away, on a page since left, must not wait for the chat to be opened again.
  if (isKept(`duet:${siteKey}:`)) (chat = start()).catch(() => (chat = undefined));
  api.push(...early);
  tell('ready', undefined);
  return api;
}

/** Of `data-duet-attributes`. A page that writes nonsense shall still have its chat. */
function attributesOf(json = '{}'): Record<string, unknown> {
  try {
    return { ...(JSON.parse(json) as object) };
  } catch {
    console.error('Duet: data-duet-attributes is no JSON.');
    return {};
  }
}

/** Something lies on this machine under a name that begins so. */
function isKept(prefix: string): boolean {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith(prefix));
  } catch {
    return false;
  }
}

const script = document.currentScript as HTMLScriptElement | null;
const siteKey = script?.dataset['key'];
if (!script || !siteKey) console.error('Duet: the script tag needs data-key, the public key of your site.');
else if (!window.duet || Array.isArray(window.duet)) window.duet = load(script, siteKey, window.duet ?? []);
