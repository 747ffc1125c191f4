import { NIL_ID } from '#platform';
import { addSums, contributionOf, type Contribution, type Sums } from './contributions.ts';
import type { Fact, Whose } from './journal.ts';

/** A fact as it stands in the journal. */
export interface JournalRow {
  workspaceId: string;
  at: Date;
  fact: Fact;
}

export type Buckets = Record<string, number>;

export interface RollupDelta {
  workspaceId: string;
  bucket: Date;
  whose: Whose;
  sums: Sums;
  firstToken: Buckets;
  total: Buckets;
}

export interface UnitDelta {
  workspaceId: string;
  whose: Whose;
  metric: string;
  y: number;
  x: number;
  yy: number;
  buckets: Buckets;
}

/** Rollups are kept for each quarter of an hour, UTC: every time zone's days are made of whole ones. */
const BUCKET_MS = 15 * 60 * 1_000;

/** Numerator, denominator and squares of each metric of a unit, out of the sums. */
const unitMetrics: readonly { metric: string; y: keyof Sums; x: keyof Sums | readonly (keyof Sums)[]; yy?: keyof Sums }[] = [
  { metric: 'assigned', y: 'assigned', x: 'assigned' },
  { metric: 'conversations', y: 'conversations', x: 'conversations' },
  { metric: 'received', y: 'received', x: 'received' },
  { metric: 'csat', y: 'ratingSum', x: 'ratings', yy: 'ratingSquares' },
  { metric: 'csat_top', y: 'topRatings', x: 'ratings' },
  { metric: 'response', y: 'ratings', x: 'asked' },
  { metric: 'thumbs', y: 'thumbsUp', x: ['thumbsUp', 'thumbsDown'] },
  { metric: 'hand_over', y: 'handOvers', x: 'conversations' },
  { metric: 'helped', y: 'helped', x: 'conversations' },
  { metric: 'failure', y: 'failures', x: 'answers' },
  { metric: 'elsewhere', y: 'servedElsewhere', x: 'answers' },
  { metric: 'clarified', y: 'clarified', x: 'answers' },
  { metric: 'offered', y: 'offered', x: 'answers' },
  { metric: 'cost', y: 'costMicroUsd', x: 'conversations' },
  { metric: 'input_tokens', y: 'inputTokens', x: 'answers' },
  { metric: 'output_tokens', y: 'outputTokens', x: 'answers' },
  { metric: 'matched', y: 'matched', x: 'scored' },
  { metric: 'covered', y: 'covered', x: 'scored' },
  { metric: 'ended', y: 'ended', x: 'conversations' },
];

const count = (sums: Sums, keys: keyof Sums | readonly (keyof Sums)[]): number =>
  [keys].flat().reduce((total, key) => total + (sums[key] ?? 0), 0);

function addBucket(buckets: Buckets, bucket: number | undefined): void {
  if (bucket !== undefined) buckets[bucket] = (buckets[bucket] ?? 0) + 1;
}

/** Sums up facts before they are written: one delta per rollup row and per unit and metric. */
export class Accumulator {
  private readonly rollups = new Map<string, RollupDelta>();
  private readonly units = new Map<string, UnitDelta>();

  add(row: JournalRow): void {
    const contribution = contributionOf(row.fact);
    this.addToRollup(row, contribution);
    if (row.fact.whose.experimentId && row.fact.whose.unitId) this.addToUnit(row, contribution);
  }

  get rollupDeltas(): RollupDelta[] {
    return [...this.rollups.values()];
  }
  get unitDeltas(): UnitDelta[] {
    return [...this.units.values()];
  }

  private addToRollup({ workspaceId, at, fact: { whose } }: JournalRow, contribution: Contribution): void {
    const bucket = new Date(Math.floor(at.getTime() / BUCKET_MS) * BUCKET_MS);
    const key = [workspaceId, bucket.getTime(), whose.siteId, whose.experimentId, whose.variantId, whose.backendVersionId, whose.traffic].join();
    let delta = this.rollups.get(key);
    if (!delta) this.rollups.set(key, (delta = { workspaceId, bucket, whose, sums: {}, firstToken: {}, total: {} }));
    delta.sums = addSums(delta.sums, contribution.sums);
    addBucket(delta.firstToken, contribution.firstTokenBucket);
    addBucket(delta.total, contribution.totalBucket);
  }

  private addToUnit({ workspaceId, fact: { whose } }: JournalRow, { sums, firstTokenBucket, totalBucket }: Contribution): void {
    for (const { metric, y, x, yy } of unitMetrics) {
      const [dy, dx, dyy] = [count(sums, y), count(sums, x), yy ? count(sums, yy) : 0];
      if (dy !== 0 || dx !== 0 || dyy !== 0) {
        const delta = this.unit(workspaceId, whose, metric);
        delta.y += dy;
        delta.x += dx;
        delta.yy += dyy;
      }
    }
    if (firstTokenBucket !== undefined) addBucket(this.unit(workspaceId, whose, 'first_token').buckets, firstTokenBucket);
    if (totalBucket !== undefined) addBucket(this.unit(workspaceId, whose, 'total').buckets, totalBucket);
  }

  private unit(workspaceId: string, whose: Whose, metric: string): UnitDelta {
    const key = [workspaceId, whose.experimentId, whose.phase, whose.epoch, whose.unitId, metric].join();
    let delta = this.units.get(key);
    if (!delta) this.units.set(key, (delta = { workspaceId, whose, metric, y: 0, x: 0, yy: 0, buckets: {} }));
    return delta;
  }
}

export const orNil = (id: string | null): string => id ?? NIL_ID;
