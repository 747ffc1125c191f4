import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeRunFolder } from './remove-run-folder.mjs';

/** Before the run: a folder for what its suites share, such as databases. A run that was killed could not remove its own. */
export default async function makeRunFolder() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const [, pid] = /^duet-run-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !fs.existsSync(`/proc/${pid}`) && fs.existsSync('/proc/self')) await removeRunFolder(path.join(os.tmpdir(), name));
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `duet-run-${process.pid}-`));
  fs.chmodSync(folder, 0o755);
  process.env.DUET_TEST_RUN = folder;
}
