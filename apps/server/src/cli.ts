import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { Config } from '#platform';
import { usage } from './usage.ts';

// The rooms are loaded by the commands that need them: help is there at once.

/** Asked for in a way that nobody can answer: the exit code is 2, as of other programs. */
class WrongUsage extends Error {}

const commands: Record<string, (args: string[], config: Config) => Promise<void>> = {
  'setup-link': (args, config) => noMore(args, () => import('./machine-commands.ts').then(({ printSetupLink }) => printSetupLink(config))),
  'forget-keys': (args, config) => noMore(args, () => import('./machine-commands.ts').then(({ forgetKeys }) => forgetKeys(config))),
  key: keyCommand,
  import: async (args, config) => (await ofTraining()).importCommand(args, config),
  train: async (args, config) => (await ofTraining()).trainCommand(args, config),
  model: async (args, config) => (await ofTraining()).modelCommand(args, config),
  replay: async (args, config) => (await ofTraining()).replayCommand(args, config),
  report: checkReportFile,
};

const ofTraining = () => import('#training');

async function keyCommand([verb, ...args]: string[], config: Config): Promise<void> {
  if (verb !== 'create') throw new WrongUsage('Say "npx duet key create --role owner".');
  const { values } = parseArgs({ args, options: { role: { type: 'string' }, name: { type: 'string' }, workspace: { type: 'string' } } });
  const { createKey } = await import('./machine-commands.ts');
  return createKey(config, values);
}

async function checkReportFile(args: string[]): Promise<void> {
  const { positionals: [file, ...more], values } = parseArgs({ args, options: { unit: { type: 'string' }, visitor: { type: 'string' } }, allowPositionals: true });
  if (file === undefined || more.length > 0 || (values.visitor !== undefined && values.unit === undefined)) throw new WrongUsage('Say "npx duet report <file> [--unit id [--visitor id]]".');
  const { UnreadableReport, reportCommand } = await import('#experiments');
  return reportCommand(file, values).catch((error: unknown) => { throw error instanceof UnreadableReport ? new WrongUsage(error.message) : error; });
}

function noMore(args: string[], work: () => Promise<void>): Promise<void> {
  parseArgs({ args, options: {} });
  return work();
}

async function run([name = 'help', ...args]: string[]): Promise<void> {
  if (['help', '--help', '-h'].includes(name)) return console.log(usage);
  if (!Object.hasOwn(commands, name)) throw new WrongUsage(`There is no command "${name}".\n\n${usage}`);
  const { readConfig } = await import('#platform');
  await commands[name]?.(args, readConfig());
}

const isUsage = (error: unknown): boolean =>
  error instanceof WrongUsage || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

/** Made for people: told as its sentence, a bug with its stack. */
async function isExpected(error: unknown): Promise<boolean> {
  const [{ CallFailed }, { LaunchProblem, WrongSetting }] = await Promise.all([import('#contracts'), import('#platform')]);
  return error instanceof WrongSetting || error instanceof LaunchProblem || error instanceof CallFailed;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(isUsage(error) || (await isExpected(error)) ? (error as Error).message : error);
  process.exitCode = isUsage(error) ? 2 : 1;
}
