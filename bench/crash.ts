import { startModelServer } from '../test/support/model-server.ts';
import { foundCompany } from '../test/support/company.ts';
import { crashCycles, type Victim } from '../test/support/crash-cycles.ts';
import { ServerProcess } from '../test/support/server-process.ts';
import { options } from './process-cost.ts';

/** Kills node, PostgreSQL or both under talking clients and compares what was acknowledged with what is stored. */
const { cycles, clients, seed } = options({ cycles: 60, clients: 5, seed: 1 });
const victims: Victim[] = ['node', 'node', 'postgres', 'both'];

const model = await startModelServer({ tokenDelayMs: 20 });
const server = await ServerProcess.create({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1', DUET_LIMIT_FACTOR: '1000' });
try {
  await server.start();
  const company = await foundCompany(server.address, await server.setupLink());
  const { key } = await company.model(model.url);
  const site = await company.siteAnsweredBy(await company.version('prompt', key, { useKnowledge: false }));
  console.log(`${cycles} kills (${victims.join(', ')} in turn), ${clients} clients, answers at 20 ms a token, limits raised 1,000 times, seed ${seed}`);
  const began = Date.now();
  const report = await crashCycles({
    server, siteKey: site.publicKey, cycles, clients, seed, victims,
    progress: (cycle, acknowledged) => {
      if (cycle % Math.max(1, Math.floor(cycles / 10)) === 0) console.log(`  ${cycle} of ${cycles} kills, ${acknowledged} acknowledged`);
    },
  });
  console.table([report]);
  console.log(`${Math.round((Date.now() - began) / 1_000)} s`);
  const broken = report.lost + report.doubled + report.outOfOrder + report.gaps + report.missedByClients + report.factsWithoutMessage + report.expiredLeases;
  process.exitCode = broken === 0 ? 0 : 1;
} finally {
  await server.cleanUp();
  await model.stop();
}
