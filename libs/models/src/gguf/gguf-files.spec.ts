import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { GgufFiles } from './gguf-files.ts';

describe('the folder of GGUF files', () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-files-'));
  const files = new GgufFiles(dataDir);
  const put = (name: string, content = 'GGUF and weights'): string => {
    const file = path.join(dataDir, name);
    fs.writeFileSync(file, content);
    return file;
  };
  beforeAll(() => fs.mkdirSync(files.folder));
  afterAll(() => fs.rmSync(dataDir, { recursive: true }));

  it('lists what begins as such a file, and nothing when there is no folder', () => {
    put('models/b.gguf');
    put('models/a.gguf', 'GGUF');
    put('models/renamed.gguf', '<html>');
    put('models/notes.txt', 'GGUF');
    expect(files.list().map(({ name, bytes }) => [name, bytes])).toEqual([['a.gguf', 4], ['b.gguf', 16]]);
    expect(new GgufFiles(path.join(dataDir, 'elsewhere')).list()).toEqual([]);
  });

  it.each(['../secret.gguf', '/etc/secret.gguf', 'models/../../secret.gguf', 'linked.gguf', 'sub/a.gguf', '..', ''])('opens nothing outside of it: %s', (name) => {
    const secret = put('secret.gguf');
    fs.rmSync(path.join(files.folder, 'linked.gguf'), { force: true });
    fs.symlinkSync(secret, path.join(files.folder, 'linked.gguf'));
    expect(files.find(name)).toBeNull();
  });

  it('knows a file again that was only touched, and refuses one that was replaced', async () => {
    const file = put('models/kept.gguf');
    const was = await files.identify(file);
    expect(was.sha256).toBe('c3659ff24a54e2c23a2ad3e0ee81ecdd853bc02a1946514c427663c1d8c94dbb');
    fs.utimesSync(file, new Date(0), new Date(0));
    await files.check(file, was);
    put('models/kept.gguf', 'GGUF and others!');
    await expect(files.check(file, was)).rejects.toMatchObject({ code: 'bad_response', retryable: false, detail: expect.stringContaining('kept.gguf is not the file') });
  });

  it('reads a file that was only touched once, however many answers wait for it', async () => {
    const file = put('models/touched.gguf');
    const was = await new GgufFiles(dataDir).identify(file);
    fs.utimesSync(file, new Date(0), new Date(0));
    const reads = jest.spyOn(fs, 'createReadStream');
    await Promise.all([files.check(file, was), files.check(file, was)]);
    await files.check(file, was);
    expect(reads).toHaveBeenCalledTimes(1);
    reads.mockRestore();
  });
});
