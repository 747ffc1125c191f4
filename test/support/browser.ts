import fs from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function chromiumPath(): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).concat('/usr/bin');
  const found = process.env['CHROMIUM_PATH'] ?? names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => fs.existsSync(file)) ?? chromium.executablePath();
  if (!fs.existsSync(found)) throw new Error('The page suites need Chromium: install it with your package manager, or set CHROMIUM_PATH to a browser.');
  return found;
}

/** A real browser without a window; it looks nothing up and calls nobody. */
export const openBrowser = (): Promise<Browser> => chromium.launch({
  executablePath: chromiumPath(),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

export interface WatchedPage {
  page: Page;
  /** What the page complained about: script errors, refused by policy, requests to other hosts. */
  complaints: string[];
}

/** A page of its own context, watched for everything that should not happen. */
export async function openPage(browser: Browser, allowedHosts: readonly string[], options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(`policy: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && !allowedHosts.includes(host)) complaints.push(`foreign host: ${request.url()}`);
  });
  return { page, complaints };
}

/** A page of somebody who has signed in: with the cookie that `Company` holds. */
export async function openDesk(browser: Browser, address: string, cookie: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const watched = await openPage(browser, [new URL(address).host], options);
  const [name = '', ...value] = cookie.split('=');
  await watched.page.context().addCookies([{ name, value: value.join('='), url: address }]);
  return watched;
}

/** Waits until an expression holds in the page, 20 s at most. (Playwright's own waiting evaluates text in the page, which its policy refuses.) */
export async function untilTrue(page: Page, expression: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await page.evaluate<boolean>(expression)); await page.waitForTimeout(50)) {
    if (Date.now() > deadline) throw new Error(`never true: ${expression}`);
  }
}

/** Rules of the accessibility audit that the page breaks, in dark and then in light. */
export async function auditBothLights(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await auditPage(page)));
  }
  return found;
}

/**
 * What is wrong with the page as wide as a desk and as narrow as a phone, the one in light and the other in dark: an audit
 * takes a second, and what a component looks like in both lights does not hang on the width.
 */
export async function auditBothWidths(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [width, colorScheme] of [[390, 'dark'], [1440, 'light']] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await auditPage(page)));
    const tooWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
    if (tooWide) found.push(`the page is wider than ${width} px`);
  }
  return found;
}

/** Rules of the accessibility audit that the page breaks, with the first place of each. */
export async function auditPage(page: Page): Promise<string[]> {
  // By a function, not a script tag: the page's own policy refuses foreign scripts.
  if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(axe.source);
  const violations = await page.evaluate<Violation[]>(`axe.run({ resultTypes: ['violations'] }).then((found) => found.violations)`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`);
}

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}
