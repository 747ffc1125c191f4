import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Setup } from '#accounts';
import { FirstMessages } from '#conversations';
import { Config } from '#platform';
import { startProduct as start, type Product } from '../../apps/server/src/product.ts';
import { copyCluster } from './cluster-folder.ts';
import { foundCompany, type Company } from './company.ts';
import { migratedCluster } from './shared-cluster.ts';

export interface TestProduct {
  readonly product: Product;
  readonly address: string;
  readonly dataDir: string;
  /** A claimed workspace with an owner's API key; made at the first call. */
  company(): Promise<Company>;
  /** Reads the first messages of all units that have their answer, which a running product does by and by. */
  readTopics(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole product in this process: real rooms, a real database in a temporary folder, a free port. */
export async function startProduct(settings: Record<string, string> = {}): Promise<TestProduct> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-product-'));
  fs.chmodSync(dataDir, 0o755);
  const config = new Config({ PORT: '0', DUET_DATA_DIR: dataDir, DUET_LOG_LEVEL: 'silent', DUET_DEMO: '0', DUET_CHECK_REPLIES: '1', DUET_BUSY_DELAY_MS: '0', DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1', ...settings }, dataDir);
  copyCluster(await migratedCluster(), dataDir);
  const product = await start(config);
  let company: Promise<Company> | undefined;
  return {
    product,
    address: product.address,
    dataDir,
    company: () => (company ??= product.app.get(Setup).link().then((link) => foundCompany(product.address, link ?? ''))),
    readTopics: () => product.app.get(FirstMessages, { strict: false }).readAll(),
    async stop() {
      await product.stop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
