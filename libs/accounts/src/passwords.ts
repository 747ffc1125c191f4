import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Problem, newToken } from '#platform';

/** OWASP's minimum for Argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 4;
const MOST_WAITING = 100;

/** Hashes and compares passwords, few at a time: each takes 19 MiB and some 15 ms of a core. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** Compared with when there is no such account, so that both take the same time. */
  private readonly nobody = hash(newToken(''), COST);

  /** @throws Problem `rate_limited` when a hundred are waiting already */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /**
   * @param stored null when there is no such account: takes as long and answers false
   * @throws Problem `rate_limited` when a hundred are waiting already
   */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await this.nobody);
    const same = await this.inTurn(() => verify(against, password.normalize('NFKC')));
    return same && stored !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw new Problem('rate_limited', { retryAfterMs: 1_000 });
      // Whoever finishes hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
