import { Injectable } from '@nestjs/common';
import { BackendVersions } from '#backends';
import type { BackendKind, BackendVersion, PromptPack, TrainingRun } from '#contracts';
import { Config } from '#platform';

export interface DemoVersions {
  prompt: BackendVersion;
  fineTuned: BackendVersion;
  hybrid: BackendVersion;
}

/** Below the standard 95 %: at that, a model of 17 examples an intent would answer only every fifth question at once. */
const demoTarget = 0.9;

const names: Readonly<Record<BackendKind, string>> = { prompt: 'Prompt-engineered', fine_tuned: 'Fine-tuned', hybrid: 'Hybrid' };

/** The backends that the demo compares; each step leaves what is there already. */
@Injectable()
export class DemoBackends {
  constructor(private readonly versions: BackendVersions, private readonly config: Config) {}

  /** Ready at once: it needs no training. */
  promptVersion(workspaceId: string, pack: PromptPack): Promise<BackendVersion> {
    return this.first(workspaceId, { kind: 'prompt', name: names.prompt, model: 'embedded/encoder', pack, run: null });
  }

  async trainedVersions(workspaceId: string, pack: PromptPack, run: TrainingRun): Promise<Omit<DemoVersions, 'prompt'>> {
    const model = `embedded/intent@${run.number}`;
    const fineTuned = await this.first(workspaceId, { kind: 'fine_tuned', name: names.fine_tuned, model, pack: null, run });
    return { fineTuned, hybrid: await this.first(workspaceId, { kind: 'hybrid', name: names.hybrid, model, pack, run }) };
  }

  /** The same three on the language model of DUET_MODEL_*, to try and to compare; no experiment uses them by itself. */
  async onLanguageModel(workspaceId: string, pack: PromptPack): Promise<void> {
    const name = this.config.model?.name;
    if (name === undefined) return;
    for (const kind of ['prompt', 'fine_tuned', 'hybrid'] as const) {
      await this.first(workspaceId, { kind, name: `${names[kind]} on ${name}`.slice(0, 120), model: `openai/${name}`, pack: kind === 'fine_tuned' ? null : pack, run: null });
    }
  }

  private async first(workspaceId: string, wish: { kind: BackendKind; name: string; model: string; pack: PromptPack | null; run: TrainingRun | null }): Promise<BackendVersion> {
    const { kind, name, model, pack, run } = wish;
    const known = (await this.versions.list(workspaceId)).find((backend) => backend.name === name && backend.kind === kind);
    if (known?.latest?.state === 'ready') return known.latest;
    const backend = known ?? (await this.versions.create(workspaceId, { kind, name }));
    return this.versions.save(workspaceId, { backendId: backend.id, model, promptPack: pack, trainingRunId: run?.id ?? null, note: 'Made for the demo.', authorName: null, targetAccuracy: demoTarget });
  }
}
