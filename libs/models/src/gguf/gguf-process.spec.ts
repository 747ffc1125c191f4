import { afterAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { ask, lives, never } from '../../../../test/support/gguf-questions.ts';
import { openScriptedGguf, type ScriptedGguf } from '../../../../test/support/scripted-gguf.ts';

describe('the process of a GGUF file', () => {
  const opened: ScriptedGguf[] = [];
  const open = (...given: Parameters<typeof openScriptedGguf>): ScriptedGguf => {
    const one = openScriptedGguf(...given);
    opened.push(one);
    return one;
  };
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  it('starts with the first question, tells its memory, and counts tokens exactly', async () => {
    const gguf = open('the answer');
    expect(gguf.process.state).toMatchObject({ state: 'stopped', pid: null });
    const { text, events } = await ask(gguf.model(), 'hello');
    expect(text).toBe('the answer');
    expect(events.at(-2)).toEqual({ type: 'usage', inputTokens: 7, outputTokens: 3, source: 'provider' });
    const memory = await eventually(() => Promise.resolve(gguf.process.state.memoryBytes ?? 0), (bytes) => bytes > 0);
    expect(memory).toBeGreaterThan(1_000_000);
    expect(gguf.process.state).toMatchObject({ state: 'running', trainedContextSize: 4_096, crashes: 0 });
    expect(gguf.process.state.pid).not.toBe(process.pid);
  });

  it('is one for all models over the file, each with its adapter', async () => {
    const gguf = open('x');
    const one = await ask(gguf.model(undefined, { id: 'plain' }), 'context');
    const { pid } = gguf.process.state;
    const other = await ask(gguf.model(undefined, { id: 'tuned', adapter: '/adapters/tone.gguf' }), 'context');
    expect([one.text, other.text]).toEqual(['plain  0.5', 'tuned /adapters/tone.gguf 0.5']);
    expect(gguf.process.state.pid).toBe(pid);
  });

  it('takes nobody down when native code crashes, and answers the same question after a pause', async () => {
    const clock = { ms: 0 };
    const gguf = open('well again', { now: () => clock.ms });
    const { text, failure } = await ask(gguf.model(), 'crash midway');
    expect(text).toBe('half ');
    expect(failure).toMatchObject({ code: 'network', retryable: true, detail: expect.stringContaining('SIGSEGV') });
    expect(gguf.process.state).toMatchObject({ state: 'resting', crashes: 1, memoryBytes: null });
    const early = await ask(gguf.model(), 'hello', never, { firstTokenMs: 400 });
    expect(early.failure).toMatchObject({ code: 'capacity', retryAfterMs: 500 });
    clock.ms += 500;
    expect((await ask(gguf.model(), 'hello')).text).toBe('well again');
  });

  it('rests longer after each crash in a row, and not after one that follows an answer', async () => {
    const clock = { ms: 0 };
    const gguf = open('x', { now: () => clock.ms });
    const pauseAfterCrash = async (): Promise<unknown> => {
      await ask(gguf.model(), 'crash midway');
      const { failure } = await ask(gguf.model(), 'hello', never, { firstTokenMs: 300 });
      clock.ms += 40_000;
      return (failure as { retryAfterMs?: number }).retryAfterMs;
    };
    expect([await pauseAfterCrash(), await pauseAfterCrash()]).toEqual([500, 1_000]);
    await ask(gguf.model(), 'hello');
    expect(await pauseAfterCrash()).toBe(500);
  });

  it('is ended when it is deaf to the word to stop', async () => {
    const gguf = open('x', { stuckMs: 20 });
    await ask(gguf.model(), 'hello');
    const pid = gguf.process.state.pid!;
    const { failure } = await ask(gguf.model(), 'hang', never, { firstTokenMs: 50 });
    expect(failure).toMatchObject({ code: 'timeout' });
    expect(await eventually(() => Promise.resolve(lives(pid)), (still) => !still)).toBe(false);
  });

  it('goes on when it hears the word to stop, and keeps nobody waiting who comes after', async () => {
    const gguf = open('next');
    const model = gguf.model(undefined, { places: 1 });
    const stop = new AbortController();
    await ask(model, 'hello');
    const { pid } = gguf.process.state;
    const stopped = ask(model, 'wait', stop.signal);
    const waiting = ask(model, 'hello');
    stop.abort();
    expect((await stopped).failure).toMatchObject({ code: 'cancelled' });
    expect((await waiting).text).toBe('next');
    expect(gguf.process.state.pid).toBe(pid);
  });

  it('says at once when the file cannot be read, and does not count that as a crash', async () => {
    const gguf = open('unreadable');
    expect((await ask(gguf.model(), 'hello')).failure).toMatchObject({ code: 'bad_response', detail: 'not a model', retryable: false });
    expect(gguf.process.state.crashes).toBe(0);
  });

  it('reads a file that cannot be read again only after a pause, longer each time, and never twice at once', async () => {
    const clock = { ms: 0 };
    const gguf = open('unreadable', { now: () => clock.ms });
    const started: (number | null)[] = [];
    const askAt = async (ms: number): Promise<void> => {
      clock.ms = ms;
      const answer = ask(gguf.model(), 'hello');
      await eventually(() => Promise.resolve(gguf.process.state.pid), (pid) => pid !== null, 200);
      const { pid } = gguf.process.state;
      if (pid !== null && !started.includes(pid)) started.push(pid);
      expect((await answer).failure).toMatchObject({ code: 'bad_response', detail: 'not a model', retryable: false });
      await eventually(() => Promise.resolve(gguf.process.state.pid), (still) => still === null);
      expect(started.filter((one) => lives(one!))).toEqual([]);
    };
    const startsBy: number[] = [];
    for (const ms of [0, 499, 500, 1_499, 1_500]) {
      await askAt(ms);
      startsBy.push(started.length);
    }
    expect(startsBy).toEqual([1, 1, 2, 2, 3]);
    expect(gguf.process.state).toMatchObject({ state: 'resting', crashes: 0 });
  });

  it('gets none of our settings and keys', async () => {
    process.env['DUET_SECRET_KEY'] = 'a'.repeat(64);
    const { text } = await ask(open('x').model(), 'environment');
    delete process.env['DUET_SECRET_KEY'];
    expect(text).toContain('PATH');
    expect(text).not.toContain('DUET');
  });

  it('is gone, and fails who still waits, when Duet shuts down', async () => {
    const gguf = open('x');
    await ask(gguf.model(), 'hello');
    const pid = gguf.process.state.pid!;
    const waiting = ask(gguf.model(), 'hang');
    await gguf.process.close();
    expect(lives(pid)).toBe(false);
    expect((await waiting).failure).toMatchObject({ code: 'capacity', retryable: false });
  });
});
