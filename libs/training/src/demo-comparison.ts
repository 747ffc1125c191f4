import { Injectable } from '@nestjs/common';
import { NewExperiment } from '#contracts';
import { Experiments, Lifecycle } from '#experiments';
import type { DemoVersions } from './demo-backends.ts';

const EXPERIMENT = 'Which approach serves our customers best?';

/** The experiment of the demo. */
@Injectable()
export class DemoComparison {
  constructor(private readonly experiments: Experiments, private readonly lifecycle: Lifecycle) {}

  /** Running or over: a draft may be the trace of an interrupted start. */
  async exists(workspaceId: string): Promise<boolean> {
    return (await this.experiments.list(workspaceId, {})).some(({ state }) => state !== 'draft');
  }

  async begin(workspaceId: string, siteId: string, { prompt, fineTuned, hybrid }: DemoVersions): Promise<void> {
    const by = { workspaceId, name: 'Duet' };
    const draft = (await this.experiments.list(workspaceId, { siteId, state: 'draft' })).find(({ name }) => name === EXPERIMENT)
      ?? (await this.experiments.create(by, NewExperiment.parse({
        siteId, name: EXPERIMENT, hypothesis: 'A hybrid of both satisfies customers more than prompt engineering or fine-tuning alone.',
        variants: [
          { name: 'Prompt-engineered', backendVersionId: prompt.id, weight: 3_334, isControl: true },
          { name: 'Fine-tuned', backendVersionId: fineTuned.id, weight: 3_333, isControl: false },
          { name: 'Hybrid', backendVersionId: hybrid.id, weight: 3_333, isControl: false },
        ],
      })));
    await this.lifecycle.start(by, { id: draft.id, reason: 'The demo begins.' });
  }
}
