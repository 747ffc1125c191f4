import { z } from 'zod';
import { AdaptiveAllocation } from './allocation.ts';
import { AssignmentRule } from './assignment-rule.ts';
import { BackendKind } from './backends.ts';
import { ComparedMeasure, Decision } from './measures.ts';
import { Instant, Traffic, Weight } from './primitives.ts';
import { Proof } from './proof.ts';

/** A whole number of any size, as text: sums of squares outgrow a double. */
const Whole = z.string().regex(/^-?\d{1,60}$/);
const Count = z.number().int().min(0);

/** Sums over units: exact, so that moments lose nothing at any size or offset. */
export const UnitSums = z.strictObject({ units: Whole, y: Whole, x: Whole, yy: Whole, xx: Whole, xy: Whole });
export type UnitSums = z.output<typeof UnitSums>;

/** The units of one variant that were assigned in one epoch, in one measure: y its numerator, x its denominator. */
export const EvidenceCell = z.strictObject({ variantId: z.string(), epoch: Count, measure: ComparedMeasure, sums: UnitSums });
export type EvidenceCell = z.output<typeof EvidenceCell>;

/** Response times of the units of one variant and epoch: counts by bucket, and the units' answers up to each quantile. */
export const LatencyCell = z.strictObject({
  variantId: z.string(), epoch: Count, metric: z.enum(['first_token', 'total']),
  /** By number of the bucket; 1024 holds answers that never came. */
  buckets: z.record(z.string().regex(/^\d{1,4}$/), Count),
  /** y: the unit's answers up to the bucket of the quantile; x: all its answers. */
  upTo: z.array(z.strictObject({ q: z.number().gt(0).lt(1), sums: UnitSums })),
});
export type LatencyCell = z.output<typeof LatencyCell>;

/** One look at a running experiment: what was known then, from which its intervals follow. */
export const Look = z.strictObject({
  at: Instant,
  /** Units assigned by then. */
  units: Count,
  /** Smallest sequential p-value of the sample ratio so far. */
  ratioP: z.number().min(0).max(1),
  differences: z.array(z.strictObject({
    variantId: z.string(), measure: ComparedMeasure, value: z.number(), standardError: z.number().min(0),
    /** Both variants together. */
    units: Count, smallerUnits: Count,
  })),
});
export type Look = z.output<typeof Look>;

/** Ratings of one variant beside how many were asked for, in conversations. */
export const AskedRatings = z.strictObject({ variantId: z.string(), asked: Count, counts: z.tuple([Count, Count, Count, Count, Count]) });

/** Units by the topic of their first message, as one and the same reader took it for all variants. */
export const SegmentCell = z.strictObject({ topic: z.string(), name: z.string(), variantId: z.string(), epoch: Count, sums: UnitSums });
export type SegmentCell = z.output<typeof SegmentCell>;

/** Joint moments of the primary measure (numerator, denominator) and what was known of a unit before its assignment. */
export const CovariateCell = z.strictObject({
  variantId: z.string(), epoch: Count, count: Count, means: z.array(z.number()), coDeviations: z.array(z.array(z.number())),
});
export type CovariateCell = z.output<typeof CovariateCell>;

/** Assigned units that have one thing in common: all but `fallback` was so before any variant answered them. */
export const ArrivalGroup = z.strictObject({
  /** `hour`: of the assignment (UTC), two at a time. `earlier`: how the visitor had rated before. `browser`: its family, as the browser said. `fallback`: whether another engine or version than the assigned one ever answered; only where one did. */
  kind: z.enum(['topic', 'language', 'hour', 'earlier', 'browser', 'fallback']),
  /** Within its kind; null: that is not known. */
  key: z.string().nullable(), name: z.string(),
  variantId: z.string(), epoch: Count, units: Count,
});
export type ArrivalGroup = z.output<typeof ArrivalGroup>;

/** What units came with, at most 12 groups a kind: the commonest ones, and all others together. */
export const Arrivals = z.strictObject({ groups: z.array(ArrivalGroup), /** Units whose first message is still to be read. */ unread: Count });
export type Arrivals = z.output<typeof Arrivals>;
/** The units of one variant that were assigned in one epoch, in the primary measure: y and x as there, w x times the share of the unit's answers that the variant itself gave, in 10,000ths. */
export const ServedCell = z.strictObject({ variantId: z.string(), epoch: Count, sums: UnitSums.extend({ w: Whole, ww: Whole, xw: Whole, yw: Whole }) });
export type ServedCell = z.output<typeof ServedCell>;

