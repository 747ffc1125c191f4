import type { PromptPack } from '#contracts';

export type Thresholds = PromptPack['thresholds'];

/** Of a version without a prompt pack. */
export const defaultThresholds: Thresholds = { answer: 0.35, clarify: 0.15 };
