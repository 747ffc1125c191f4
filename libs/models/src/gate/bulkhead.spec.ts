import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Bulkhead } from './bulkhead.ts';

const never = new AbortController().signal;
const settled = (): Promise<void> => new Promise(setImmediate);

describe('the places at a provider', () => {
  it('are 256, with 200 in line behind them; who comes then hears "busy" at once', async () => {
    const bulkhead = new Bulkhead();
    const entering = Array.from({ length: 456 }, () => bulkhead.enter(never));
    await settled();
    expect([bulkhead.inFlight, bulkhead.waiting]).toEqual([256, 200]);
    await expect(bulkhead.enter(never)).rejects.toMatchObject({ code: 'busy', retryable: true });
    (await entering[0]!)();
    (await entering[256]!)();
    expect([bulkhead.inFlight, bulkhead.waiting]).toEqual([256, 198]);
  });

  it('go to those who wait in the order in which they came', async () => {
    const bulkhead = new Bulkhead({ atOnce: 1, waiting: 5 });
    const first = await bulkhead.enter(never);
    const order: number[] = [];
    for (const at of [1, 2, 3]) {
      void bulkhead.enter(never).then((leave) => {
        order.push(at);
        leave();
      });
    }
    first();
    await settled();
    expect(order).toEqual([1, 2, 3]);
  });

  it('are never more, never lost and never given twice, whoever comes, leaves and gives up', async () => {
    const step = fc.oneof(fc.constant({ do: 'come' as const }), fc.record({ do: fc.constantFrom('leave' as const, 'give up' as const), which: fc.nat() }));
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const bulkhead = new Bulkhead({ atOnce: 3, waiting: 4 });
      const inside: (() => void)[] = [];
      let line: AbortController[] = [];
      for (const one of steps) {
        if (one.do === 'come') {
          const stop = new AbortController();
          const full = inside.length === 3 && line.length === 4;
          if (inside.length === 3 && !full) line.push(stop);
          const entering = bulkhead.enter(stop.signal).then((leave) => {
            line = line.filter((other) => other !== stop);
            inside.push(leave);
            return 'inside';
          }, (error: { code?: string }) => error.code ?? 'gave up');
          if (full) expect(await entering).toBe('busy');
        } else if (one.do === 'leave' && inside.length > 0) {
          const [leave] = inside.splice(one.which % inside.length, 1);
          leave?.();
          leave?.();
        } else if (one.do === 'give up' && line.length > 0) {
          line.splice(one.which % line.length, 1)[0]?.abort();
        }
        await settled();
        expect([bulkhead.inFlight, bulkhead.waiting]).toEqual([inside.length, line.length]);
        expect(bulkhead.inFlight <= 3 && (bulkhead.waiting === 0 || bulkhead.inFlight === 3)).toBe(true);
      }
    }), { seed: 11, numRuns: 200 });
  });
});
