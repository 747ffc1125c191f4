import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { LaunchProblem, NestLog, WrongSetting, createLog, readConfig, type Config } from '#platform';

/** A problem made for people is told as its sentence, a bug with its stack. */
function end(problem: unknown): never {
  console.error(problem instanceof LaunchProblem || problem instanceof WrongSetting ? problem.message : problem);
  process.exit(1);
}

function settings(): Config {
  try {
    return readConfig();
  } catch (problem) {
    return end(problem);
  }
}

const config = settings();
Logger.overrideLogger(new NestLog(createLog(config.logLevel)));
const log = new Logger('main');

// Loaded when the settings are right: who mistyped one hears of it at once.
const [{ startProduct }, { Setup }, { prepareDemo }, { welcome }] = await Promise.all([import('./product.ts'), import('#accounts'), import('./prepare-demo.ts'), import('./welcome.ts')]);

const starting = startProduct(config, end);
const stopped = new AbortController();

/** The first signal drains, also in the middle of a start; the second ends at once. */
async function stop(signal: string): Promise<void> {
  if (stopped.signal.aborted) process.exit(1);
  stopped.abort(new Error('The server was stopped.'));
  log.log({ event: 'server.stopping', signal });
  await starting.then((product) => product.stop(), () => undefined);
  log.log({ event: 'server.stopped' });
  process.exit(0);
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
process.on('uncaughtException', (bug) => {
  // Whatever state this process is in, it is not one to run on; the next start takes the database over.
  log.fatal({ event: 'server.crashed' }, bug);
  process.exit(1);
});

const product = await starting.catch(end);
log.log({ event: 'server.started', address: product.address, sinceProcessMs: Math.round(performance.now()) });
await prepareDemo(product, stopped.signal);
if (!stopped.signal.aborted) welcome(product, await product.app.get(Setup).link());
