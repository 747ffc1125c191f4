import { Injectable } from '@nestjs/common';
import type { BreakerState, ModelFailureCode, ModelHealth, Quantile } from '#contracts';
import { Database } from '#platform';
import { quantileFromBuckets } from '#stats';
import { Gates } from '../gate/gates.service.ts';
import { callsByHalfHour, countCalls, lastTroubles, type CountedCalls, type HalfHour, type LastTrouble } from './health.sql.ts';
import { HealthKeeper } from './health-keeper.ts';

const halfHourMs = 1_800_000;
/** The present one and those of the day before it. */
const halfHours = 48;

/** How the language models of a workspace did lately, on all servers. */
@Injectable()
export class ModelsHealth {
  constructor(private readonly db: Database, private readonly keeper: HealthKeeper, private readonly gates: Gates) {}

  /** @param modelIds those that are to be told of, in this order */
  async read(workspaceId: string, modelIds: readonly string[], now = new Date()): Promise<ModelHealth[]> {
    await this.keeper.write();
    const [counts, byHalfHour, troubles] = await this.db.inWorkspace(workspaceId, async (tx) => [
      await countCalls(tx, workspaceId), await callsByHalfHour(tx, workspaceId), await lastTroubles(tx, workspaceId),
    ] as const);
    return modelIds.map((modelId) => {
      const ofThis = <T extends { modelId: string }>(rows: readonly T[]): T[] => rows.filter((row) => row.modelId === modelId);
      const counted = ofThis(counts);
      return {
        modelId, quarter: windowOf(counted.filter(({ lately }) => lately)), day: windowOf(counted), halfHours: filled(ofThis(byHalfHour), now),
        ...this.stateOf(modelId, ofThis(troubles)[0], now),
      };
    });
  }

  private stateOf(modelId: string, trouble: LastTrouble | undefined, now: Date): Pick<ModelHealth, 'lastFailure' | 'breaker' | 'running' | 'waiting'> {
    const gate = this.gates.of(modelId);
    const elsewhere: BreakerState = trouble?.closedUntil && trouble.closedUntil > now ? 'open' : 'closed';
    const lastFailure = trouble?.lastFailure && trouble.lastFailureAt ? { code: trouble.lastFailure as ModelFailureCode, at: trouble.lastFailureAt.toISOString() } : null;
    return { lastFailure, breaker: gate && gate.breaker.state !== 'closed' ? gate.breaker.state : elsewhere, running: gate?.bulkhead.inFlight ?? 0, waiting: gate?.bulkhead.waiting ?? 0 };
  }
}

function windowOf(counted: readonly CountedCalls[]): ModelHealth['day'] {
  const sums = (kind: CountedCalls['kind']): Record<string, number> => {
    const byKey: Record<string, number> = {};
    for (const row of counted) if (row.kind === kind) byKey[row.key] = (byKey[row.key] ?? 0) + row.count;
    return byKey;
  };
  const sum = (kind: CountedCalls['kind']): number => Object.values(sums(kind)).reduce((all, count) => all + count, 0);
  const failures = Object.entries(sums('failure')).map(([code, calls]) => ({ code: code as ModelFailureCode, calls })).sort((a, b) => b.calls - a.calls || a.code.localeCompare(b.code));
  const [calls, failed, cancelled, firstToken, total] = [sum('calls'), sum('failure'), sum('cancelled'), sums('first_token'), sums('total')];
  return {
    calls, failed, cancelled, answered: calls - failed - cancelled, triedAgain: sum('tried_again'), failures,
    firstTokenP50: quantileOf(firstToken, 0.5), firstTokenP95: quantileOf(firstToken, 0.95), totalP50: quantileOf(total, 0.5), totalP95: quantileOf(total, 0.95),
  };
}

function quantileOf(buckets: Record<string, number>, q: number): Quantile {
  const quantile = quantileFromBuckets(buckets, q);
  switch (quantile.kind) {
    case 'value': return { kind: 'value', ms: quantile.ms, n: quantile.count };
    case 'censored': return { kind: 'censored', n: quantile.count };
    case 'too-few': return quantile;
  }
}

/** Every half hour of the last day, also those without a call. */
function filled(known: readonly HalfHour[], now: Date): ModelHealth['halfHours'] {
  const newest = Math.floor(now.getTime() / halfHourMs) * halfHourMs;
  const byStart = new Map(known.map((one) => [one.start.getTime(), one]));
  return Array.from({ length: halfHours }, (_, at) => {
    const start = newest - (halfHours - 1 - at) * halfHourMs;
    const { calls = 0, failed = 0 } = byStart.get(start) ?? {};
    return { start: new Date(start).toISOString(), calls, failed };
  });
}
