import { describe, expect, it } from '@jest/globals';
import { runGrouping } from './run-grouping.ts';

const texts = ['do you sell gift cards', 'can I buy gift cards here', 'are gift cards sold online', 'my bike bell rattles'];

describe('grouping in a thread', () => {
  it('gives the groups and what they cost', async () => {
    const { groups, cpuMs } = await runGrouping({ texts, vectors: null }, new AbortController().signal);
    expect(groups.map(({ name, members }) => [name, members.length])).toEqual([['Gift cards', 3]]);
    expect(cpuMs).toBeGreaterThan(0);
  });

  it('ends when it is not wanted any more', async () => {
    const stop = new AbortController();
    const running = runGrouping({ texts, vectors: null }, stop.signal);
    stop.abort(new Error('not wanted'));
    await expect(running).rejects.toThrow('not wanted');
    await expect(runGrouping({ texts, vectors: null }, stop.signal)).rejects.toThrow('not wanted');
  });

  it('says so when it fails', async () => {
    await expect(runGrouping({ texts: [undefined as never], vectors: null }, new AbortController().signal)).rejects.toThrow();
  });
});
