import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Config, Problem } from '#platform';

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
  'workspace.message.minute': { points: 1_000, seconds: 60 },
  'sign-in.address.hour': { points: 50, seconds: 3_600 },
  'sign-in.account-at-address': { points: 5, seconds: 900 },
  'sign-in.account': { points: 5, seconds: 900 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof defaults;

/** Counts what happens too often, in this process's memory. */
@Injectable()
export class Limits {
  private readonly limiters = new Map<LimitName, RateLimiterMemory>();

  constructor({ limitFactor }: Config) {
    for (const [name, { points, seconds }] of Object.entries(defaults)) {
      // Room for more visitors must not mean more guesses at a password.
      const factor = name.startsWith('sign-in.') ? 1 : limitFactor;
      this.change(name as LimitName, { points: points * factor, seconds });
    }
  }

  /** Sets another limit from now on and forgets the counts so far. */
  change(name: LimitName, limit: Limit): void {
    this.limiters.set(name, new RateLimiterMemory({ keyPrefix: name, points: limit.points, duration: limit.seconds }));
  }

  /**
   * Counts one.
   *
   * @returns how many in the present window, this one included
   * @throws Problem `rate_limited` with the time to wait
   */
  async take(name: LimitName, key: string): Promise<number> {
    try {
      return (await this.limiter(name).consume(key)).consumedPoints;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) throw tooMuch(refused.msBeforeNext);
      throw refused;
    }
  }

  /** Counts one and never refuses: for a limit that only slows down. */
  async count(name: LimitName, key: string): Promise<number> {
    return (await this.limiter(name).penalty(key)).consumedPoints;
  }

  /** Takes one back. */
  async giveBack(name: LimitName, key: string): Promise<void> {
    await this.limiter(name).reward(key);
  }

  async forget(name: LimitName, key: string): Promise<void> {
    await this.limiter(name).delete(key);
  }

  private limiter(name: LimitName): RateLimiterMemory {
    const limiter = this.limiters.get(name);
    if (!limiter) throw new RangeError(`no limit is called ${name}`);
    return limiter;
  }
}

export const tooMuch = (retryAfterMs: number): Problem => new Problem('rate_limited', { retryAfterMs });
