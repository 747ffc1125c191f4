export type {
  DifferenceEstimate,
  Estimate,
  Interval,
  NoSpread,
  Proportion,
  TooFew,
} from './answers.ts';
export { wilsonInterval } from './wilson-interval.ts';
export { newcombeInterval, type ProportionDifference } from './newcombe-interval.ts';
export { addToMoments, mergeMoments, momentsOf, NO_MOMENTS, variance, type Moments } from './moments.ts';
export {
  addToPairMoments,
  mergePairMoments,
  NO_PAIR_MOMENTS,
  pairMomentsOf,
  type PairMoments,
  type UnitSums,
} from './pair-moments.ts';
export { differenceOfMeans, meanInterval } from './mean-interval.ts';
export { differenceOfRatios, ratioInterval } from './ratio-interval.ts';
export {
  CENSORED_BUCKET,
  LATENCY_RELATIVE_ERROR,
  latencyBucket,
  latencyOfBucket,
  mergeBuckets,
  quantileBucket,
  quantileFromBuckets,
  type BucketCounts,
  type CensoredQuantile,
  type LatencyQuantile,
} from './latency-sketch.ts';
export { latencyFromMoments, latencyInterval, latencyMomentsOf, type LatencyEstimate, type LatencyMoments } from './latency-interval.ts';
export { tHalfWidth } from './distributions.ts';
export { sampleRatio, type OutsidePlan, type SampleRatio, type VariantShare } from './sample-ratio.ts';
export {
  requiredRatings,
  requiredUnits,
  type MeanDifferencePlan,
  type RatingsPlan,
  type RequiredUnits,
  type Sensitivity,
} from './required-ratings.ts';
export { confidenceSequence, sequenceHalfWidth, type SequenceEstimate, type SequencePlan } from './confidence-sequence.ts';
export { pairMomentsOfSums, type PairSums } from './sums-of-pairs.ts';
export { stratifiedDifference } from './stratified-difference.ts';
export { sharesOverEpochs, type EpochShares } from './sample-ratio-epochs.ts';
export { groupBalance, type GroupBalance, type GroupTable } from './group-balance.ts';
export { sequentialSampleRatio, type SequentialSampleRatio } from './sequential-sample-ratio.ts';
export { responseRates, type ResponseRates } from './response-rates.ts';
export { boundsOfDifference, boundsOfMean, boundsOfShare } from './manski-bounds.ts';
export { leeBounds, type LeeBounds } from './lee-bounds.ts';
export { weightedByResponse, type AskedPair, type AskedSums, type WeightedDifferenceOfRatings } from './response-weights.ts';
export type { AskedRatings, RatingCounts } from './rating-counts.ts';
export { detectableDifference, powerOf, type FixedUnits } from './power.ts';
export { askedFor, clusterInflation } from './plan-inflation.ts';
export { ratioVariance } from './ratio-interval.ts';
export { sequentialUnits, type SequentialUnits } from './sequential-plan.ts';
export { runtimeDays, type Traffic } from './runtime-days.ts';
export { interactionTest, type InteractionTest, type SegmentEffect } from './interaction-test.ts';
export { chosenSum, type WeightedDifference } from './chosen-sum.ts';
export { shrinkEffects, type ShrunkEffects } from './shrinkage.ts';
export { falseAlarms, permutationTest, type FalseAlarms, type PermutationTest, type Shuffling } from './permutation-test.ts';
export { shuffledLabels, type Dealing, type LabelledUnit } from './shuffled-labels.ts';
export { bestByCounts, bestByNormal, type NormalBelief } from './best-variant.ts';
export { optimalShares, topTwoShares, type MeasuredVariant } from './adaptive-shares.ts';
export { bestStop, type BestStop } from './best-stop.ts';
export { adaptiveWeights, type WeightChange } from './adaptive-weights.ts';
export { duelStrengths, type DuelStrengths, type LogOdds } from './bradley-terry.ts';
export type { Duel } from './duels.ts';
export { chosenShare, strengthOver, type ChosenShare } from './duel-chance.ts';
export type { DuelGraph } from './duel-graph.ts';
export { complierEffect } from './complier-effect.ts';
export { breakEven, type BreakEven, type TuningCosts } from './break-even.ts';
export { differenceOfProportions, type ProportionTest } from './score-test.ts';
export { fisherExact } from './fisher-exact.ts';
export {
  lookAgain,
  mergeSequences,
  openSequence,
  readSequence,
  type Contradiction,
  type Look,
  type RunningInterval,
  type SequentialState,
} from './sequential-state.ts';
export { decideHybrid, lookAtHybrid, openHybrid, type HybridDecision, type HybridState } from './hybrid-test.ts';
export {
  equivalence,
  nonInferiority,
  sequentialHarm,
  sequentialPass,
  type Equivalence,
  type Guardrail,
  type GuardrailSide,
  type NonInferiority,
} from './non-inferiority.ts';
export {
  benjaminiHochberg,
  holm,
  selectedIntervals,
  simultaneousConfidence,
  type SelectedIntervals,
  type TestedP,
} from './multiplicity.ts';
export { lift, type AnyLift, type LiftBeyond, type LiftEstimate } from './lift.ts';
export { chanceToWin, type Belief, type NormalPrior } from './chance-to-win.ts';
export { chanceToWinOfShares } from './proportions-belief.ts';
export {
  differenceOfLatency,
  differenceOfLatencyMoments,
  ratioOfLatency,
  type LatencyRatio,
  type OpenEnded,
} from './latency-difference.ts';
export { cuped, type Adjusted } from './cuped.ts';
export {
  covariateMomentsOf,
  mergeCovariateMoments,
  type CovariateMoments,
  type UnitWithCovariates,
} from './covariate-moments.ts';
export { interactedDifference } from './interacted-regression.ts';
export { intraClassCorrelation, type IntraClass, type OneWaySums } from './intra-class.ts';
export { sequentiallyDetectable } from './sequential-sensitivity.ts';
export { mcNemarExact } from './mcnemar-exact.ts';
export { pairedDifference, type PairedDifference, type PairedOutcomes } from './paired-difference.ts';
