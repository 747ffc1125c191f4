import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CircuitBreaker, type Passage } from './circuit-breaker.ts';

/** A breaker with a clock that is moved by hand. */
function setUp() {
  const clock = { ms: 1_000_000 };
  const breaker = new CircuitBreaker(() => clock.ms);
  const ask = (outcome: 'worked' | 'failed', times = 1): void => {
    for (let i = 0; i < times; i++) breaker.pass()?.[outcome]();
  };
  const open = (): void => ask('failed', 20);
  return { clock, breaker, ask, open };
}

describe('the breaker of a model', () => {
  it('opens once half of twenty attempts within half a minute failed, not before', () => {
    const { breaker, ask } = setUp();
    ask('failed', 19);
    expect(breaker.state).toBe('closed');
    ask('failed');
    expect(breaker.state).toBe('open');
    expect(breaker.pass()).toBeNull();
  });

  it('stays closed while fewer than half fail', () => {
    const { breaker, ask } = setUp();
    ask('worked', 51);
    ask('failed', 49);
    expect(breaker.state).toBe('closed');
  });

  it('forgets what is older than half a minute', () => {
    const { clock, breaker, ask } = setUp();
    ask('failed', 19);
    clock.ms += 30_000;
    ask('failed', 19);
    expect(breaker.state).toBe('closed');
  });

  it('lets one probe through after ten seconds, and closes when that works', () => {
    const { clock, breaker, open } = setUp();
    open();
    clock.ms += 9_999;
    expect([breaker.state, breaker.opensInMs, breaker.pass()]).toEqual(['open', 1, null]);
    clock.ms += 1;
    const probe = breaker.pass();
    expect([breaker.state, breaker.pass()]).toEqual(['half_open', null]);
    probe?.worked();
    expect(breaker.state).toBe('closed');
  });

  it('keeps closed for another ten seconds when the probe fails', () => {
    const { clock, breaker, open } = setUp();
    open();
    clock.ms += 10_000;
    breaker.pass()?.failed();
    expect([breaker.state, breaker.opensInMs]).toEqual(['open', 10_000]);
  });

  it('gives the probe to the next when its visitor left', () => {
    const { clock, breaker, open } = setUp();
    open();
    clock.ms += 10_000;
    breaker.pass()?.left();
    expect(breaker.pass()).not.toBeNull();
  });

  it('is told nothing by attempts that began before it opened', () => {
    const { breaker, open } = setUp();
    const slow = breaker.pass();
    open();
    slow?.worked();
    expect(breaker.state).toBe('open');
  });

  it('tries at once when a person asks whether it works again', () => {
    const { breaker, open } = setUp();
    open();
    breaker.pass(true)?.worked();
    expect(breaker.state).toBe('closed');
  });

  it('does what its rule says, whatever happens in whatever order', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 12_000 }) }),
      fc.record({ do: fc.constant('begin' as const) }),
      fc.record({ do: fc.constantFrom('worked' as const, 'failed' as const, 'failed' as const, 'left' as const), which: fc.nat() }),
      // Without such bursts an arbitrary history hardly ever reaches twenty attempts.
      fc.record({ do: fc.constant('burst' as const), failed: fc.integer({ min: 8, max: 20 }), worked: fc.integer({ min: 0, max: 12 }) }),
    );
    const states = new Set<string>();
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { clock, breaker } = setUp();
      const rule = new Rule(() => clock.ms);
      const running: { real: Passage; ours: number }[] = [];
      const begin = (): void => {
        const real = breaker.pass();
        const ours = rule.begin();
        expect(real === null).toBe(ours === null);
        if (real !== null && ours !== null) running.push({ real, ours });
      };
      const end = (how: 'worked' | 'failed' | 'left', at: number): void => {
        const [one] = running.splice(at, 1);
        one?.real[how]();
        if (one) rule.end(one.ours, how);
      };
      for (const one of steps) {
        if (one.do === 'wait') clock.ms += one.ms;
        else if (one.do === 'begin') begin();
        else if (one.do === 'burst') {
          for (let i = 0; i < one.failed + one.worked; i++) {
            const before = running.length;
            begin();
            if (running.length > before) end(i < one.failed ? 'failed' : 'worked', running.length - 1);
          }
        } else if (running.length > 0) end(one.do, one.which % running.length);
        expect(breaker.state).toBe(rule.state);
        states.add(rule.state);
      }
    }), { seed: 7, numRuns: 500 });
    expect([...states].sort()).toEqual(['closed', 'half_open', 'open']);
  });
});

/** The rule of the specification, over the whole history: slow and plain. */
class Rule {
  private readonly ended: { at: number; failed: boolean }[] = [];
  private readonly begun: { since: number; probe: boolean; counts: boolean }[] = [];
  private openedAt: number | null = null;
  private closedAt = 0;
  private changes = 0;

  constructor(private readonly now: () => number) {}

  get state(): string {
    if (this.openedAt === null) return 'closed';
    return this.probeRuns || this.now() - this.openedAt >= 10_000 ? 'half_open' : 'open';
  }

  begin(): number | null {
    if (this.openedAt !== null && (this.probeRuns || this.now() - this.openedAt < 10_000)) return null;
    return this.begun.push({ since: this.changes, probe: this.openedAt !== null, counts: true }) - 1;
  }

  end(which: number, how: 'worked' | 'failed' | 'left'): void {
    const one = this.begun[which]!;
    const counts = one.counts && one.since === this.changes;
    one.counts = false;
    if (!counts || how === 'left') return;
    if (one.probe) return this.turn(how === 'failed' ? this.now() : null);
    this.ended.push({ at: this.now(), failed: how === 'failed' });
    const second = (ms: number): number => Math.floor(ms / 1_000);
    const recent = this.ended.filter(({ at }, i) => second(at) > second(this.now()) - 30 && i >= this.closedAt);
    if (recent.length >= 20 && recent.filter(({ failed }) => failed).length * 2 >= recent.length) this.turn(this.now());
  }

  private get probeRuns(): boolean {
    return this.begun.some(({ probe, counts, since }) => probe && counts && since === this.changes);
  }

  private turn(openedAt: number | null): void {
    this.changes++;
    this.openedAt = openedAt;
    if (openedAt === null) this.closedAt = this.ended.length;
  }
}
