import type { BackendVersion, OperatingPoint, PromptPack } from '#contracts';

/** From `answer` on a question is answered, from `clarify` on asked back; below, a person is offered. */
export interface Thresholds {
  answer: number;
  clarify: number;
}

/** Of a trained version: what it is to reach, unless somebody wishes otherwise. */
export const STANDARD_TARGET = 0.95;

/** Where nothing was measured: of versions without training, and of models trained on too little to read anything off. */
const standard: Thresholds = { answer: 0.35, clarify: 0.15 };

/** Thresholds read off the held-out questions of a training run. */
export type LearntThresholds = Pick<OperatingPoint, 'target' | 'reached' | 'answer' | 'clarify'>;

/** What is set by hand comes first, then what was measured. */
export function thresholdsInUse(pack: PromptPack | null, learnt: LearntThresholds | null): BackendVersion['thresholds'] {
  if (pack?.thresholds) return { ...pack.thresholds, from: 'pack', target: null, reached: true };
  if (!learnt) return { ...standard, from: 'standard', target: null, reached: true };
  const { answer, clarify, target, reached } = learnt;
  return { answer, clarify, from: 'target', target, reached };
}

/** How much of the way to certainty is asked for on top where words alone decide. */
const caution = 0.2;

/** For messages in languages that the encoder cannot read: fewer of them are answered, and surer. */
export const forWordsAlone = ({ answer, clarify }: Thresholds): Thresholds => ({ answer: answer + (1 - answer) * caution, clarify: clarify + (1 - clarify) * caution });
