import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AccountsModule, ApiKeys, Setup } from '#accounts';
import { forgetToolHeaders } from '#backends';
import { Role } from '#contracts';
import { forgetModelKeys } from '#models';
import { Database, PlatformModule, WrongSetting, createDataSource, forgetSecretKey, migrate, runningEmbeddedPostgres, startEmbeddedPostgres, type Config } from '#platform';
import { forgetFineTuneKeys } from '#training';
import { entities } from './entities.ts';

/** Accounts alone: enough for commands that the machine's owner gives on the machine itself. */
@Module({})
class MachineModule {
  static with(config: Config, source: DataSource): DynamicModule {
    return { module: MachineModule, imports: [PlatformModule.with(config, source), AccountsModule] };
  }
}

/** Works on the database beside a running server, or starts the embedded one for the moment. */
async function onTheMachine<T>(config: Config, work: (rooms: INestApplicationContext) => Promise<T>): Promise<T> {
  const running = config.databaseUrl ? { url: config.databaseUrl } : runningEmbeddedPostgres(config.dataDir);
  const own = running ? undefined : await startEmbeddedPostgres({ dataDir: config.dataDir, log: () => undefined });
  const source = createDataSource(running ?? own?.connection ?? { url: '' }, entities, 2);
  try {
    await source.initialize();
    await migrate(source);
    const rooms = await NestFactory.createApplicationContext(MachineModule.with(config, source), { logger: false });
    try {
      return await work(rooms);
    } finally {
      await rooms.close();
    }
  } finally {
    if (source.isInitialized) await source.destroy();
    await own?.stop();
  }
}

/** Prints a fresh link to claim the installation; the older ones end. */
export async function printSetupLink(config: Config): Promise<void> {
  const link = await onTheMachine(config, (rooms) => rooms.get(Setup).renewedLink());
  console.log(link ?? 'This installation has an owner already. Sign in at its address.');
}

/** Prints a new API key of the oldest workspace, or of the one that is named by its id. */
export async function createKey(config: Config, options: { role?: string | undefined; name?: string | undefined; workspace?: string | undefined }): Promise<void> {
  const role = Role.safeParse(options.role ?? 'owner');
  if (!role.success) throw new WrongSetting(`--role is one of ${Role.options.join(', ')}.`);
  const secret = await onTheMachine(config, async (rooms) => {
    const workspaces = await rooms.get(Database).source.query<{ id: string }[]>('select id from workspace where $1::uuid is null or id = $1 order by created_at, id limit 1', [options.workspace ?? null]);
    const workspace = workspaces[0];
    if (!workspace) throw new WrongSetting('There is no workspace yet: claim the installation first (npx duet setup-link).');
    return (await rooms.get(ApiKeys).create(workspace.id, { name: options.name ?? 'Command line', role: role.data })).secret;
  });
  console.log(secret);
}

/** Forgets, in every workspace, the model keys and headers of tools that only the lost secret key could open, and that key itself. */
export async function forgetKeys(config: Config): Promise<void> {
  const { keys, tools } = await onTheMachine(config, async (rooms) => {
    const db = rooms.get(Database);
    const forgotten = await db.acrossWorkspaces(async (tx) => ({ keys: (await forgetModelKeys(tx)) + (await forgetFineTuneKeys(tx)), tools: await forgetToolHeaders(tx) }));
    await forgetSecretKey(db.source);
    return forgotten;
  });
  console.log(`${keys} stored model ${keys === 1 ? 'key is' : 'keys are'} forgotten: enter ${keys === 1 ? 'it' : 'them'} again on the page Backends.`);
  if (tools > 0) console.log(`The headers of ${tools} ${tools === 1 ? 'tool' : 'tools'} are forgotten: enter them again on the page Tools.`);
  console.log('The next start decides on the secret key.');
}
