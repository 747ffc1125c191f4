import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { Setup } from '#accounts';
import { NestLog, createLog, readConfig } from '#platform';
import { startProduct, type Product } from './product.ts';
import { prepareDemo } from './prepare-demo.ts';
import { welcome } from './welcome.ts';

const config = readConfig();
Logger.overrideLogger(new NestLog(createLog(config.logLevel)));
const log = new Logger('main');

let product: Product | undefined;
let stopping = false;

/** The first signal drains; the second ends at once. Registered before the start, which may take a while. */
async function stop(signal: string): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  log.log({ event: 'server.stopping', signal });
  await product?.stop();
  log.log({ event: 'server.stopped' });
  process.exit(0);
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
process.on('uncaughtException', (bug) => {
  log.fatal({ event: 'server.crashed' }, bug);
  process.exit(1);
});

product = await startProduct(config, (problem) => {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exit(1);
});
log.log({ event: 'server.started', address: product.address, sinceProcessMs: Math.round(performance.now()) });
await prepareDemo(product);
welcome(product, await product.app.get(Setup).link());
