import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { root } from './run.mjs';

const patienceMs = 5 * 60_000;

/** The built server with the demo shop on a free port and in a temporary folder. Resolves when the demo is ready. */
export async function startDemoServer() {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-demo-'));
  fs.chmodSync(dataDir, 0o755);
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const { PATH, HOME } = process.env;
  const settings = { PORT: String(port), DUET_DATA_DIR: dataDir, DUET_PUBLIC_URL: address, DUET_DEMO: '1', DUET_LOG_LEVEL: 'warn', DUET_LIMIT_FACTOR: '10' };
  const child = spawn(process.execPath, [path.join(root, 'dist/apps/server/src/main.js')], {
    cwd: root, env: { PATH, HOME, ...settings }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop().finally(() => process.exit(1)));
  try {
    return { address, setupLink: await setupLinkOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The server prints it last, when the demo is ready. */
function setupLinkOf(child) {
  return new Promise((done, fail) => {
    let printed = '';
    const timer = setTimeout(() => fail(new Error(`The demo did not get ready:\n${printed}`)), patienceMs);
    const settle = (then, value) => {
      clearTimeout(timer);
      then(value);
    };
    child.stdout.on('data', (data) => {
      printed += data;
      const link = /https?:\/\/\S+\/setup\/\S+(?=\s)/.exec(printed)?.[0];
      if (link) settle(done, link);
    });
    child.once('error', (error) => settle(fail, error));
    child.once('exit', (code) => settle(fail, new Error(`The server ended with code ${code}:\n${printed}`)));
  });
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = net.createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
