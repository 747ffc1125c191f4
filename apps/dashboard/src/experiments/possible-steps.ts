import type { ExperimentState } from '#contracts';
import type { words } from './strings.ts';

/** What moves an experiment on. */
export type Step = Exclude<keyof typeof words.steps, 'failed'>;

export const possible: Record<ExperimentState, readonly Step[]> = { draft: ['delete', 'start'], running: ['stop', 'pause'], paused: ['stop', 'goOn'], stopped: [] };