/**
 * Units of one variant and epoch that were asked for a rating and were alike before any variant answered them. Sums over
 * units: a how often asked, x ratings, y what these add up to.
 */
export const AskedCell = z.strictObject({
  variantId: z.string(), epoch: Count,
  /** Key of the topic; empty: one of those that few ask about. Null: not known. */
  topic: z.string().nullable(),
  /** How the visitor had rated before. Null: the first message is still to be read. */
  earlier: z.enum(['none', 'happy', 'unhappy']).nullable(),
  units: Count, raters: Count, a: Count, x: Count, y: Count, aa: Count, xx: Count, yy: Count, ax: Count, ay: Count, xy: Count,
});
export type AskedCell = z.output<typeof AskedCell>;

const perVariant = z.record(z.string(), Count);

/** Everything that a result is computed from: no database is needed to compute it again. */
export const Evidence = z.strictObject({
  format: z.literal('duet-evidence-1'),
  takenAt: Instant,
  experiment: z.strictObject({
    id: z.string(), name: z.string(), hypothesis: z.string(), siteName: z.string(), state: z.enum(['draft', 'running', 'paused', 'stopped']), traffic: Traffic,
    unit: z.enum(['visitor', 'conversation']), phase: Count, epoch: Count, startedAt: Instant.nullable(), stoppedAt: Instant.nullable(),
  }),
  plan: z.strictObject({
    /** Units on which the experiment was planned, all variants together. */
    units: Count,
    /** Of all comparisons of the primary measure together. */
    alpha: z.number().gt(0).lt(0.5),
    decision: Decision,
    /** Where the shares follow what is measured; absent: they stay until somebody changes them. */
    allocation: AdaptiveAllocation.optional(),
  }),
  /** In the order in which they are drawn. */
  variants: z.array(z.strictObject({ id: z.string(), name: z.string(), kind: BackendKind, isControl: z.boolean(), /** The control's twin, no candidate; absent of the others and in files of before there was one. */ isTwin: z.literal(true).optional() })).min(2).max(10),
  epochs: z.array(z.strictObject({
    number: Count, startedAt: Instant, reason: z.string(),
    /** Out of 10,000. */
    weights: perVariant,
    /** Units out of 10,000 that took part. Epochs of before this was kept may not say. */
    coverage: Weight.optional(),
    /** Units. */
    assigned: perVariant, /** Units that got an answer. */ answered: perVariant,
  })),
  /** With which any unit can be drawn again. Files of before this was kept, and numbers that somebody brought along, have none. */
  assignment: AssignmentRule.optional(),
  /** When the experiment rested, in order; `until` is null while it rests. Files of before this was kept have none. */
  pauses: z.array(z.strictObject({ from: Instant, until: Instant.nullable() })).optional(),
  cells: z.array(EvidenceCell), latency: z.array(LatencyCell),
  /** What one unit's cost was counted as at most, in millionths of a dollar: the 99.9th percentile of the first thousand units with a cost; null before there are so many. Files of before this was fixed took all units. */
  costCap: z.number().nullable(),
  ratings: z.array(AskedRatings),
  health: z.strictObject({
    /** Units that turned out to be one person with two assignments. */
    mixed: Count,
    answers: perVariant,
    /** Answers that another version or engine gave than the assigned one. */
    servedElsewhere: perVariant,
  }),
  /** Of variants in whose stead others answered; absent where none did, and in files of before this was kept. */
  served: z.array(ServedCell).optional(),
  segments: z.array(SegmentCell), covariates: z.array(CovariateCell),
  /** What the places of the covariates after the first two stand for: 1 where it holds. Files of before have neither. */
  covariateNames: z.array(z.string()).optional(), arrivals: Arrivals.optional(), asked: z.array(AskedCell).optional(),
  /** Units whose recorded times contradict each other by more than a second, and how; files of before have none. */
  clocks: z.strictObject({ units: Count, answeredFirst: Count, ratedFirst: Count, /** Of their period. */ assignedOutside: Count }).optional(),
  looks: z.array(Look).max(5_000),
  /** The rules tried on these visitors, when somebody last asked; null: never. */
  proof: Proof.nullable(),
});
export type Evidence = z.output<typeof Evidence>;
export type EvidenceVariant = Evidence['variants'][number];
