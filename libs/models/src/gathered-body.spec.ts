import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { gathered } from './gathered-body.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

async function all(body: Readable): Promise<string[]> {
  const pieces: string[] = [];
  for await (const bytes of gathered(body, { mayWait: () => true })) pieces.push(text(bytes));
  return pieces;
}

/** A body to which a test says when something arrives. */
const fed = (): Readable => new Readable({ read: () => undefined });

describe('the pieces of a streamed answer', () => {
  it('are passed on at once when they are the first', async () => {
    const body = fed();
    const reader = gathered(body, { mayWait: () => true });
    const first = reader.next();
    body.push('Your ');
    expect(text((await first).value as Uint8Array)).toBe('Your ');
    await reader.return();
  });

  it('are passed on at once as long as nothing was said in them, and told from when they are', async () => {
    const body = fed();
    const came: number[] = [];
    const reader = gathered(body, { mayWait: () => false, came: (at) => came.push(at) });
    for (const word of ['comment', 'role', 'Your ']) {
      const next = reader.next();
      const before = performance.now();
      body.push(word);
      expect(text((await next).value as Uint8Array)).toBe(word);
      expect(came.at(-1)).toBeGreaterThanOrEqual(before);
    }
    expect(came).toHaveLength(3);
    await reader.return();
  });

  it('that follow are gathered, none is lost and none changes place', async () => {
    const body = fed();
    const reading = all(body);
    for (const word of ['Your ', 'parcel ', 'left ', 'on ', 'Monday.']) {
      body.push(word);
      await new Promise((done) => setImmediate(done));
    }
    body.push(null);
    const pieces = await reading;
    expect(pieces.join('')).toBe('Your parcel left on Monday.');
    expect(pieces.length).toBeLessThan(5);
  });

  it('that came before a failure are passed on before it', async () => {
    const body = fed();
    const seen: string[] = [];
    const reading = (async () => { for await (const bytes of gathered(body, { mayWait: () => true })) seen.push(text(bytes)); })();
    body.push('Your parcel');
    await new Promise((done) => setImmediate(done));
    body.destroy(new Error('cut'));
    await expect(reading).rejects.toThrow('cut');
    expect(seen).toEqual(['Your parcel']);
  });

  it('of an empty body are none', async () => {
    expect(await all(Readable.from([]))).toEqual([]);
  });
});
