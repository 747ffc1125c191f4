import { z } from 'zod';
import { ComparedMeasure, Guardrail } from './measures.ts';

const Range = z.object({ low: z.number(), high: z.number() });
const TooFew = z.object({ kind: z.literal('too-few'), have: z.number(), need: z.number() });

/** Holds at every look, together for all variants compared in the measure. */
const Anytime = z.object({ low: z.number(), high: z.number(), p: z.number() });

/** Treatment minus control in the measure's unit, or why there is no such number yet. */
export const Difference = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('difference'), value: z.number(), units: z.number().int(), standardError: z.number(),
    /** 95 % interval of one look, at the planned end, and its p-value. */
    low: z.number(), high: z.number(), p: z.number(),
    /** Null while the smaller variant has under 50 units. */
    anytime: Anytime.nullable(),
    /** What is left of the intervals of all looks so far; low above high says that the effect moved meanwhile. Null before the first look. */
    running: z.object({ low: z.number(), high: z.number(), p: z.number(), looks: z.number().int(), contradiction: z.boolean() }).nullable(),
    /** Relative to the control: 0.1 is ten per cent more. Null where the control may be 0. */
    lift: z.object({ value: z.number(), low: z.number(), high: z.number(), method: z.enum(['delta', 'fieller']) }).nullable(),
    /** Describes; decides nothing. Probability that the variant is better, and what choosing it (or the control) would cost on average. */
    belief: z.object({ chanceToWin: z.number(), lossOfTreatment: z.number(), lossOfControl: z.number() }),
  }),
  TooFew,
  /** Every unit of both variants shows the same. */
  z.object({ kind: z.literal('no-spread'), value: z.number(), units: z.number().int() }),
  /** Response times: the quantile lies beyond the deadline, or its interval does. */
  z.object({ kind: z.literal('unknown'), why: z.enum(['censored', 'open-ended']) }),
]);
export type Difference = z.output<typeof Difference>;

/** A variant against the control in one measure, over units (visitors, as a rule). */
export const Comparison = z.object({
  variantId: z.string(), measure: ComparedMeasure, better: z.enum(['more', 'less']), role: z.enum(['primary', 'secondary', 'guardrail', 'other']),
  difference: Difference,
  /** Of each side, over all epochs that are compared; null while there is none. */
  control: z.number().nullable(), treatment: z.number().nullable(),
  /** The p-value that is valid at any look, adjusted: over the variants (Holm) for the primary measure, over all secondary measures and variants (Benjamini-Hochberg) for those. */
  adjustedP: z.number().nullable(),
  /** Interval of a secondary finding, as wide as having been picked by `adjustedP` asks for (false coverage rate), at any look; null for what is no finding. */
  selected: Range.nullable(),
  /** The same difference with taken out what was known of the units before; null where nothing was, or nothing is gained. */
  adjusted: z.object({ value: z.number(), low: z.number(), high: z.number(), /** Share of the variance taken out. */ explained: z.number() }).nullable(),
  /** The one test at the planned end of a hybrid design, as the first look that reached it saw it; null before. Other designs and measures have none. */
  plannedEnd: z.object({
    at: z.string(), value: z.number(), units: z.number().int(),
    /** Share of the error that this test may use, per variant; it decides where `p` is not above it. The interval leaves as much out. */
    alpha: z.number(), p: z.number(), low: z.number(), high: z.number(),
  }).nullable().optional(),
  /** Epochs in which one of the two had too few units to be compared with the other. */
  epochsLeftOut: z.number().int(),
});
export type Comparison = z.output<typeof Comparison>;

/** A guardrail of one variant. `harm` holds at any look; `inferior` at one. */
export const GuardrailCheck = z.object({
  variantId: z.string(), ...Guardrail.shape,
  /** `pass` holds at any time; `early` would pass if this were the only look. */
  result: z.enum(['pass', 'early', 'inferior', 'inconclusive', 'too-few', 'unknown']),
  /** Of this one look. One-sided, of "worse by at least the margin"; null where it was not tested. */
  p: z.number().nullable(),
  harm: z.boolean(),
});
export type GuardrailCheck = z.output<typeof GuardrailCheck>;

/** What must hold before a number is trusted. `waiting` opens with time; `alarm` does not. */
export const Gate = z.object({
  kind: z.enum(['sample_ratio', 'response_rate', 'enough_units', 'full_week', 'guardrail', 'mixed', 'served_elsewhere', 'automated', 'clock', 'balance', 'contradiction', 'twin']),
  state: z.enum(['ok', 'waiting', 'alarm']),
  /** Whom it is about, where it is about one variant. */
  variantId: z.string().nullable(), measure: ComparedMeasure.nullable(),
  /** What is there and what is asked for, where it waits for something that can be counted. */
  have: z.number().nullable(), need: z.number().nullable(), p: z.number().nullable(),
  /** At the pace so far; null where it cannot be told. */
  daysLeft: z.number().nullable(),
  /** In one plain sentence. */
  sentence: z.string(),
});
export type Gate = z.output<typeof Gate>;

