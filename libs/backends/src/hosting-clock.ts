const hourMs = 3_600_000;

/**
 * Spreads the price of a machine that is paid by the hour over the answers that it gave: each answer bears the time since
 * the one before, at most an hour. Over any hour with answers the shares add up to the price of that hour.
 */
export class HostingClock {
  private readonly last = new Map<string, number>();

  /** @returns millionths of a dollar. @param hourlyPrice dollars @param now milliseconds */
  share(key: string, hourlyPrice: number, now: number): number {
    if (hourlyPrice === 0) return 0;
    const since = Math.min(hourMs, Math.max(0, now - (this.last.get(key) ?? -Infinity)));
    this.last.set(key, now);
    return (since / hourMs) * hourlyPrice * 1_000_000;
  }
}
