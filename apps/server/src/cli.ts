import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { CallFailed } from '#contracts';
import { LaunchProblem, WrongSetting, readConfig, type Config } from '#platform';
import { importCommand, modelCommand, replayCommand, trainCommand } from '#training';
import { createKey, forgetKeys, printSetupLink } from './machine-commands.ts';
import { usage } from './usage.ts';

/** Asked for in a way that nobody can answer: the exit code is 2, as of other programs. */
class WrongUsage extends Error {}

const commands: Record<string, (args: string[], config: Config) => Promise<void>> = {
  'setup-link': (args, config) => noMore(args, () => printSetupLink(config)),
  'forget-keys': (args, config) => noMore(args, () => forgetKeys(config)),
  key: keyCommand,
  import: importCommand,
  train: trainCommand,
  model: modelCommand,
  replay: replayCommand,
};

function keyCommand([verb, ...args]: string[], config: Config): Promise<void> {
  if (verb !== 'create') throw new WrongUsage('Say "npx duet key create --role owner".');
  const { values } = parseArgs({ args, options: { role: { type: 'string' }, name: { type: 'string' }, workspace: { type: 'string' } } });
  return createKey(config, values);
}

function noMore(args: string[], work: () => Promise<void>): Promise<void> {
  parseArgs({ args, options: {} });
  return work();
}

async function run([name = 'help', ...args]: string[]): Promise<void> {
  if (['help', '--help', '-h'].includes(name)) return console.log(usage);
  if (!Object.hasOwn(commands, name)) throw new WrongUsage(`There is no command "${name}".\n\n${usage}`);
  await commands[name]?.(args, readConfig());
}

const isUsage = (error: unknown): boolean =>
  error instanceof WrongUsage || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
const isExpected = (error: unknown): boolean => error instanceof WrongSetting || error instanceof LaunchProblem || error instanceof CallFailed;

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(isUsage(error) || isExpected(error) ? (error as Error).message : error);
  process.exitCode = isUsage(error) ? 2 : 1;
}
