import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createClient, createModel, listMembers, listModels } from '#contracts';
import { claimSetup, requestOf } from '#contracts';
import { foundCompany, owner, type Company } from './support/company.ts';
import { ServerProcess } from './support/server-process.ts';

const cli = path.resolve(import.meta.dirname, '../dist/apps/server/src/cli.js');

/** Each command starts Node anew. */
jest.setTimeout(180_000);

interface Ran {
  code: number | null;
  said: string;
  complained: string;
}

/** `npx duet ...` as built. */
async function duet(args: string[], settings: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env['PATH'], ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ran: Ran = { code: null, said: '', complained: '' };
  child.stdout.on('data', (data: Buffer) => (ran.said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (ran.complained += data.toString()));
  await once(child, 'close');
  return { ...ran, code: child.exitCode };
}

describe('npx duet', () => {
  it.each([[[]], [['help']], [['--help']]])('%j lists every command', async (args) => {
    const { code, said } = await duet(args);
    expect(code).toBe(0);
    for (const command of ['start', 'setup-link', 'key create', 'forget-keys', 'import <file>', 'train', 'replay <file>']) expect(said).toContain(`\n  ${command}`);
  });

  it('says that it does not know a command, lists those that it knows, and ends with code 2', async () => {
    const { code, said, complained } = await duet(['constructor']);
    expect([code, said]).toEqual([2, '']);
    expect(complained).toMatch(/^There is no command "constructor"\.\n\nnpx duet <command>/);
  });

  it.each([
    [['key'], /npx duet key create/], [['setup-link', 'now'], /now/], [['train', '--sed', '3'], /--sed/],
  ])('%j ends with code 2 and a sentence', async (args, sentence) => {
    const { code, complained } = await duet(args);
    expect(code).toBe(2);
    expect(complained).toMatch(sentence);
    expect(complained).not.toContain('    at ');
  });

  it('says what is wrong with a setting, or that no server answers', async () => {
    expect(await duet(['key', 'create'], { DATABASE_URL: 'mysql://here' })).toMatchObject({ code: 1, complained: expect.stringContaining('DATABASE_URL') });
    const { code, complained } = await duet(['train'], { DUET_API_KEY: 'sk_none', DUET_PUBLIC_URL: 'http://127.0.0.1:9' });
    expect([code, complained]).toEqual([1, expect.stringMatching(/^The server does not answer/)]);
  });
});

describe('npx duet beside a running server', () => {
  let server: ServerProcess;
  let company: Company;
  const here = (args: string[]): Promise<Ran> => duet(args, { DUET_DATA_DIR: server.dataDir, DUET_PUBLIC_URL: server.address });

  beforeAll(async () => {
    server = await ServerProcess.create();
    await server.start();
  });
  afterAll(() => server?.cleanUp());

  it('setup-link prints a link that claims the installation, and ends the one before it', async () => {
    const printed = await server.setupLink();
    const { code, said } = await here(['setup-link']);
    expect(code).toBe(0);
    const { path: address, body } = requestOf(claimSetup, { token: printed.split('/').at(-1), ...owner });
    const headers = { 'content-type': 'application/json', origin: server.address, 'sec-fetch-site': 'same-origin' };
    expect((await fetch(server.address + address, { method: 'POST', headers, body: body ?? '' })).status).toBe(410);
    company = await foundCompany(server.address, said.trim());
    expect(await here(['setup-link'])).toMatchObject({ code: 0, said: expect.stringContaining('has an owner already') });
  });

  it('key create prints a key that works', async () => {
    const { said } = await here(['key', 'create', '--role', 'admin', '--name', 'Robot']);
    const call = createClient(fetch, server.address, { authorization: `Bearer ${said.trim()}` });
    expect((await call(listMembers, {})).items).toMatchObject([{ email: owner.email }]);
    expect(await here(['key', 'create', '--role', 'king'])).toMatchObject({ code: 1, complained: expect.stringContaining('owner, admin, analyst, agent') });
  });

  it('forget-keys lets an installation whose secret key is lost start again', async () => {
    await company.call(createModel, { provider: 'openai', name: 'large', baseUrl: 'https://models.example', apiKey: 'sk-secret-1234' });
    await server.end('SIGTERM');
    const withNewKey = { DUET_SECRET_KEY: 'f'.repeat(64) };
    await expect(server.start(withNewKey)).rejects.toThrow(/DUET_SECRET_KEY is not the one of this database.*npx duet forget-keys/s);
    expect(await here(['forget-keys'])).toMatchObject({ code: 0, said: expect.stringMatching(/^1 stored model key is forgotten/) });
    await server.start(withNewKey);
    expect((await company.call(listModels, {})).items.find(({ name }) => name === 'large')).toMatchObject({ keyEnding: null });
  });
});
