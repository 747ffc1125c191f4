import css from './loader.css?inline';
import { readableInk } from './readable-ink.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Outline of a speech bubble, and a cross. */
const bubble = 'M4 5.5A1.5 1.5 0 0 1 5.5 4h13A1.5 1.5 0 0 1 20 5.5v9a1.5 1.5 0 0 1-1.5 1.5H10l-4.5 4v-4A1.5 1.5 0 0 1 4 14.5z';
const cross = 'M6 6l12 12M18 6L6 18';

export interface Launcher {
  root: ShadowRoot;
  launcher: HTMLButtonElement;
  /** The script tag names a colour. */
  hasAccent: boolean;
  badge: (unread: number) => void;
  busy: (on: boolean) => void;
  /** Says that the chat cannot be reached. */
  excuse: () => void;
  remove: () => void;
}

/** The button in the corner, behind its own shadow root, so that neither page nor chat touches the other's style. */
export function drawLauncher(accent?: string): Launcher {
  const host = document.createElement('duet-chat');
  const root = host.attachShadow({ mode: 'open' });
  const hasAccent = accent !== undefined && /^#[\da-f]{6}$/i.test(accent);
  root.adoptedStyleSheets = [sheet(css), ...(hasAccent ? [sheet(`.frame{--accent:${accent};--accent-ink:${readableInk(accent)}}`)] : [])];
  const frame = element('section', { class: 'frame', 'aria-label': 'Chat', lang: 'en', dir: directionOf() });
  const launcher = element('button', { class: 'launcher', type: 'button', 'aria-label': 'Open chat', 'aria-expanded': 'false', 'aria-haspopup': 'dialog' });
  const badge = element('span', { class: 'badge', hidden: '', 'aria-hidden': 'true' });
  const excuse = element('p', { class: 'excuse', role: 'status', hidden: '' });
  launcher.append(icon('to-open', bubble), icon('to-close', cross), badge);
  frame.append(excuse, launcher);
  root.append(frame);
  document.documentElement.append(host);
  return {
    root,
    launcher,
    hasAccent,
    badge(unread) {
      badge.hidden = unread === 0;
      badge.textContent = String(unread);
      if (unread > 0) launcher.setAttribute('aria-label', `Open chat, ${unread} new`);
    },
    busy(on) {
      launcher.setAttribute('aria-busy', String(on));
      if (on) excuse.hidden = true;
    },
    excuse() {
      excuse.hidden = false;
      excuse.textContent = 'The chat cannot be reached right now. Please try again in a moment.';
    },
    remove: () => host.remove(),
  };
}

function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

/** Pages set `dir` on `html` or on `body`. */
const directionOf = (): string => getComputedStyle(document.body ?? document.documentElement).direction;

function element<Name extends 'section' | 'button' | 'span' | 'p'>(name: Name, attributes: Record<string, string>): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function icon(name: string, path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'path');
  const attributes = { class: name, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.8', 'stroke-linejoin': 'round', 'stroke-linecap': 'round', 'aria-hidden': 'true' };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
