import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { CallFailed } from '#contracts';
import { LaunchProblem, WrongSetting, readConfig } from '#platform';
import { importCommand, replayCommand, trainCommand } from '#training';
import { createKey, printSetupLink } from './machine-commands.ts';

const usage = `npx duet <command>

  start                                   install, build and run
  setup-link                              print a new link to claim the installation
  key create [--role owner] [--name x]    print a new API key
  import <file> [--part train|test]       import labelled questions (CSV text,category[,answer] or JSON Lines)
  train [--seed n] [--backend id ...]     train on the labelled questions
  replay <file> [--site id] [--paired] [--rated-share x] [--seed n] [--concurrency n] [--limit n]
                                          play labelled questions as visitors

import, train and replay talk to the running server: --url (default the public address), --key or DUET_API_KEY.`;

async function run(args: string[]): Promise<void> {
  const [command, ...rest] = args;
  const config = readConfig();
  switch (command) {
    case 'setup-link':
      return printSetupLink(config);
    case 'key': {
      const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options: { role: { type: 'string' }, name: { type: 'string' }, workspace: { type: 'string' } } });
      if (positionals[0] !== 'create') throw new WrongSetting('Say "npx duet key create --role owner".');
      return createKey(config, values);
    }
    case 'import':
      return importCommand(rest, config);
    case 'train':
      return trainCommand(rest, config);
    case 'replay':
      return replayCommand(rest, config);
    case undefined:
    case 'help':
    case '--help':
      return console.log(usage);
    default:
      throw new WrongSetting(`There is no command "${command}".\n\n${usage}`);
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof WrongSetting || error instanceof LaunchProblem || error instanceof CallFailed || (error instanceof TypeError && 'code' in error);
  console.error(expected ? (error as Error).message : error);
  process.exitCode = 1;
}
