import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Folders for data directories, and the way to be rid of all of them. */
export class ClusterFolders {
  readonly #made: string[] = [];

  /** An empty folder. */
  empty(): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-test-'));
    fs.chmodSync(folder, 0o755);
    this.#made.push(folder);
    return folder;
  }

  /** A folder with a copy of a stopped database: quicker than a first start. */
  copyOf(dataDir: string): string {
    const folder = this.empty();
    copyCluster(dataDir, folder);
    return folder;
  }

  remove(): void {
    for (const folder of this.#made) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Copies a stopped database into another folder, which is made. */
export function copyCluster(dataDir: string, folder: string): void {
  fs.cpSync(path.join(dataDir, 'pg'), path.join(folder, 'pg'), { recursive: true });
  giveAll(path.join(folder, 'pg'), fs.statSync(path.join(dataDir, 'pg')).uid);
}

/** Only root can; everybody else owns it already. */
export function giveAll(folder: string, uid: number): void {
  if (process.getuid?.() !== 0) return;
  fs.chownSync(folder, uid, uid);
  for (const name of fs.readdirSync(folder, { recursive: true }) as string[]) {
    fs.lchownSync(path.join(folder, name), uid, uid);
  }
}
