export { createBm25, searchWords, type Bm25, type Bm25Settings } from './bm25.ts';
export { splitSentences, selectSentences } from './answer-sentences.ts';
export type { SelectedSentence, SelectionSettings, Span } from './answer-sentences.ts';
export { applyTopLayer, applyTopLayerToAll, topLayerApplier, type TopLayer } from './apply-top-layer.ts';
export { continueGroups } from './continue-groups.ts';
export { createEncoder, encoderDimensions, pooledDimensions, type Encoder, type EncoderFiles } from './encoder.ts';
export { exampleClassifier } from './example-classifier.ts';
export type {
  ExampleClassifier, ExampleJudgement, ExampleMatch, ExampleSettings, LabelledVector,
} from './example-classifier.ts';
export { standardRecipe } from './intent-recipe.ts';
export type { ExampleRecipe, IntentRecipe, MixtureRecipe, NgramRecipe, NgramShape, TopLayerRecipe } from './intent-recipe.ts';
export { groupQuestions, type GroupedQuestion, type QuestionGroup } from './group-questions.ts';
export { checkIntentWeights } from './check-intent-weights.ts';
export { fewShotClassifier, type FewShotClassifier, type FewShotExample } from './few-shot-classifier.ts';
export { fitFusion, fusionGrid, rankOfRight, rankQuality } from './fusion-weights.ts';
export type { FusionFit, FusionQuestion, RankQuality } from './fusion-weights.ts';
export { loadIntentModel, serialiseIntentModel } from './intent-artefact.ts';
export type {
  IntentInput, IntentMembers, IntentModel, IntentOpinion, IntentPrediction, MixtureShares, RankedIntent,
} from './intent-model.ts';
export type { ApproachReport, ConfusedLabels, ExampleCounts, IntentReport, TestedPoint } from './intent-report.ts';
export type { KernelKind } from './matmul-kernel.ts';
export { accuracy, auroc, confusedPairs, expectedCalibrationError, judged, macroF1 } from './metrics.ts';
export type { ConfusedPair, Judged, ReliabilityBin } from './metrics.ts';
export { learnMixture, mix, type Mixture } from './mixture.ts';
export { contentWords } from './content-words.ts';
export { detectLanguage } from './detect-language.ts';
export { duplicateKey, normaliseText } from './normalise-text.ts';
export { conductAt, operatingPoints, type Conduct, type HeldOut, type OperatingPoint } from './operating-point.ts';
export { riskCoverage, sampledCurve, type CoveragePoint } from './risk-coverage.ts';
export { rowMultiplier } from './row-products.ts';
export { searchTokens } from './search-tokens.ts';
export { seededRandom, shuffle, type Random } from './seeded-random.ts';
export { splitExamples, type SplitExamples, type SplittableExample } from './split-examples.ts';
export { createSpelling, type Spelling } from './spelling.ts';
export { createTokenizer, type Tokenizer, type Vocabulary } from './tokenizer.ts';
export { fitTemperature } from './temperature.ts';
export { trainIntentModel } from './train-intent-model.ts';
export { trainTopLayer } from './train-top-layer.ts';
export type { EpochReport, PooledExample, TopLayerTraining, TunedTopLayer } from './train-top-layer.ts';
export type { EmbeddedExample, IntentTraining, TrainedIntent, TrainingProgress } from './train-intent-model.ts';
export { argmax, cosine, dot, softmax, unit } from './vectors.ts';
export type { WeightManifest } from './weight-tensors.ts';
export { standardise, zScoreSum } from './z-score-sum.ts';
export { plannedRounds, searchFolds } from './search-recipes.ts';
export type { Measurement, SearchedTrial, SearchVerdict, TrialState } from './search-verdict.ts';
export { trainBySearch, type SearchProgress, type TestComparison } from './train-by-search.ts';
