import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createClient, createModel, createTool, listMembers, listModels, listTools } from '#contracts';
import { claimSetup, requestOf, type AssignmentRule } from '#contracts';
import { evidenceOf, ratings } from '../libs/experiments/src/analysis/evidence.fixture.ts';
import { assign } from '../libs/experiments/src/assign.ts';
import { reportOf } from '../libs/experiments/src/report/report.ts';
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
    for (const command of ['start', 'setup-link', 'key create', 'forget-keys', 'import <file>', 'train', 'replay <file>', 'report <file>']) expect(said).toContain(`\n  ${command}`);
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

describe('npx duet report', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'duet-report-'));
  const file = path.join(folder, 'report.json');
  const report = reportOf(evidenceOf({ cells: [ratings('a', [3, 4, 5], 240), ratings('b', [4, 5, 5], 250)] }));
  const check = (content: unknown, ...args: string[]): Promise<Ran> => {
    writeFileSync(file, JSON.stringify(content, null, 2));
    return duet(['report', file, ...args], { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' });
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  it('computes the numbers again without a database, prints the verdict and ends with code 0', async () => {
    const { code, said, complained } = await check(report);
    expect([code, complained]).toEqual([0, '']);
    expect(said).toContain(report.analysis.verdict.sentence);
    expect(said).toMatch(/all [\d,]+ numbers are equal to the last bit/);
  });

  it('ends with code 1 and names what was changed, in the numbers or in the evidence', async () => {
    const [first, ...others] = report.analysis.comparisons;
    const changed = await check({ ...report, analysis: { ...report.analysis, comparisons: [{ ...first, adjustedP: 0.049 }, ...others] } });
    expect(changed).toMatchObject({ code: 1, said: expect.stringContaining('analysis.comparisons.0.adjustedP: 0.049 in the file') });
    const renamed = await check({ ...report, evidence: { ...report.evidence, experiment: { ...report.evidence.experiment, name: 'Ours' } } });
    expect(renamed).toMatchObject({ code: 1, said: expect.stringContaining('The evidence was changed') });
  });

  it('draws a unit again by the salts in the file, and says so when an older file has none', async () => {
    const assignment: AssignmentRule = { hash: 'murmurhash3_x86_32', salts: { holdout: 'h', layer: 'l', exposure: 'e', variant: 'v' }, holdout: 0, slice: { from: 0, to: 10_000 }, targeting: [], growthbook: null };
    const drawing = reportOf({ ...report.evidence, assignment, epochs: report.evidence.epochs.map((epoch) => ({ ...epoch, coverage: 10_000 })) });
    const drawn = assign({ salts: assignment.salts, unitId: 'somebody', coverage: 10_000, variants: [{ id: 'Prompt', weight: 5_000 }, { id: 'Fine-tuned', weight: 5_000 }] });
    if (drawn.kind !== 'variant') throw new Error('all take part');
    const { code, said, complained } = await check(drawing, '--unit', 'somebody');
    expect([code, complained]).toEqual([0, '']);
    expect(said).toMatch(new RegExp(`\\n1 +\\S+ +100 % +${drawn.variantId} \\(place ${drawn.bucket.toLocaleString('en')}\\)\\n`));
    expect(said).toMatch(/The evidence has the SHA-256 that the file says/);
    expect(await check(report, '--unit', 'somebody')).toMatchObject({ code: 2, said: '', complained: expect.stringMatching(/does not say how visitors were drawn/) });
  });

  it.each([
    [['report'], /^Say "npx duet report <file> \[--unit id \[--visitor id\]\]"\.$/m], [['report', 'a', 'b'], /^Say "npx duet/], [['report', 'a', '--visitor', 'b'], /^Say "npx duet/], [['report', '/none/such'], /^There is no file \/none\/such\.$/m], [['report', cli], /is not JSON, line \d+/],
  ])('%j ends with code 2 and a sentence', async (args, sentence) => {
    const { code, said, complained } = await duet(args);
    expect([code, said]).toEqual([2, '']);
    expect(complained).toMatch(sentence);
    expect(complained).not.toContain('    at ');
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
    await company.call(createTool, { name: 'order_status', description: 'Where an order is.', url: 'https://shop.example/orders', fields: ['/status'], headers: [{ name: 'X-Key', value: 'of-the-shop' }] });
    await server.end('SIGTERM');
    const withNewKey = { DUET_SECRET_KEY: 'f'.repeat(64) };
    await expect(server.start(withNewKey)).rejects.toThrow(/DUET_SECRET_KEY is not the one of this database.*npx duet forget-keys/s);
    expect(await here(['forget-keys'])).toMatchObject({ code: 0, said: expect.stringMatching(/^1 stored model key is forgotten.*headers of 1 tool/s) });
    await server.start(withNewKey);
    expect((await company.call(listModels, {})).items.find(({ name }) => name === 'large')).toMatchObject({ keyEnding: null });
    expect((await company.call(listTools, {})).items).toMatchObject([{ name: 'order_status', headers: [] }]);
  });
});
