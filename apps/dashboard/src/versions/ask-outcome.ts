import type { CallOf, previewAnswer } from '#contracts';
import { askPreview } from '../try-it/ask-preview.ts';
import type { Outcome } from './comparison.ts';

/** Asks a version, or a draft, a question. @param tell is told what has been said so far, and at last what came of it; never after a stop */
export async function askOutcome(question: CallOf<typeof previewAnswer>, signal: AbortSignal, tell: (outcome: Outcome) => void): Promise<void> {
  const told = (outcome: Outcome): void => {
    if (!signal.aborted) tell(outcome);
  };
  await askPreview(question, signal, (said) => told({ state: 'asked', said })).then(
    (preview) => told({ state: 'answered', preview }),
    (error: unknown) => told({ state: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
}
