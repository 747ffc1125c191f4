import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canEnter, giveTo, type DataOwner } from './data-owner.ts';
import { LaunchProblem } from './launch-problem.ts';

/** An address of a Unix socket holds 107 bytes; a data folder's own path may be longer. */
const longestAddress = 107;
export const socketPort = 5432;

/** The private folder of one data directory's socket, in the temporary folder: short, and found again by its name. */
export function socketFolder(data: string, owner: DataOwner, temporary = os.tmpdir()): string {
  const name = `duet-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`;
  const folder = path.join(temporary, name);
  const address = path.join(folder, `.s.PGSQL.${socketPort}.lock`);
  const fits = Buffer.byteLength(address) <= longestAddress && canEnter(owner, temporary);
  return fits ? folder : path.join('/tmp', name);
}

/** Makes the folder, readable by the database's user alone; anybody may have put something at that name before us. */
export function openSocketFolder(folder: string, owner: DataOwner): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = fs.lstatSync(folder);
  const ours = found.uid === process.getuid?.() || found.uid === owner.uid;
  if (!found.isDirectory() || !ours) {
    throw new LaunchProblem(
      'socket_folder_taken',
      `${folder}, the place of the database's socket, belongs to somebody else: remove it or set TMPDIR.`,
    );
  }
  fs.chmodSync(folder, 0o700);
  giveTo(owner, folder);
}

/** Removes it unless it is in use. */
export function closeSocketFolder(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'ENOENT') throw error;
  }
}
