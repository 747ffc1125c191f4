import fs from 'node:fs';
import path from 'node:path';
import { LaunchProblem, useOwnServer } from './launch-problem.ts';

const nobody = 65534;

/** The user that the database's files and processes belong to. */
export interface DataOwner {
  uid: number;
  gid: number;
  /** True for root, who may not run PostgreSQL and hands it to this user. */
  isAnother: boolean;
}

/**
 * PostgreSQL refuses to run as root; root runs it as the user whose data it is, or else as uid 65534, which needs no
 * account to be made.
 */
export function ownerOfData(data: string): DataOwner {
  const uid = process.getuid?.() ?? -1;
  const gid = process.getgid?.() ?? -1;
  const found = fs.statSync(data, { throwIfNoEntry: false });
  if (uid === 0) {
    const theirs = found && found.uid !== 0 ? found : undefined;
    return { uid: theirs?.uid ?? nobody, gid: theirs?.gid ?? nobody, isAnother: true };
  }
  if (found && found.uid !== uid) {
    throw new LaunchProblem(
      'data_not_ours',
      `The database in ${data} belongs to another user (uid ${found.uid}): ` +
        `start as that user, point DUET_DATA_DIR to another folder, or ${useOwnServer}.`,
    );
  }
  return { uid, gid, isAnother: false };
}

/** What `spawn` needs to start a program as this user. */
export function asOwner(owner: DataOwner): { uid?: number; gid?: number } {
  return owner.isAnother ? { uid: owner.uid, gid: owner.gid } : {};
}

export function giveTo(owner: DataOwner, file: string): void {
  if (owner.isAnother) fs.lchownSync(file, owner.uid, owner.gid);
}

/** May this user walk into the folder and through every folder above it? */
export function canEnter(owner: DataOwner, folder: string): boolean {
  if (!owner.isAnother) return true;
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = fs.statSync(at, { throwIfNoEntry: false });
    if (found && !mayPass(owner, found)) return false;
    if (at === path.dirname(at)) return true;
  }
}

function mayPass(owner: DataOwner, folder: fs.Stats): boolean {
  if (folder.uid === owner.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === owner.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