/**
 * The difference of mean ratings with each rating weighted by the inverse of the share of ratings among those who were asked
 * and were like its rater before any answer. Beside the comparison, to see what it hangs on; decides nothing.
 */
export const WeightedRatings = z.discriminatedUnion('kind', [
  z.object({
    /** 95 % interval of one look; `unweighted` is the plain difference of the same units. */
    kind: z.literal('difference'), value: z.number(), low: z.number(), high: z.number(), unweighted: z.number(),
    /** That rated, of both variants; and cells of visitors who are alike, over all epochs that are compared. */
    units: z.number().int(), cells: z.number().int(),
  }),
  TooFew,
  /** All who rated are alike in what was known of them: there is nothing to weight by. */
  z.object({ kind: z.literal('alike') }),
  z.object({ kind: z.literal('no-spread'), value: z.number(), units: z.number().int() }),
]);
export type WeightedRatings = z.output<typeof WeightedRatings>;

/** The control's twin against the control, in the measure that decides: whatever differs is chance, or a fault. */
export const TwinCheck = z.object({
  variantId: z.string(), measure: ComparedMeasure,
  /** `differs` holds at any look. */
  result: z.enum(['alike', 'differs', 'too-few', 'unknown']),
  /** Error over all looks, 0 to 1: how often sound measurement is called faulty. */
  alpha: z.number(),
  control: z.number().nullable(), twin: z.number().nullable(),
  /** Its intervals that hold at any look have the error `alpha`. */
  difference: Difference,
});
export type TwinCheck = z.output<typeof TwinCheck>;

/** Whether those who rated can stand for those who did not. */
export const NonResponse = z.object({
  variantId: z.string(), asked: z.number().int(), rated: z.number().int(),
  /** Mean rating if all who were asked but said nothing had given a 1, or a 5. Null when nobody was asked. */
  bounds: Range.nullable(),
  /** Against the control; null for the control itself and where it cannot be tested yet. */
  test: z.object({
    /** Share of ratings among the asked minus the control's, -1..1. */
    difference: z.number(),
    /** For one look; it decides nothing. 0..1. */
    p: z.number(),
    /** Bound on the chance that equal rates ever look this different; raises the alarm. Files of before, in which `p` did, have none. */
    sequentialP: z.number().optional(),
    notComparable: z.boolean(),
  }).nullable(),
  /** Of the difference of mean ratings, nothing assumed; and among those who would rate under either variant (Lee). */
  differenceBounds: Range.nullable(), leeBounds: Range.nullable(),
  /** Null for the control. Absent in files of before this was kept. */
  weighted: WeightedRatings.nullable().optional(),
});
export type NonResponse = z.output<typeof NonResponse>;

/** How units that have one thing in common were shared out. */
export const RatioGroup = z.object({
  kind: z.enum(['topic', 'language', 'hour', 'browser', 'fallback']), /** Null: not known. */ key: z.string().nullable(), name: z.string(),
  variants: z.array(z.object({ variantId: z.string(), assigned: z.number().int(), expected: z.number() })),
  /** Chi-square of this group, for one look, and adjusted for the number of groups (Holm). Null while there are too few units, and for `fallback`, which is known only afterwards: variants that fail more often have more of it, however well they were shared out. */
  p: z.number().nullable(), adjustedP: z.number().nullable(),
});
export type RatioGroup = z.output<typeof RatioGroup>;

/** How the units were shared out. */
export const SampleRatio = z.object({
  /** Chi-square, for one look. Null while there are too few units. */
  p: z.number().nullable(),
  /** Bound on the chance that sound assignment ever looks this bad; raises the alarm below 0.001. */
  sequentialP: z.number().nullable(),
  alarm: z.boolean(),
  variants: z.array(z.object({ variantId: z.string(), assigned: z.number().int(), expected: z.number() })),
  /** Where it goes wrong, if it does: by what units came with, the worst group first. Files of before have none. */
  groups: z.array(RatioGroup).optional(),
});
export type SampleRatio = z.output<typeof SampleRatio>;

export const Conclusion = z.enum(['not_started', 'broken', 'harm', 'ship', 'keep', 'equivalent', 'continue', 'underpowered', 'nothing_shown']);
export type Conclusion = z.output<typeof Conclusion>;

