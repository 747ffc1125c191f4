import fs from 'node:fs';
import path from 'node:path';
import { ownerOfData, type DataOwner } from './data-owner.ts';
import { installedBinaries, usableBinaries } from './postgres-binaries.ts';
import { socketFolder } from './socket-folder.ts';

/** Where one embedded database lives: all paths are real ones. */
export interface ClusterPlace {
  /** DUET_DATA_DIR */
  home: string;
  data: string;
  log: string;
  socketFolder: string;
  binaries: string;
  owner: DataOwner;
}

export function clusterPlace(dataDir: string, native = installedBinaries()): ClusterPlace {
  const home = makeHome(path.resolve(dataDir));
  const data = path.join(home, 'pg');
  const owner = ownerOfData(data);
  return {
    home,
    data,
    log: path.join(home, 'pg.log'),
    socketFolder: socketFolder(data, owner),
    binaries: usableBinaries(native, owner),
    owner,
  };
}

function makeHome(folder: string): string {
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  fs.accessSync(folder, fs.constants.W_OK);
  return fs.realpathSync(folder);
}
