import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { Config, Problem, Redis } from '#platform';

/** How many, in how many seconds. */
export interface Limit {
  points: number;
  seconds: number;
}

/** The defaults; keys say what is counted and per whom. */
const defaults = {
  'visitor.message.minute': { points: 20, seconds: 60 },
  'visitor.message.burst': { points: 5, seconds: 3 },
  'visitor.conversation.day': { points: 60, seconds: 86_400 },
  'address.message.minute': { points: 600, seconds: 60 },
  'address.handshake.minute': { points: 100, seconds: 60 },
  'address.shared-results.minute': { points: 60, seconds: 60 },
  'workspace.message.minute': { points: 1_000, seconds: 60 },
  'sign-in.address.hour': { points: 50, seconds: 3_600 },
  'sign-in.account-at-address': { points: 5, seconds: 900 },
  'sign-in.account': { points: 5, seconds: 900 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof defaults;

interface Counter {
  points: number;
  counts: RateLimiterAbstract;
}

/** Counts what happens too often: in Redis for all servers together, in this process's memory without it or while it is away. */
@Injectable()
export class Limits {
  private readonly counters = new Map<LimitName, Counter>();
  private readonly factor: number;

  constructor({ limitFactor }: Config, private readonly redis: Redis) {
    this.factor = limitFactor;
    for (const [name, limit] of Object.entries(defaults)) this.change(name as LimitName, limit);
  }

  /** Sets another limit from now on and forgets what this process counted so far. */
  change(name: LimitName, { points, seconds }: Limit): void {
    const memory = new RateLimiterMemory({ keyPrefix: `duet:${name}`, points, duration: seconds });
    const { client } = this.redis;
    const counts = client === null ? memory : new RateLimiterRedis({
      storeClient: client, useRedisPackage: true, rejectIfRedisNotReady: true, insuranceLimiter: memory,
      keyPrefix: `duet:${name}`, points, duration: seconds,
    });
    this.counters.set(name, { points, counts });
  }

  /**
   * Counts one.
   *
   * @param points another limit than the usual one, which somebody set
   * @throws Problem `rate_limited` with the time to wait
   */
  async take(name: LimitName, key: string, points?: number): Promise<void> {
    const counter = this.counter(name);
    const { consumedPoints, msBeforeNext } = await counter.counts.penalty(key);
    if (consumedPoints > (points ?? counter.points) * this.factorOf(name)) throw tooMuch(msBeforeNext);
  }

  /** Counts one and never refuses: for a limit that only slows down. @returns how many in the present window, this one included */
  async count(name: LimitName, key: string): Promise<number> {
    return (await this.counter(name).counts.penalty(key)).consumedPoints;
  }

  /** Takes one back. */
  async giveBack(name: LimitName, key: string): Promise<void> {
    await this.counter(name).counts.reward(key);
  }

  async forget(name: LimitName, key: string): Promise<void> {
    await this.counter(name).counts.delete(key);
  }

  /** Room for more visitors must not mean more guesses at a password. */
  private factorOf(name: LimitName): number {
    return name.startsWith('sign-in.') ? 1 : this.factor;
  }

  private counter(name: LimitName): Counter {
    const counter = this.counters.get(name);
    if (!counter) throw new RangeError(`no limit is called ${name}`);
    return counter;
  }
}

export const tooMuch = (retryAfterMs: number): Problem => new Problem('rate_limited', { retryAfterMs });
