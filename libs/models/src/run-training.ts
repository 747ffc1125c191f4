import { once } from 'node:events';
import { startWorker } from './start-worker.ts';
import type { IntentTrainingInput, TrainedIntentModel, TrainingReply, TrainingStep } from './training-messages.ts';

/**
 * Trains in a thread of its own, which ends with the run.
 *
 * @throws the signal's reason soon after it aborts; the trainer's error when it failed
 */
export async function runTraining(
  folder: string, input: IntentTrainingInput, onStep: (step: TrainingStep) => void, signal: AbortSignal,
): Promise<TrainedIntentModel> {
  signal.throwIfAborted();
  const worker = startWorker('training-worker', { folder, input });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  let trained: TrainedIntentModel | undefined;
  let fault: unknown;
  worker.on('message', (reply: TrainingReply) => {
    if (reply.kind === 'done') trained = reply.trained;
    else onStep(reply.step);
  });
  worker.on('error', (error) => { fault = error; });
  try {
    await once(worker, 'exit').catch((error: unknown) => { fault = error; });
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  if (!trained) throw fault instanceof Error ? fault : new Error('the training thread ended without a model', { cause: fault });
  return trained;
}
