import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ModelFile } from '#contracts';
import { ModelFailed } from '../model-failed.ts';
import { stampOf } from './file-stamp.ts';

/** What a file was when it was added. */
export interface FileIdentity {
  /** Hexadecimal. */
  sha256: string;
  bytes: number;
  modifiedMs: number;
}

/** Of file and adapter, as they were when the model was saved. */
export interface GgufIdentity {
  file: FileIdentity;
  adapter: FileIdentity | null;
}

const folderName = 'models';
/** The first four bytes of every such file. */
const magic = 'GGUF';

/** GGUF files in a folder of the data directory: what lies elsewhere is never opened, whatever somebody names. */
export class GgufFiles {
  readonly folder: string;

  /** What was read last of each file, or is being read, as long as the file stays as it is. */
  private readonly read = new Map<string, { stamp: string; identity: Promise<FileIdentity> }>();

  constructor(dataDir: string) {
    this.folder = path.join(dataDir, folderName);
  }

  list(): ModelFile[] {
    if (!fs.existsSync(this.folder)) return [];
    return fs.readdirSync(this.folder).filter((name) => this.find(name) !== null).sort().map((name) => {
      const { size: bytes, mtime } = fs.statSync(path.join(this.folder, name));
      return { name, bytes, changedAt: mtime.toISOString() };
    });
  }

  /** Absolute path; null when there is no such file in the folder itself, links to the outside included. */
  find(name: string): string | null {
    if (name !== path.basename(name) || !name.endsWith('.gguf')) return null;
    const file = path.join(this.folder, name);
    if (!fs.existsSync(file)) return null;
    const real = fs.realpathSync(file);
    return path.dirname(real) === fs.realpathSync(this.folder) && fs.statSync(real).isFile() && beginsAsGguf(real) ? real : null;
  }

  /** Reads all of it, once: seconds for a gigabyte. */
  identify(file: string): Promise<FileIdentity> {
    const stamp = stampOf(file);
    const known = this.read.get(file);
    if (known?.stamp === stamp) return known.identity;
    const identity = this.hash(file);
    this.read.set(file, { stamp, identity });
    // Who comes next may have more luck.
    identity.catch(() => this.read.delete(file));
    return identity;
  }

  private async hash(file: string): Promise<FileIdentity> {
    const { size: bytes, mtimeMs: modifiedMs } = await fs.promises.stat(file);
    const hash = createHash('sha256');
    await pipeline(fs.createReadStream(file, { highWaterMark: 1_048_576 }), hash);
    return { sha256: hash.digest('hex'), bytes, modifiedMs };
  }

  /** @throws ModelFailed when it is not what it was */
  async check(file: string, was: FileIdentity): Promise<void> {
    const now = await fs.promises.stat(file).catch(() => null);
    if (now?.size === was.bytes && now.mtimeMs === was.modifiedMs) return;
    if (now && (await this.identify(file)).sha256 === was.sha256) return;
    throw new ModelFailed('bad_response', { detail: `${path.basename(file)} is not the file that was added any more; save the model again to use it as it is now`, retryable: false });
  }
}

function beginsAsGguf(file: string): boolean {
  const handle = fs.openSync(file, 'r');
  try {
    const start = Buffer.alloc(magic.length);
    fs.readSync(handle, start, 0, start.length, 0);
    return start.toString('latin1') === magic;
  } finally {
    fs.closeSync(handle);
  }
}
