import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeRunFolder } from './remove-run-folder.mjs';

/** Before the run: a folder for what its suites share, such as databases. A run that was killed could not remove its own. */
export default async function makeRunFolder() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const [, pid] = /^duet-run-(\d+)-/.exec(name) ?? [];
    const folder = path.join(os.tmpdir(), name);
    if (pid !== undefined && !fs.existsSync(`/proc/${pid}`) && fs.existsSync('/proc/self') && isOurs(folder)) await removeRunFolder(folder);
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `duet-run-${process.pid}-`));
  fs.chmodSync(folder, 0o755);
  process.env.DUET_TEST_RUN = folder;
}

/** Of another user's run nothing can be removed, and it may be gone by now. */
function isOurs(folder) {
  const owner = fs.statSync(folder, { throwIfNoEntry: false })?.uid;
  return owner !== undefined && (process.getuid() === 0 || process.getuid() === owner);
}
