import fs from 'node:fs';
import type { DataSource } from 'typeorm';
import { secretKey, secretKeyFile, type Config } from './config.ts';
import { LaunchProblem } from './launch-problem.ts';
import { seal, unseal } from './secrets.ts';

const PURPOSE = 'installation';
const CONTENT = 'duet';

/**
 * Makes sure that this server's secret key is the one under which the database's secrets were sealed. The first start
 * decides which one that is.
 *
 * @throws LaunchProblem `other_secret_key`; a key file is not made then
 */
export async function checkSecretKey(source: DataSource, config: Config): Promise<void> {
  const sealed = (await readCheck(source)) ?? (await writeCheck(source, secretKey(config)));
  if (config.secretKeyHex === null && !fs.existsSync(secretKeyFile(config))) throw new LaunchProblem('other_secret_key', `${lacking(config)} ${wayOut}`);
  if (!opens(secretKey(config), sealed)) throw new LaunchProblem('other_secret_key', `${different(config)} ${wayOut}`);
}

/** Lets the next start decide again which key is right. */
export async function forgetSecretKey(source: DataSource): Promise<void> {
  await source.query('delete from installation');
}

async function readCheck(source: DataSource): Promise<Buffer | undefined> {
  const rows = await source.query<{ sealed: Buffer }[]>('select sealed_check as sealed from installation');
  return rows[0]?.sealed;
}

/** Of several first starts the first one's key is right. */
async function writeCheck(source: DataSource, key: Buffer): Promise<Buffer> {
  await source.query('insert into installation (sealed_check) values ($1) on conflict do nothing', [seal(key, PURPOSE, CONTENT)]);
  return (await readCheck(source))!;
}

function opens(key: Buffer, sealed: Buffer): boolean {
  try {
    return unseal(key, PURPOSE, sealed) === CONTENT;
  } catch {
    return false;
  }
}

const lacking = (config: Config): string =>
  `The secret key of this database is missing: neither DUET_SECRET_KEY is set nor is there a file ${secretKeyFile(config)}.`;

const different = (config: Config): string =>
  `The secret key in ${config.secretKeyHex === null ? `the file ${secretKeyFile(config)}` : 'the setting DUET_SECRET_KEY'} is not the one of this database.`;

const wayOut =
  'Every server of an installation needs the same one: set DUET_SECRET_KEY to what the others have, or to the 64 digits in the file secret-key of the data directory of the first server (or of your backup). ' +
  'If it is lost for good, "npx duet forget-keys" forgets the model keys and the headers of tools that were stored with it; the next start then begins with a new one.';
