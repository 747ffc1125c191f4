/** What a visitor's browser is, as coarse as a check of who got lost needs it. */
export type BrowserFamily = 'chrome' | 'safari' | 'firefox' | 'edge' | 'other' | 'automated';

/** A real one has under 300; nothing beyond tells a family, and no pattern is to walk through a whole header. */
const LONGEST = 512;

/** Bots that say so and browsers without a window; Cubot makes telephones. A bot that says nothing is taken for a browser. */
const AUTOMATED = /(?<!cu)bot(?![a-z])|crawl|spider|slurp|headless|phantomjs|puppeteer|playwright|selenium|webdriver|lighthouse|facebookexternalhit|pingdom|uptimerobot/i;

/** In this order, because all name those after them, too. Opera, Samsung's and other browsers made of Chromium are `other`. */
const families: readonly (readonly [BrowserFamily, RegExp])[] = [
  ['automated', AUTOMATED], ['edge', /\bEdg(?:e|A|iOS)?\//], ['other', /\b(?:OPR|OPT|OPiOS|SamsungBrowser|YaBrowser|Vivaldi|UCBrowser|DuckDuckGo)\//],
  ['firefox', /\b(?:Firefox|FxiOS)\//], ['chrome', /\b(?:Chrome|CriOS|Chromium)\//], ['safari', /\bVersion\/[\d.]+ (?:Mobile\/\w+ )?Safari\//],
];

/**
 * The family out of a User-Agent header, of which nothing else is kept. Programs that are no browsers (an app, a script
 * with a library for HTTP) are `other`: they may well speak for a customer.
 */
export function browserFamilyOf(userAgent: string | undefined): BrowserFamily {
  const told = (userAgent ?? '').slice(0, LONGEST);
  return families.find(([, pattern]) => pattern.test(told))?.[0] ?? 'other';
}
