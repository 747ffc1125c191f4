import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { ask, lives } from '../../../../test/support/gguf-questions.ts';
import { scriptedEngine } from '../../../../test/support/scripted-gguf.ts';
import { CallGate } from '../gate/call-gate.ts';
import { GgufHold } from './gguf-hold.ts';
import { GgufModel } from './gguf-model.ts';
import { GgufProcess, type GgufProcessState } from './gguf-process.ts';
import { ProcessPool } from './process-pool.ts';

interface Opened {
  model: GgufModel;
  hold: GgufHold;
}

describe('the processes of GGUF files', () => {
  let folder: string;
  let pool: ProcessPool;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-pool-'));
    pool = new ProcessPool((file) => new GgufProcess({ file, engine: scriptedEngine }));
  });
  afterEach(async () => {
    await pool.close();
    fs.rmSync(folder, { recursive: true });
  });
  const at = (name: string): string => path.join(folder, name);
  const put = (name: string, said: string): string => {
    // As a download does: beside it, then in its place.
    fs.writeFileSync(at('new'), said);
    fs.renameSync(at('new'), at(name));
    return at(name);
  };
  const open = (file: string, id = 'one', more: { adapter?: string; check?: () => Promise<void> } = {}): Opened => {
    const { adapter = null, check } = more;
    const hold = new GgufHold(pool, { file, adapter, contextId: id });
    return { hold, model: new GgufModel({
      key: 'gguf/pooled', prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 0 }, gate: new CallGate(), hold, ...(check && { check }),
      context: { id, adapter, adapterScale: 1, contextSize: 512, threads: 1, places: 2 },
    }) };
  };
  const states = (): GgufProcessState[] => pool.list().map(([, { state }]) => state);
  const gone = (pid: number): Promise<boolean> => eventually(() => Promise.resolve(!lives(pid)), Boolean);

  it('answers from the file that is there now, and lets the old weights end what they have begun', async () => {
    const file = put('base.gguf', 'old weights');
    const { model } = open(file);
    expect((await ask(model, 'hello')).text).toBe('old weights');
    const { pid } = states()[0]!;
    const stop = new AbortController();
    let begun: ReturnType<typeof ask> | undefined;
    await new Promise((heard) => {
      begun = ask(model, 'wait midway', stop.signal, {}, (event) => event.type === 'delta' && heard(event));
    });
    put('base.gguf', 'new weights');
    expect((await ask(open(file, 'saved again').model, 'hello')).text).toBe('new weights');
    expect(lives(pid!)).toBe(true);
    stop.abort();
    expect((await begun)?.failure).toMatchObject({ code: 'cancelled' });
    expect(await gone(pid!)).toBe(true);
    expect(pool.list()).toHaveLength(1);
  });

  it('reads an adapter anew that was replaced', async () => {
    const [file, adapter] = [put('base.gguf', 'x'), put('tone.gguf', 'one tone')];
    const { model } = open(file, 'tuned', { adapter });
    await ask(open(file, 'plain').model, 'hello');
    await ask(model, 'hello');
    const { pid } = states()[0]!;
    await ask(model, 'hello');
    expect(states()[0]!.pid).toBe(pid);
    put('tone.gguf', 'another tone');
    await ask(model, 'hello');
    expect(states()[0]!.pid).not.toBe(pid);
  });

  it('frees the memory of a file when the last model over it is closed', async () => {
    const file = put('base.gguf', 'x');
    const [one, other] = [open(file, 'one'), open(file, 'other')];
    await ask(one.model, 'hello');
    const { pid } = states()[0]!;
    one.hold.close();
    one.hold.close();
    expect((await ask(other.model, 'hello')).text).toBe('x');
    expect(states()[0]!.pid).toBe(pid);
    other.hold.close();
    expect(pool.list()).toEqual([]);
    expect(await gone(pid!)).toBe(true);
  });

  it('keeps the context that a changed model still uses', async () => {
    const file = put('base.gguf', 'x');
    const before = open(file);
    const after = open(file);
    const forgotten: string[] = [];
    const process = pool.of(file, null);
    process.forget = (id) => void forgotten.push(id);
    before.hold.close();
    expect(forgotten).toEqual([]);
    after.hold.close();
    expect(forgotten).toEqual(['one']);
  });

  it('gives back what an answer takes that began before its model was closed', async () => {
    const file = put('base.gguf', 'x');
    let close = (): void => undefined;
    const { hold, model } = open(file, 'one', { check: () => Promise.resolve(close()) });
    close = () => hold.close();
    const answer = ask(model, 'hello');
    expect((await answer).text).toBe('x');
    expect(pool.list()).toEqual([]);
    // Who still holds the closed model may ask it once more.
    expect((await ask(model, 'hello')).text).toBe('x');
    expect(pool.list()).toEqual([]);
  });

  it('starts nothing after it was closed', async () => {
    const { model } = open(put('base.gguf', 'x'));
    await pool.close();
    expect((await ask(model, 'hello')).failure).toMatchObject({ code: 'capacity', retryable: false });
  });
});
