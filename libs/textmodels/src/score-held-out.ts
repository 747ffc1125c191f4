import { applyTopLayerToAll } from './apply-top-layer.ts';
import { cutFolds } from './cut-folds.ts';
import { fitMembers, type FitProgress, type FittedMembers, type MemberFit, type NumberedExample } from './fit-members.ts';
import { memberScorer, type MemberScores } from './intent-members.ts';
import { tunedLayer, type IntentWeights } from './intent-weights.ts';
import type { KernelKind } from './matmul-kernel.ts';

/** One epoch of one of several trainings. */
export interface RoundProgress extends FitProgress {
  /** Counts from 1; the last one makes the model that stays. */
  readonly round: number;
  readonly rounds: number;
}

/** A fitted model and the scores of examples that the scoring model had not learnt from. */
export interface HeldOutScores extends FittedMembers {
  readonly scores: readonly MemberScores[];
  readonly truths: readonly number[];
  /** 1: a part was held out once; more: each example was held out by one of so many models. */
  readonly folds: number;
}

/** Fewer held-out examples than this cannot place a threshold: of 160, one is 0.6 points. */
const enoughHeldOut = 500;
const folds = 4;

export type Fitting = Omit<MemberFit, 'train' | 'validation'>;
interface Shares {
  readonly train: readonly NumberedExample[];
  readonly validation: readonly NumberedExample[];
  /** The validation part was chosen by the caller: nothing learns from it. */
  readonly fixed: boolean;
}

/**
 * Fits a model and scores examples that were held out from one like it. A large validation part is held out as it is.
 * Where it would be too small to read anything off, each example is scored by a model trained on the other folds. The
 * model that stays learns from all of them, unless the caller chose what is held out.
 */
export function* fitAndScoreHeldOut(
  fitting: Fitting, { train, validation, fixed }: Shares,
): Generator<RoundProgress, HeldOutScores, void> {
  if (fixed || validation.length >= enoughHeldOut) {
    const rounds = fixed ? 1 : 2;
    const watched = yield* inRound(fitMembers({ ...fitting, train, validation }), 1, rounds);
    const held = scored(watched.weights, validation, fitting.kernel);
    if (fixed) return { ...watched, ...held, folds: 1 };
    // What was held out has told what it had to tell: the model that stays learns from it too.
    const fitted = yield* inRound(fitMembers({ ...fitting, train: [...train, ...validation], validation: [], stopAfter: watched.epochsRun }), 2, rounds);
    return { ...fitted, ...held, folds: 1 };
  }
  return yield* outOfFold(fitting, [...train, ...validation]);
}

function* outOfFold(fitting: Fitting, all: readonly NumberedExample[]): Generator<RoundProgress, HeldOutScores, void> {
  const foldOf = cutFolds(all.map(({ truth }) => truth), folds, fitting.seed);
  const rounds = folds + 1;
  const scores: MemberScores[] = [];
  const truths: number[] = [];
  let stopAfter: number | undefined;
  for (let fold = 0; fold < folds; fold++) {
    const held = all.filter((_, index) => foldOf[index] === fold);
    const rest = all.filter((_, index) => foldOf[index] !== fold);
    // The first fold is watched for the curve and stopped early; the others, like the model that stays, learn for as many epochs.
    const validation = fold === 0 ? held : [];
    const { weights, epochsRun } = yield* inRound(fitMembers({ ...fitting, train: rest, validation, ...(stopAfter === undefined ? {} : { stopAfter }) }), fold + 1, rounds);
    stopAfter = epochsRun;
    const part = scored(weights, held, fitting.kernel);
    scores.push(...part.scores);
    truths.push(...part.truths);
  }
  const fitted = yield* inRound(fitMembers({ ...fitting, train: all, validation: [], ...(stopAfter === undefined ? {} : { stopAfter }) }), rounds, rounds);
  return { ...fitted, scores, truths, folds };
}

function scored(weights: IntentWeights, held: readonly NumberedExample[], kernel?: KernelKind) {
  return { scores: scoreAll(weights, held, kernel), truths: held.map(({ truth }) => truth) };
}

function* inRound<Result>(
  steps: Generator<FitProgress, Result, void>, round: number, rounds: number,
): Generator<RoundProgress, Result, void> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { ...step.value, round, rounds };
  }
}

export function scoreAll(weights: IntentWeights, examples: readonly NumberedExample[], kernel?: KernelKind): MemberScores[] {
  const score = memberScorer(weights);
  const vectors = applyTopLayerToAll(tunedLayer(weights), examples.map(({ pooled }) => pooled), kernel);
  return examples.map(({ text }, index) => score(text, vectors[index]));
}
