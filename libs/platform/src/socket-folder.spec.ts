import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ClusterFolders } from '../../../test/support/cluster-folder.ts';
import { ownerOfData } from './data-owner.ts';
import { openSocketFolder, socketFolder } from './socket-folder.ts';

const folders = new ClusterFolders();
afterAll(() => folders.remove());
const owner = ownerOfData('/no/data/yet');

describe("the folder of a database's socket", () => {
  it('has the same name for the same data, and another for other data', () => {
    const temporary = folders.empty();
    expect(socketFolder('/srv/a/pg', owner, temporary)).toBe(socketFolder('/srv/a/pg', owner, temporary));
    expect(socketFolder('/srv/a/pg', owner, temporary)).not.toBe(socketFolder('/srv/b/pg', owner, temporary));
  });

  it('moves to /tmp when the address would be longer than a socket can have', () => {
    const long = path.join(folders.empty(), 'x'.repeat(60));
    expect(path.dirname(socketFolder('/srv/a/pg', owner, long))).toBe('/tmp');
  });

  it('is open to the user of the database alone', () => {
    const folder = path.join(folders.empty(), 'socket');
    openSocketFolder(folder, owner);
    openSocketFolder(folder, owner);
    const { mode, uid } = fs.statSync(folder);
    expect([mode & 0o777, uid]).toEqual([0o700, owner.uid]);
  });

  it('is refused when somebody else put a link in its place', () => {
    const folder = path.join(folders.empty(), 'socket');
    fs.symlinkSync(folders.empty(), folder);
    expect(() => openSocketFolder(folder, owner)).toThrow(/belongs to somebody else/);
  });
});