/** One line to be read out, and what it rests on. */
export const Verdict = z.object({
  conclusion: Conclusion,
  /** The variant that it is about; null where it is about none. */
  variantId: z.string().nullable(),
  sentence: z.string(), evidence: z.string(),
  /** Until the planned number of units, at the pace so far; null where it cannot be told. */
  daysLeft: z.number().nullable(),
});
export type Verdict = z.output<typeof Verdict>;

/** Where a variant works otherwise than elsewhere, by topic of the first message; claimed only where the interaction test says so. */
export const SegmentFindings = z.object({
  variantId: z.string(),
  /** Cochran's Q over the topics; null while fewer than two topics have enough units. */
  interaction: z.object({ statistic: z.number(), degreesOfFreedom: z.number().int(), p: z.number() }).nullable(),
  topics: z.array(z.object({
    topic: z.string(), name: z.string(), units: z.number().int(), value: z.number(), low: z.number(), high: z.number(),
    /** Over the topics (Holm). */
    adjustedP: z.number(),
    /** Drawn towards the common effect, for display. */
    shrunk: z.number().nullable(),
    /** Better or worse in this topic; `open` unless the interaction test and the topic's own test say so. */
    claim: z.enum(['better', 'worse', 'open']),
  })),
  /** Topics with too few units to compare. */
  tooFew: z.number().int(),
});
export type SegmentFindings = z.output<typeof SegmentFindings>;

/**
 * Who would answer what, if each topic went to the variant that is better there. Read off the numbers that it is judged
 * by: a proposal to be tested as a variant of its own, no finding.
 */
export const RoutingProposal = z.object({
  /** Topics that go elsewhere than all others, the most frequent first. */
  topics: z.array(z.object({ topic: z.string(), name: z.string(), variantId: z.string(), /** Of all variants together. */ units: z.number().int() })),
  /** Of every other topic, those with too few units included. */
  otherwise: z.string(), otherwiseUnits: z.number().int(),
  /** The best variant on its own, by its estimate: what the rule is measured against. */
  over: z.string(),
  /**
   * The rule minus that variant in the primary measure, over all topics that can be compared. The value is drawn
   * towards the common effect; the interval holds whichever rule had been read off the same numbers.
   */
  gain: z.object({ value: z.number(), low: z.number(), high: z.number() }),
  /** How much of what is measured lies in topics that the rule answers by another variant than `over`. */
  share: z.number(),
  sentence: z.string(),
});
export type RoutingProposal = z.output<typeof RoutingProposal>;

/** A point of the confidence sequence over time. */
export const SequencePoint = z.object({ at: z.string(), units: z.number().int(), value: z.number(), low: z.number(), high: z.number(), /** What is left of all intervals up to here. */ runningLow: z.number(), runningHigh: z.number() });
export const SequenceOverTime = z.object({ variantId: z.string(), measure: ComparedMeasure, points: z.array(SequencePoint) });
export type SequenceOverTime = z.output<typeof SequenceOverTime>;

/**
 * What a variant does where it answers itself. The comparison is by assignment, so fallbacks water it down; as assignment
 * was by chance, dividing by the share that the variant answered itself gives the undiluted effect. Beside the
 * comparison, never in its place.
 */
export const ComplierEffect = z.object({
  variantId: z.string(), measure: ComparedMeasure,
  /** Of the primary measure's denominators (ratings, conversations), answered by the variant itself: 0 to 1. */
  served: z.number(),
  effect: z.discriminatedUnion('kind', [
    /** 95 % interval of one look; in the measure's unit. */
    z.object({ kind: z.literal('effect'), value: z.number(), low: z.number(), high: z.number(), units: z.number().int() }),
    TooFew,
    z.object({ kind: z.literal('no-spread'), value: z.number(), units: z.number().int() }),
  ]),
});
export type ComplierEffect = z.output<typeof ComplierEffect>;

/** All that follows from the evidence; the same evidence gives the same numbers to the last bit. */
export const Analysis = z.object({
  /** Of the formulas; a file made by another version may differ in its last digits or more. */
  formulas: z.literal(1),
  verdict: Verdict, gates: z.array(Gate), guardrails: z.array(GuardrailCheck), comparisons: z.array(Comparison),
  sampleRatio: SampleRatio, nonResponse: z.array(NonResponse), segments: z.array(SegmentFindings),
  /** Null unless a variant's interaction test says that topics differ, all variants together, and a topic is better off elsewhere. */
  routing: RoutingProposal.nullable().default(null), sequences: z.array(SequenceOverTime),
  /** Units whose first message is still to be read, and which have no topic until then. Files of before do not say. */
  unread: z.number().int().optional(),
  /** Where others answered in a variant's stead; absent where none did, and in files of before this was kept. */
  compliers: z.array(ComplierEffect).optional(),
  /** Absent where no variant is the control's twin, and in files of before there was one. */
  twin: TwinCheck.optional(),
});
export type Analysis = z.output<typeof Analysis>;
