import { Injectable } from '@nestjs/common';
import { Examples, OUT_OF_SCOPE, TextVectors } from '#knowledge';
import { TextEngine, type TrainedIntentModel, type TrainingExample } from '#models';
import { Problem } from '#platform';
import { dataSetOf } from './data-set.ts';
import type { ProgressKeeper } from './progress-keeper.ts';
import { ProgressPicture } from './training-progress.ts';
import type { KeptTrials, TrainingRunRow } from './training-run.entity.ts';
import { TrialsKeeper } from './trials-keeper.ts';

const MINUTE_MS = 60_000;

export interface Keepers {
  keeper: ProgressKeeper;
  keepTrials: (trials: KeptTrials) => Promise<void>;
}

export interface Learnt {
  trained: TrainedIntentModel;
  picture: ProgressPicture;
}

/** From the labelled questions to a trained model. */
@Injectable()
export class Learning {
  constructor(private readonly examples: Examples, private readonly vectors: TextVectors, private readonly engine: TextEngine) {}

  /** @throws Problem `model_unavailable`, `training_running`; the signal's reason soon after it aborts */
  async learn(row: TrainingRunRow, { keeper, keepTrials }: Keepers, signal: AbortSignal): Promise<Learnt> {
    const questions = dataSetOf(await this.examples.labelled(row.workspaceId), await this.examples.heldOut(row.workspaceId));
    const { search } = row;
    const picture = new ProgressPicture(questions.length, performance.now(), search?.trials ?? null);
    keeper.tell(picture.current);
    const examples = await this.withVectors(row.workspaceId, questions, (done, total, known) => keeper.tell(picture.embedded(done, total, known, performance.now())), signal);
    const trials = new TrialsKeeper(row.trials, keepTrials);
    const budget = search && { trials: search.trials, cpuMs: search.cpuMinutes && search.cpuMinutes * MINUTE_MS, known: trials.measured };
    const input = { examples, seed: row.seed, neverAnswered: [OUT_OF_SCOPE], ...(budget && { search: budget }) };
    const trained = await this.engine.train(input, (step) => {
      if (step.stage === 'training') keeper.tell(picture.stepped(step, performance.now()));
      if (step.stage !== 'searching') return;
      trials.add(step.measured, step.trials);
      keeper.tell(picture.searched(step, performance.now()));
    }, signal);
    await trials.settled();
    keeper.tell(picture.finished('testing'));
    return { trained, picture };
  }

  private async withVectors(
    workspaceId: string, examples: readonly TrainingExample[], tell: (done: number, total: number, known: number) => void, signal: AbortSignal,
  ): Promise<TrainingExample[]> {
    let known: number | undefined;
    const texts = [...new Set(examples.map(({ text }) => text))];
    const made = await this.vectors.of(workspaceId, texts, { signal, onProgress: (done) => tell(done, texts.length, (known ??= done)) });
    if (!made) throw new Problem('model_unavailable', { detail: this.engine.state().detail });
    const pooled = new Map(texts.map((text, at) => [text, made[at]!.pooled]));
    return examples.map((example) => ({ ...example, pooled: pooled.get(example.text)! }));
  }
}
