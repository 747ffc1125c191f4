import { describe, expect, it } from '@jest/globals';
import { ModelFailed } from '../model-failed.ts';
import { Bulkhead } from './bulkhead.ts';
import { CallGate } from './call-gate.ts';

const never = new AbortController().signal;
const attempt = async (gate: CallGate, failure: ModelFailed | null, times = 1): Promise<void> => {
  for (let i = 0; i < times; i++) (await gate.enter(never)).leave(failure);
};

describe('the gate in front of a model', () => {
  it('refuses at once, with its own code and a time to come back, while the model keeps failing', async () => {
    const clock = { ms: 0 };
    const gate = new CallGate({ now: () => clock.ms });
    await attempt(gate, new ModelFailed('capacity'), 20);
    clock.ms += 4_000;
    await expect(gate.enter(never)).rejects.toMatchObject({ code: 'circuit_open', retryable: true, retryAfterMs: 6_000 });
    expect(gate.bulkhead.inFlight).toBe(0);
  });

  it.each(['auth', 'quota', 'context_length', 'content_filter', 'cancelled'] as const)('does not blame the model for "%s"', async (code) => {
    const gate = new CallGate({ now: () => 0 });
    await attempt(gate, new ModelFailed(code), 100);
    expect(gate.breaker.state).toBe('closed');
  });

  it('refuses those too who waited in line while the model broke', async () => {
    const gate = new CallGate({ now: () => 0, bulkhead: new Bulkhead({ atOnce: 20, waiting: 20 }) });
    const places = await Promise.all(Array.from({ length: 20 }, () => gate.enter(never)));
    const late = Array.from({ length: 5 }, () => gate.enter(never).then(() => 'in', (error: ModelFailed) => error.code));
    for (const place of places) place.leave(new ModelFailed('network'));
    expect((await Promise.all(late)).at(-1)).toBe('circuit_open');
    expect(gate.bulkhead.waiting).toBe(0);
  });

  it('calls it busy when a deadline passes in the line, and cancelled when the visitor leaves it', async () => {
    const gate = new CallGate({ bulkhead: new Bulkhead({ atOnce: 0, waiting: 9 }) });
    const [late, left] = [new AbortController(), new AbortController()];
    const waiting = [late, left].map(({ signal }) => gate.enter(signal));
    late.abort(new ModelFailed('timeout'));
    left.abort(new ModelFailed('cancelled'));
    await expect(waiting[0]).rejects.toMatchObject({ code: 'busy' });
    await expect(waiting[1]).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('allows second attempts for a tenth of the calls of a minute, ten at least', () => {
    const clock = { ms: 0 };
    const gate = new CallGate({ now: () => clock.ms });
    const granted = (): number => {
      let times = 0;
      while (gate.mayTryAgain()) times++;
      return times;
    };
    for (let i = 0; i < 50; i++) gate.called();
    expect(granted()).toBe(10);
    for (let i = 0; i < 350; i++) gate.called();
    expect(granted()).toBe(30);
    clock.ms += 60_000;
    expect(granted()).toBe(10);
  });

  it('allows none while the breaker is open', async () => {
    const gate = new CallGate({ now: () => 0 });
    await attempt(gate, new ModelFailed('timeout'), 20);
    expect(gate.mayTryAgain()).toBe(false);
  });
});
