import { describe, expect, it } from '@jest/globals';
import { WaitingLines } from './waiting-lines.ts';
import { untilAborted } from './until-aborted.ts';

describe('waiting lines', () => {
  const calm = new AbortController().signal;

  it('run the work of a key in order, and of other keys at once', async () => {
    const lines = new WaitingLines();
    const log: string[] = [];
    let free = (): void => undefined;
    const first = lines.inTurn('a', calm, () => new Promise<void>((resolve) => { free = resolve; }).then(() => void log.push('a1')));
    const second = lines.inTurn('a', calm, async () => void log.push('a2'));
    await lines.inTurn('b', calm, async () => void log.push('b1'));
    free();
    await Promise.all([first, second]);
    expect(log).toEqual(['b1', 'a1', 'a2']);
  });

  it('go on after work that failed', async () => {
    const lines = new WaitingLines();
    const failed = lines.inTurn('a', calm, () => Promise.reject(new Error('no')));
    const next = lines.inTurn('a', calm, () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('let through whoever is told to hurry', async () => {
    const lines = new WaitingLines();
    const hurry = new AbortController();
    void lines.inTurn('a', calm, () => new Promise(() => undefined));
    const hurried = lines.inTurn('a', hurry.signal, () => Promise.resolve('out'));
    hurry.abort();
    expect(await hurried).toBe('out');
  });
});

describe('reading until aborted', () => {
  it('ends even when the source never yields again, and lets it clean up', async () => {
    const stop = new AbortController();
    let cleaned = false;
    async function* source() {
      try {
        yield 1;
        stop.abort();
        yield 2;
      } finally {
        cleaned = true;
      }
    }
    const seen: number[] = [];
    for await (const value of untilAborted(source(), stop.signal)) seen.push(value);
    expect([seen, cleaned]).toEqual([[1, 2].slice(0, seen.length), true]);
    async function* stuck(): AsyncGenerator<number> {
      yield await new Promise<number>(() => undefined);
    }
    const later = new AbortController();
    const reading = untilAborted(stuck(), later.signal).next();
    later.abort();
    expect((await reading).done).toBe(true);
  });
});
