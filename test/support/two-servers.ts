import { randomBytes } from 'node:crypto';
import type { Company } from './company.ts';
import { foundCompany } from './company.ts';
import { startModelServer, type ModelServer } from './model-server.ts';
import { RedisProcess } from './redis-process.ts';
import { ServerDatabase } from './server-database.ts';
import { ServerProcess } from './server-process.ts';

/** Two built servers on one PostgreSQL server and one Redis, as behind a load balancer. */
export interface TwoServers {
  a: ServerProcess;
  b: ServerProcess;
  redis: RedisProcess;
  database: ServerDatabase;
  model: ModelServer;
  company: Company;
  siteKey: string;
  stop(): Promise<void>;
}

/** @returns why two servers cannot run on this machine, or null */
export async function whyNotTwoServers(): Promise<string | null> {
  if (!RedisProcess.isInstalled) return 'the program redis-server is not on this machine';
  if (!(await ServerDatabase.isThere())) return 'no PostgreSQL server answers at DUET_TEST_POSTGRES';
  return null;
}

export async function startTwoServers(settings: Record<string, string> = {}): Promise<TwoServers> {
  const started: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of started.splice(0).reverse()) await end();
  };
  try {
    const model = await startModelServer({ tokenDelayMs: 20 });
    started.push(() => model.stop());
    const redis = await RedisProcess.create();
    started.push(() => redis.end());
    const database = await ServerDatabase.create();
    started.push(() => database.drop());
    const shared = { DATABASE_URL: database.url, REDIS_URL: redis.url, DUET_SECRET_KEY: randomBytes(32).toString('hex'), DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1', ...settings };
    const [a, b] = await Promise.all([ServerProcess.create(shared), ServerProcess.create(shared)]);
    started.push(() => a.cleanUp(), () => b.cleanUp());
    await redis.start();
    // Both at once, on an empty database: an operator's first start.
    await Promise.all([a.start(), b.start()]);
    // Either link opens either server.
    const company = await foundCompany(a.address, await b.setupLink());
    const { key } = await company.model(model.url);
    const site = await company.siteAnsweredBy(await company.version('fine_tuned', key));
    return { a, b, redis, database, model, company, siteKey: site.publicKey, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
