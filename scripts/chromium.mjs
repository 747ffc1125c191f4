import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';

// Chromium without windows first: the same engine, which is up in a third of the time.
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApps = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** The browser of the page suites: the one named, one of the system, Playwright's own. */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const system = [...names.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...macApps];
  return system.find((file) => fs.existsSync(file)) ?? (await playwrightsOwn());
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core');
  const file = chromium.executablePath();
  return fs.existsSync(file) ? file : undefined;
}

/** Only where that is possible without asking anybody: root on a system with apt. */
export async function installChromium() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return;
  console.log('Installing Chromium for the page tests ...');
  const apt = (...args) => run('apt-get', args, { DEBIAN_FRONTEND: 'noninteractive' }, ['ignore', 'ignore', 'inherit']);
  try {
    await apt('update', '-qq');
    const packages = (browser) => apt('install', '-y', '-qq', '--no-install-recommends', browser, 'fonts-liberation');
    await packages('chromium-headless-shell').catch(() => packages('chromium'));
  } catch (error) {
    console.warn(`Chromium could not be installed (${error.message}); the page suites will fail.`);
  }
}
