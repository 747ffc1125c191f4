import { render } from 'preact';
import type { ChatEvent } from '#contracts';
import { ChatClient } from './chat-client.ts';
import css from './chat.css?inline';
import type { ChatHandle, Page } from './embed.ts';
import { Keeper, openShelf } from './keeper.ts';
import { Panel } from './panel.tsx';
import { fitScreen } from './fit-screen.ts';
import { readableInk } from './readable-ink.ts';
import { strings } from './strings.ts';

/** Starts the chat behind the launcher. The loader calls this once, when somebody wants to chat. */
export function start(page: Page): ChatHandle {
  const name = `duet:${page.siteKey}`;
  const keeper = new Keeper(openShelf(), name, Date.now());
  const client = new ChatClient(page, keeper, heard);
  const [look, theme] = [new CSSStyleSheet(), new CSSStyleSheet()];
  look.replaceSync(css);
  page.root.adoptedStyleSheets = [...page.root.adoptedStyleSheets, look, theme];
  const screen = fitScreen(page.root);
  const place = document.createElement('div');
  page.launcher.before(place);
  let isOpen = false;
  let unread = 0;

  const draw = (): void => {
    page.launcher.setAttribute('aria-expanded', String(isOpen));
    page.launcher.setAttribute('aria-label', isOpen ? strings.closeChat : strings.openChat);
    page.badge(unread);
    screen.cover(isOpen);
    render(<Panel client={client} isOpen={isOpen} help={`${page.origin}/help/${page.siteKey}`} onClose={page.close} onRated={(score) => page.tell('csat', { score })} />, place);
  };
  function heard(event: ChatEvent): void {
    if (event.type === 'state' && event.conversation.state !== 'bot') page.tell('handoff', { state: event.conversation.state });
    const isWhole = event.type === 'finished' || (event.type === 'message' && (event.message.role === 'agent' || event.message.role === 'visitor'));
    if (!isWhole) return;
    const { role, text } = event.message;
    page.tell('message', { role, text });
    if (isOpen || role === 'visitor') return;
    unread += 1;
    page.tell('unread', { count: unread });
    draw();
  }

  const unwatch = client.watch(() => {
    const accent = client.state.settings?.accentColour;
    if (!page.hasAccent && accent && /^#[\da-f]{6}$/i.test(accent)) theme.replaceSync(`.frame{--accent:${accent};--accent-ink:${readableInk(accent)}}`);
  });
  const woken = (): void => {
    if (document.visibilityState === 'visible') client.wake();
  };
  const stored = (event: StorageEvent): void => {
    // Without a key: all of it was cleared.
    if (event.newValue === null && (event.key ?? name) === name) client.forgottenElsewhere();
    else if (event.key?.startsWith(name)) client.changedElsewhere();
  };
  addEventListener('online', woken);
  addEventListener('storage', stored);
  document.addEventListener('visibilitychange', woken);
  void client.start();

  return {
    open() {
      isOpen = true;
      unread = 0;
      draw();
      page.tell('open', undefined);
    },
    close() {
      isOpen = false;
      draw();
      page.launcher.focus();
      page.tell('close', undefined);
    },
    sendMessage: (text) => client.send(text),
    identify: client.identify,
    logout: client.logout,
    destroy() {
      removeEventListener('online', woken);
      removeEventListener('storage', stored);
      document.removeEventListener('visibilitychange', woken);
      unwatch();
      client.destroy();
      screen.destroy();
      render(null, place);
    },
  };
}
