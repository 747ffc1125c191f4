import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Counter, Gauge } from 'prom-client';
import { Config } from './config.ts';
import { Metrics } from './metrics.ts';
import { Problem } from './problem.ts';
import { Readiness, type Condition } from './readiness.ts';

const LOOK_EVERY_MS = 1_000;
const LOOKS = 5;
/** One long pause is no overload. */
const BAD_LOOKS = 3;
const NANOSECONDS = 1e6;

/**
 * Is this process so busy that everybody waits? Then newcomers are asked to come back, so that those who are here are
 * served: judged by how late the event loop runs (p99 of each second), in most of the last five seconds.
 */
@Injectable()
export class Load implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly delays = monitorEventLoopDelay({ resolution: 20 });
  /** Milliseconds, the newest last. */
  private looks: number[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly turnedAway: Counter;
  private readonly busy: Gauge;

  constructor(private readonly config: Config, metrics: Metrics, readiness: Readiness) {
    this.turnedAway = metrics.counter('turned_away_total', 'Visitors and conversations that were asked to come back later');
    this.busy = metrics.gauge('busy', '1 while newcomers are asked to come back later');
    readiness.add('load', () => Promise.resolve(this.condition));
  }

  onApplicationBootstrap(): void {
    if (this.config.busyDelayMs === 0) return;
    this.delays.enable();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    this.delays.disable();
  }

  get isBusy(): boolean {
    const { busyDelayMs } = this.config;
    return busyDelayMs > 0 && this.looks.filter((ms) => ms > busyDelayMs).length >= BAD_LOOKS;
  }

  private get condition(): Condition {
    const late = `the event loop runs up to ${Math.round(this.looks.at(-1) ?? 0)} ms late`;
    return { ok: !this.isBusy, required: false, detail: this.isBusy ? `newcomers are asked to come back later: ${late}` : late };
  }

  /** To be asked before a newcomer is let in. @throws Problem `busy` with a time of its own for each */
  admit(random: () => number = Math.random): void {
    if (!this.isBusy) return;
    this.turnedAway.inc();
    throw new Problem('busy', { retryAfterMs: Math.round(1_000 + random() * 9_000) });
  }

  private look(): void {
    this.looks = [...this.looks, this.delays.percentile(99) / NANOSECONDS].slice(-LOOKS);
    this.delays.reset();
    this.busy.set(this.isBusy ? 1 : 0);
  }
}
