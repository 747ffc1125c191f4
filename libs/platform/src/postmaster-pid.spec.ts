import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ClusterFolders } from '../../../test/support/cluster-folder.ts';
import { postmasterPid, postmasterSocketFolder } from './postmaster-pid.ts';

const folders = new ClusterFolders();
afterAll(() => folders.remove());

function dataWith(pid: number | string): string {
  const data = folders.empty();
  fs.writeFileSync(path.join(data, 'postmaster.pid'), `${pid}\n${data}\n1700000000\n5432\n/tmp/duet-abc\n\n`);
  return data;
}

describe('the pid file of a server', () => {
  it('counts while a process works in the data directory', async () => {
    const data = dataWith(0);
    const server = spawn('/bin/cat', { cwd: data, stdio: ['pipe', 'pipe', 'inherit'] });
    server.stdin.write('ready');
    await once(server.stdout, 'data');
    fs.writeFileSync(path.join(data, 'postmaster.pid'), `${server.pid}\n`);
    const found = postmasterPid(data);
    server.stdin.end();
    await once(server, 'exit');
    expect(found).toBe(server.pid);
  });

  it('is removed when its process is gone', () => {
    const data = dataWith(4_000_000);
    expect(postmasterPid(data)).toBeUndefined();
    expect(fs.existsSync(path.join(data, 'postmaster.pid'))).toBe(false);
  });

  it('is removed when another program has that pid now', () => {
    const data = dataWith(process.pid);
    expect(postmasterPid(data)).toBeUndefined();
    expect(fs.existsSync(path.join(data, 'postmaster.pid'))).toBe(false);
  });

  it('is removed when the process is a zombie', async () => {
    const { pid, end } = await zombie();
    const data = dataWith(pid);
    const found = postmasterPid(data);
    await end();
    expect(found).toBeUndefined();
    expect(fs.existsSync(path.join(data, 'postmaster.pid'))).toBe(false);
  });

  it('may be empty or missing', () => {
    expect(postmasterPid(dataWith(''))).toBeUndefined();
    expect(postmasterPid(folders.empty())).toBeUndefined();
  });

  it('tells where the socket is', () => {
    expect(postmasterSocketFolder(dataWith(1))).toBe('/tmp/duet-abc');
    expect(postmasterSocketFolder(folders.empty())).toBeUndefined();
  });
});

/** A dead process whose parent never asks: the shell turns into `cat`, which knows of no children. */
async function zombie(): Promise<{ pid: number; end: () => Promise<void> }> {
  const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  while (stateOf(pid) !== 'Z') await new Promise(setImmediate);
  return {
    pid,
    async end() {
      parent.stdin.end();
      await once(parent, 'exit');
    },
  };
}

function stateOf(pid: number): string | undefined {
  return /\) (\S)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
}
