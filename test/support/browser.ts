import fs from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

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
