import type { Event, Socket } from 'socket.io';
import { Problem, refusal } from '#platform';

/** What a socket may send in a minute, however it is spread. */
export const EVENTS_PER_MINUTE = 100;
const STRIKES = 3;
const MINUTE_MS = 60_000;

/** Counts events in windows of a minute. */
export class EventBudget {
  private windowFrom: number;
  private used = 0;
  /** Windows in which the budget was overrun. */
  strikes = 0;

  constructor(now: number, private readonly perMinute: number) {
    this.windowFrom = now;
  }

  /** @returns milliseconds to wait; 0 when the event is within the budget */
  take(now: number): number {
    if (now - this.windowFrom >= MINUTE_MS) {
      this.windowFrom = now;
      this.used = 0;
    }
    this.used += 1;
    if (this.used <= this.perMinute) return 0;
    this.strikes += 1;
    return this.windowFrom + MINUTE_MS - now;
  }
}

/** Lets known events within the budget through; answers every other one, so that no client waits for nothing. */
export function guardPackets(socket: Socket, known: ReadonlySet<string>, now: () => number, perMinute: number): void {
  const budget = new EventBudget(now(), perMinute);
  socket.use((packet: Event, next) => {
    const retryAfterMs = budget.take(now());
    if (retryAfterMs === 0 && known.has(packet[0])) return next();
    const problem = retryAfterMs > 0 ? new Problem('rate_limited', { retryAfterMs }) : new Problem('invalid_request', { detail: 'There is no such event.' });
    const ack = packet.findLast((part): part is (reply: object) => void => typeof part === 'function');
    ack?.(refusal(problem));
    if (budget.strikes >= STRIKES) socket.disconnect(true);
  });
}
