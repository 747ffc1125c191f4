import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foundCompany } from './support/company.ts';
import { crashCycles, type CrashReport } from './support/crash-cycles.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { ServerProcess } from './support/server-process.ts';

/** More of the same: `npm run bench -- crash`. */
describe('a product whose node, database or both are killed in the middle of answers', () => {
  let model: ModelServer;
  let server: ServerProcess;
  let report: CrashReport;

  beforeAll(async () => {
    model = await startModelServer({ tokenDelayMs: 20 });
    server = await ServerProcess.create({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1', DUET_LIMIT_FACTOR: '1000' });
    await server.start();
    const company = await foundCompany(server.address, await server.setupLink());
    const { key } = await company.model(model.url);
    const site = await company.siteAnsweredBy(await company.version('fine_tuned', key));
    report = await crashCycles({ server, siteKey: site.publicKey, cycles: 5, clients: 5, seed: 7, victims: ['node', 'postgres', 'both', 'node', 'node'] });
  }, 180_000);
  afterAll(async () => {
    await server.cleanUp();
    await model.stop();
  }, 60_000);

  it('acknowledges messages between the crashes', () => {
    expect(report.acknowledged).toBeGreaterThan(5);
  });

  it('loses and doubles none of them', () => {
    expect({ lost: report.lost, doubled: report.doubled }).toEqual({ lost: 0, doubled: 0 });
  });

  it('keeps them in order, numbered without a gap', () => {
    expect({ outOfOrder: report.outOfOrder, gaps: report.gaps }).toEqual({ outOfOrder: 0, gaps: 0 });
  });

  it('shows every client everything after it resumed', () => {
    expect(report.missedByClients).toBe(0);
  });

  it('has a fact in the journal for each message and a message for each fact', () => {
    expect(report.factsWithoutMessage).toBe(0);
  });

  it('leaves no answer hanging', () => {
    expect(report.expiredLeases).toBe(0);
  });
});
