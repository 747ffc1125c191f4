import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createModel } from '#contracts';
import { foundCompany } from './support/company.ts';
import { eventually } from './support/eventually.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { ServerProcess } from './support/server-process.ts';
import { Visitor } from './support/visitor.ts';

const main = path.resolve(import.meta.dirname, '../dist/apps/server/src/main.js');

/** Starts the built server where it cannot start, and gives what it tells the person at the terminal. */
function refusedStart(settings: Record<string, string>): { status: number | null; said: string } {
  const { status, stderr } = spawnSync(process.execPath, [main], {
    env: { PATH: process.env['PATH'], DUET_LOG_LEVEL: 'silent', DUET_DEMO: '0', ...settings }, encoding: 'utf8', timeout: 200_000,
  });
  return { status, said: stderr };
}

describe('a start', () => {
  let server: ServerProcess | undefined;
  let model: ModelServer | undefined;
  afterEach(async () => {
    await server?.cleanUp();
    await model?.stop();
    [server, model] = [undefined, undefined];
  }, 240_000);

  it.each([
    ['PORT', { PORT: 'eighty' }], ['DUET_LOG_LEVEL', { DUET_LOG_LEVEL: 'loud' }], ['DATABASE_URL', { DATABASE_URL: 'mysql://here' }],
    ['DUET_SECRET_KEY', { DUET_SECRET_KEY: 'short' }], ['DUET_MODEL_NAME', { DUET_MODEL_URL: 'http://127.0.0.1:1' }], ['DUET_DEMO', { DUET_DEMO: 'yes' }],
  ])('with a wrong %s ends with a sentence that names it', (name, settings) => {
    const { status, said } = refusedStart(settings);
    expect(status).toBe(1);
    expect(said).toContain(name);
    expect(said).not.toContain('    at ');
  });

  it('on a busy port names it', async () => {
    server = await ServerProcess.create();
    const other = net.createServer().listen(server.port, '127.0.0.1');
    await expect(server.start()).rejects.toThrow(new RegExp(`Port ${server.port} is in use`));
    other.close();
  }, 240_000);

  it('on data that is in use is refused and names the process', async () => {
    server = await ServerProcess.create();
    await server.start();
    const { status, said } = refusedStart({ PORT: '0', DUET_DATA_DIR: server.dataDir });
    expect(status).toBe(1);
    expect(said).toContain(String(server.pid));
  }, 240_000);

  it('prints a link to claim the installation until it is claimed', async () => {
    server = await ServerProcess.create();
    await server.start();
    await foundCompany(server.address, await server.setupLink());
    await server.end('SIGTERM');
    await server.start();
    expect(await (await fetch(`${server.address}/v1/setup`)).json()).toEqual({ claimed: true });
    expect(server.output).not.toContain('/setup/');
  }, 240_000);
});

/** A tracing service that hears everything and answers nothing of use. */
async function startEar(): Promise<{ address: string; heard: string[]; stop: () => Promise<void> }> {
  const heard: string[] = [];
  const ear = http.createServer((request, reply) => {
    heard.push(request.url ?? '');
    request.resume().once('end', () => reply.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(ear, 'listening');
  const stop = async (): Promise<void> => {
    ear.closeAllConnections();
    await new Promise((done) => ear.close(done));
  };
  return { address: `http://127.0.0.1:${(ear.address() as net.AddressInfo).port}`, heard, stop };
}

describe('an environment in which LangChain would report to a tracing service', () => {
  let server: ServerProcess | undefined;
  let model: ModelServer;
  let ear: Awaited<ReturnType<typeof startEar>>;
  beforeAll(async () => {
    [model, ear] = [await startModelServer({ tokens: 3 }), await startEar()];
  });
  afterAll(async () => {
    await server?.cleanUp();
    await model.stop();
    await ear.stop();
  }, 240_000);
  const traced = () => ({ LANGSMITH_TRACING: 'true', LANGCHAIN_TRACING_V2: 'true', LANGSMITH_ENDPOINT: ear.address, LANGCHAIN_ENDPOINT: ear.address, LANGSMITH_API_KEY: 'ls-key', LANGCHAIN_API_KEY: 'ls-key' });

  it('makes LangChain alone report, so that silence means something', async () => {
    const script = `
      const { ChatOpenAI } = await import('@langchain/openai');
      const chat = new ChatOpenAI({ model: 'local', apiKey: 'k', maxRetries: 0, configuration: { baseURL: '${model.url}' } });
      for await (const piece of await chat.stream('Hello')) void piece;`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: path.resolve(import.meta.dirname, '..'), env: { PATH: process.env['PATH'], ...traced() }, stdio: 'ignore' });
    const heard = await eventually(() => Promise.resolve(ear.heard.length), (times) => times > 0, 60_000);
    child.kill('SIGKILL');
    expect(heard).toBeGreaterThan(0);
  }, 90_000);

  it('lets the server report nothing', async () => {
    server = await ServerProcess.create({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1', ...traced() });
    await server.start();
    ear.heard.length = 0;
    const company = await foundCompany(server.address, await server.setupLink());
    const { key } = await company.call(createModel, { provider: 'langchain', name: 'openai:local', baseUrl: model.url });
    const site = await company.siteAnsweredBy(await company.version('fine_tuned', key));
    const visitor = await Visitor.open(server.address, site.publicKey);
    await visitor.start();
    expect((await visitor.ask('Where is my parcel?')).text).toBe(model.words(3));
    visitor.close();
    // A tracer sends what it gathered at the latest at the end.
    expect(await server.end('SIGTERM')).toBe(0);
    expect(ear.heard).toEqual([]);
  }, 240_000);
});

describe('SIGTERM in the middle of an answer', () => {
  let server: ServerProcess;
  let model: ModelServer;
  afterEach(async () => {
    await server.cleanUp();
    await model.stop();
  }, 240_000);

  it('lets the answer finish, tells the tabs, and ends with code 0', async () => {
    model = await startModelServer({ tokenDelayMs: 30, tokens: 60 });
    server = await ServerProcess.create({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' });
    await server.start();
    const company = await foundCompany(server.address, await server.setupLink());
    const { key } = await company.model(model.url);
    const site = await company.siteAnsweredBy(await company.version('fine_tuned', key));
    const visitor = await Visitor.open(server.address, site.publicKey);
    await visitor.start();
    const { replyId } = await visitor.send('Where is my parcel?');
    await visitor.until(() => visitor.transcript().some((text) => text !== 'Where is my parcel?' && text !== ''));
    const draining = visitor.heard('server_draining');
    const ended = server.end('SIGTERM');
    const answer = await visitor.finished(replyId ?? '');
    expect(answer).toMatchObject({ state: 'complete', text: model.words(60) });
    expect(await draining).toHaveProperty('reconnectInMs');
    expect(await ended).toBe(0);
    visitor.close();
  }, 240_000);
});
