import { spawn } from 'node:child_process';
import path from 'node:path';
import { createBackend, createExperiment, listVersions, startExperiment, type Call } from '#contracts';
import { foundCompany, type Company } from '../test/support/company.ts';
import { ServerProcess } from '../test/support/server-process.ts';
import { options } from './process-cost.ts';

/**
 * The whole comparison on public data, by the command line as a user would: import, train, an experiment with the three
 * backends, replay. `DUET_BENCH_DATA` names the folder that holds `banking77/train.csv` and `test.csv`.
 */
const { limit, concurrency } = options({ limit: 3_080, concurrency: 8 });
const data = process.env['DUET_BENCH_DATA'];
if (data === undefined) throw new Error('DUET_BENCH_DATA must name the folder with banking77/train.csv and banking77/test.csv.');
const file = (name: string): string => path.join(data, 'banking77', name);

/** `npx duet ...` against the server, its words printed as they come. */
function duet(company: Company, ...args: string[]): Promise<void> {
  const program = path.resolve(import.meta.dirname, '../scripts/duet.mjs');
  const child = spawn(process.execPath, [program, ...args, '--url', company.address], { stdio: 'inherit', env: { ...process.env, DUET_API_KEY: company.apiKey } });
  return new Promise((done, fail) => child.once('exit', (code) => (code === 0 ? done() : fail(new Error(`duet ${args[0]} ended with code ${code}`)))));
}

/** What training has saved. */
async function newest(call: Call, id: string): Promise<string> {
  const { items } = await call(listVersions, { id });
  return items[0]?.id ?? '';
}

const server = await ServerProcess.create();
try {
  await server.start();
  const company = await foundCompany(server.address, await server.setupLink());
  const { call } = company;
  await duet(company, 'import', file('train.csv'));
  const fineTuned = await call(createBackend, { name: 'Fine-tuned', kind: 'fine_tuned' });
  const hybrid = await call(createBackend, { name: 'Hybrid', kind: 'hybrid' });
  await duet(company, 'train', '--backend', fineTuned.id, '--backend', hybrid.id);
  const prompt = await company.version('prompt', 'embedded/encoder', { examplesPerIntent: 10, useKnowledge: false });
  const site = await company.siteAnsweredBy(prompt);
  const versions = [prompt.id, await newest(call, fineTuned.id), await newest(call, hybrid.id)];
  const draft = await call(createExperiment, {
    siteId: site.id, name: 'BANKING77', traffic: 'replay',
    variants: ['Prompt-engineered', 'Fine-tuned', 'Hybrid'].map((name, i) => ({ name, backendVersionId: versions[i] ?? '', weight: i === 0 ? 3_334 : 3_333, isControl: i === 0 })),
  });
  await call(startExperiment, { id: draft.id });
  await duet(company, 'replay', file('test.csv'), '--rated-share', '1', '--limit', String(limit), '--concurrency', String(concurrency));
} finally {
  await server.cleanUp();
}
