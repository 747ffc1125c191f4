import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { startDemoServer } from './demo-server.mjs';
import { endWith, prepare } from './prepare.mjs';
import { root } from './run.mjs';

const folder = path.join(root, 'docs/images');
const largest = 200 * 1024;
const mostVisitors = 12;
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const owner = { name: 'Olga Owner', email: 'olga@example.com', password: 'correct horse battery staple' };

/** `npm run screenshots`: the pictures of the README and the documents, from the demo and a few hundred replayed questions. */
try {
  await prepare();
  const executablePath = await findChromium();
  if (!executablePath) throw new Error('Pictures need Chromium: install it, or set CHROMIUM_PATH to a browser.');
  console.log('Starting the demo ...');
  const server = await startDemoServer();
  try {
    await takeAll(server, executablePath);
  } finally {
    await server.stop();
  }
} catch (error) {
  endWith(error);
}

async function takeAll(server, executablePath) {
  const { chromium } = await import('playwright-core');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: [...sandbox, '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking'] });
  try {
    const open = async (options = {}) => (await browser.newContext({ viewport: desktop, colorScheme: 'light', reducedMotion: 'reduce', locale: 'en-GB', ...options })).newPage();
    fs.mkdirSync(folder, { recursive: true });
    const desk = await open();
    await claim(desk, server);
    await replay(desk);
    await takeWidget(open, server.address);
    await takeDarkPhone(await open({ viewport: phone, colorScheme: 'dark', hasTouch: true }), server.address);
    await takeInbox(desk, await open(), server.address);
    await takeDesk(desk, server.address);
    await takeTryIt(desk, server.address);
  } finally {
    await browser.close();
  }
}

async function claim(page, { setupLink }) {
  await page.goto(setupLink);
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.locator('input[type=password]').fill(owner.password);
  await page.getByRole('button', { name: 'Become the owner' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
}

/** From inside the page: its cookie and its origin are what the server wants to see. */
async function call(page, method, at, body) {
  const reply = await page.evaluate(async ([verb, where, text]) => {
    const answer = await fetch(where, { method: verb, ...(text && { headers: { 'content-type': 'application/json' }, body: text }) });
    return { ok: answer.ok, text: await answer.text() };
  }, [method, at, body && JSON.stringify(body)]);
  if (!reply.ok) throw new Error(`${method} ${at}: ${reply.text}`);
  return JSON.parse(reply.text);
}

async function replay(page) {
  const [site] = (await call(page, 'GET', '/v1/sites')).items;
  await call(page, 'POST', '/v1/replays', { siteId: site.id, limit: 531, paired: true, ratedShare: 1, seed: 7 });
  for (;;) {
    const [run] = (await call(page, 'GET', '/v1/replays')).items;
    if (run.state === 'finished') return;
    if (run.state === 'failed') throw new Error(`The replay failed: ${run.detail}`);
    await page.waitForTimeout(500);
  }
}

async function ask(page, question) {
  await page.getByRole('textbox', { name: 'Write a message' }).fill(question);
  await page.keyboard.press('Enter');
  await page.getByText(question, { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Good answer' }).last().waitFor();
}

async function openChat(page, address) {
  await page.goto(`${address}/demo`);
  await page.getByRole('button', { name: 'Open chat' }).click();
  await page.getByRole('dialog').waitFor();
}

/** Which backend answers a visitor is left to chance; the picture wants one that cites an article. */
async function takeWidget(open, address) {
  for (let visitors = 0; visitors < mostVisitors; visitors++) {
    const page = await open();
    await openChat(page, address);
    await ask(page, 'How much is delivery to Germany?');
    const source = page.getByRole('button', { name: /^Source 1/ });
    if (await source.isVisible()) {
      await page.getByRole('button', { name: 'Good answer' }).click();
      await source.click();
      await page.getByRole('link', { name: 'Read the article' }).waitFor();
      return take(page, 'widget');
    }
    await page.context().close();
  }
  throw new Error(`None of ${mostVisitors} visitors was given an answer that cites an article.`);
}

async function takeDarkPhone(page, address) {
  await openChat(page, address);
  await ask(page, 'where is my order??');
  await take(page, 'widget-dark-phone');
}

/** One visitor waits for a person who is there. */
async function takeInbox(desk, visitor, address) {
  await desk.goto(`${address}/inbox`);
  await desk.getByRole('switch').click();
  await desk.locator('input[role=switch]:checked').waitFor({ state: 'attached' });
  await openChat(visitor, address);
  await ask(visitor, 'My pannier came with a torn strap. What now?');
  await visitor.getByRole('button', { name: 'Talk to a person' }).click();
  await visitor.getByText('You are next in line.').waitFor();
  await desk.getByRole('main').getByRole('link', { name: /torn strap/ }).click();
  await desk.getByRole('log').getByText('torn strap').waitFor();
  await take(desk, 'inbox');
}

async function takeDesk(desk, address) {
  const experiment = (await call(desk, 'GET', '/v1/experiments')).items.find(({ traffic }) => traffic === 'replay');
  const conversations = (await call(desk, 'GET', '/v1/conversations?limit=100')).items.filter(({ csat }) => csat === 5);
  const longest = conversations.reduce((best, one) => (one.messages > best.messages ? one : best));
  const places = {
    overview: '/?traffic=replay', experiment: `/experiments/${experiment.id}`, conversation: `/conversations/${longest.id}`, knowledge: '/knowledge/intents', backends: '/backends',
  };
  for (const [name, place] of Object.entries(places)) {
    await desk.goto(address + place);
    await desk.getByRole('heading', { level: 1 }).waitFor();
    await desk.waitForLoadState('networkidle');
    await take(desk, name);
  }
}

async function takeTryIt(desk, address) {
  await desk.goto(`${address}/try-it`);
  const field = desk.getByRole('textbox', { name: 'Your question' });
  await field.fill('can i swap my helmet for a bigger one');
  const asked = desk.waitForResponse((reply) => reply.url().includes('/v1/previews'));
  await field.press('Enter');
  await asked;
  await desk.waitForFunction(() => !document.querySelector('main form [data-loading]'));
  await take(desk, 'try-it');
}

async function take(page, name) {
  const file = path.join(folder, `${name}.png`);
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  const { size } = fs.statSync(file);
  console.log(`  ${path.relative(root, file)}  ${Math.round(size / 1024)} kB`);
  if (size > largest) throw new Error(`${name}.png is larger than ${largest / 1024} kB; show less in it`);
}
