import { CENSORED_BUCKET, latencyBucket } from '#stats';
import type { EndedCall } from '../gate/call-gate.ts';

/** Calls of one model within one minute. */
export interface MinuteCounts {
  calls: number;
  failed: number;
  cancelled: number;
  triedAgain: number;
  failures: Record<string, number>;
  firstToken: Record<string, number>;
  total: Record<string, number>;
  lastFailure: string | null;
  lastFailureAt: Date | null;
  closedUntil: Date | null;
}

export const noCalls = (): MinuteCounts => ({
  calls: 0, failed: 0, cancelled: 0, triedAgain: 0, failures: {}, firstToken: {}, total: {}, lastFailure: null, lastFailureAt: null, closedUntil: null,
});

/** A call whose visitor left says nothing of the model's pace; one that failed took longer than any time. */
export function addCall(counts: MinuteCounts, { outcome, firstTokenMs, totalMs, triedAgain }: EndedCall, now: Date): void {
  counts.calls++;
  if (triedAgain) counts.triedAgain++;
  if (outcome === 'cancelled') {
    counts.cancelled++;
    return;
  }
  const answered = outcome === 'answered';
  raise(counts.firstToken, firstTokenMs === null ? CENSORED_BUCKET : latencyBucket(firstTokenMs));
  raise(counts.total, answered ? latencyBucket(totalMs) : CENSORED_BUCKET);
  if (answered) return;
  counts.failed++;
  raise(counts.failures, outcome);
  // Why it is left alone is told by the failures before.
  if (outcome === 'circuit_open') return;
  counts.lastFailure = outcome;
  counts.lastFailureAt = now;
}

function raise(counts: Record<string, number>, key: string | number): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
