import { Injectable } from '@nestjs/common';
import { BackendVersions, type NewVersion } from '#backends';
import type { PromptPack } from '#contracts';
import type { TrainingRunRow } from './training-run.entity.ts';

/** Of a hybrid backend that has no version yet. */
export const plainPack: PromptPack = {
  instructions: '', tone: '', must: [], never: [], examplesPerIntent: null, exampleSeed: 1, useKnowledge: true, thresholds: null,
};

/** A trained model reaches visitors by new backend versions only; running experiments keep what they compare. */
@Injectable()
export class Promotion {
  constructor(private readonly versions: BackendVersions) {}

  /** One version for each backend that the run names, that still exists and that has a model of its own, with the newest prompt pack of its backend. */
  async of({ workspaceId, id, number, backendIds }: Pick<TrainingRunRow, 'workspaceId' | 'id' | 'number' | 'backendIds'>): Promise<NewVersion[]> {
    if (backendIds.length === 0) return [];
    const named = (await this.versions.list(workspaceId)).filter(({ id: backendId, latest }) => backendIds.includes(backendId) && !latest?.policy);
    return named.map(({ id: backendId, kind, latest }) => ({
      backendId, model: `embedded/intent@${number}`, trainingRunId: id, note: `Trained by run ${number}.`, authorName: null,
      targetAccuracy: latest?.thresholds.target ?? null, promptPack: latest?.promptPack ?? (kind === 'hybrid' ? plainPack : null),
    }));
  }
}
