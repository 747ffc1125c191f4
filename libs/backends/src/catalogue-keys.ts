import type { BackendKind } from '#contracts';

/** Key of the packaged encoder: what a prompt-engineered backend runs on without a language model. */
export const ENCODER = 'embedded/encoder';
/** Key of an intent model that is not trained yet. */
export const UNTRAINED = 'embedded/intent';

export type Engine = 'embedded' | 'language_model';

export const engineOf = (model: string): Engine => (model.startsWith('embedded/') ? 'embedded' : 'language_model');

/** Can a language model of this key be given tools? What runs a GGUF file is handed text alone, and would leave them out without a word. */
export const usesTools = (model: string): boolean => !model.startsWith('gguf/');

export const trainedKey = (runNumber: number): string => `${UNTRAINED}@${runNumber}`;

/** The number of the training run in `embedded/intent@7`; null in other keys. */
export function runNumberOf(model: string): number | null {
  const found = /^embedded\/intent@(\d{1,9})$/.exec(model);
  return found ? Number(found[1]) : null;
}

/** An embedded version needs a training run unless the kind works with the frozen encoder. */
export const needsTraining = (kind: BackendKind, model: string): boolean => kind !== 'prompt' && engineOf(model) === 'embedded';
