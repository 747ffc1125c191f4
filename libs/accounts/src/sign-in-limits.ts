import { Injectable } from '@nestjs/common';
import { Limits, tooMuch } from './limits.ts';

/** Attempts within the window that cost nothing. */
const FREE_ATTEMPTS = 5;
const LONGEST_WAIT_MS = 60_000;

/**
 * Slows guessing down. An address is refused after a while; an account guessed at from many addresses only answers
 * more slowly, so that nobody can lock its owner out.
 */
@Injectable()
export class SignInLimits {
  /** When an account may be tried again, in milliseconds since 1970. */
  private readonly waits = new Map<string, number>();

  constructor(private readonly limits: Limits) {}

  /** Counts an attempt before its password is looked at, so that parallel ones count too. @throws Problem `rate_limited` */
  async begin(email: string, address: string, now: Date): Promise<void> {
    const waitMs = (this.waits.get(email) ?? 0) - now.getTime();
    if (waitMs > 0) throw tooMuch(waitMs);
    this.waits.delete(email);
    await this.limits.take('sign-in.address.hour', address);
    await this.limits.take('sign-in.account-at-address', `${address} ${email}`);
    const attempts = await this.limits.count('sign-in.account', email);
    if (attempts > FREE_ATTEMPTS) this.wait(email, attempts - FREE_ATTEMPTS, now);
  }

  /** The attempt was the account's owner. */
  async succeeded(email: string, address: string): Promise<void> {
    this.waits.delete(email);
    await this.limits.giveBack('sign-in.address.hour', address);
    await this.limits.forget('sign-in.account-at-address', `${address} ${email}`);
    await this.limits.forget('sign-in.account', email);
  }

  private wait(email: string, beyond: number, now: Date): void {
    // Invented addresses must not fill the memory; at worst somebody is slowed down less.
    if (this.waits.size > 10_000) this.waits.clear();
    this.waits.set(email, now.getTime() + Math.min(1_000 * 2 ** Math.min(beyond, 10), LONGEST_WAIT_MS));
  }
}
