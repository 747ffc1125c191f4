import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { TrainingProgress, TrainingRun } from '#contracts';
import { DemoBackends } from './demo-backends.ts';
import { DemoComparison } from './demo-comparison.ts';
import { readDemo, type DemoCompany } from './demo-files.ts';
import { DemoKnowledge } from './demo-knowledge.ts';
import { DemoPlaces } from './demo-places.ts';
import { TrainingRuns } from './training-runs.service.ts';

export interface DemoProgress {
  stage: 'knowledge' | 'training' | 'done';
  /** 0 to 1, of the whole preparation. */
  fraction: number;
  /** A few words for the terminal. */
  detail: string;
}

export interface DemoPlace {
  workspaceId: string;
  siteKey: string;
}

const LOOK_EVERY_MS = 250;
const KNOWLEDGE_SHARE = 0.1;

/**
 * Founds the demo company: help centre, labelled questions, three backends, a running experiment. What an interrupted
 * start left undone is done by the next one; once the experiment is there nothing is touched again.
 */
@Injectable()
export class Demo {
  private readonly log = new Logger(Demo.name);

  constructor(
    private readonly places: DemoPlaces,
    private readonly knowledge: DemoKnowledge,
    private readonly backends: DemoBackends,
    private readonly runs: TrainingRuns,
    private readonly comparison: DemoComparison,
  ) {}

  /** @throws when the files of the demo cannot be read, or the training fails; the signal's reason soon after it aborts */
  async prepare(onProgress: (progress: DemoProgress) => void, signal: AbortSignal, reading: Promise<DemoCompany> = readDemo()): Promise<DemoPlace> {
    const demo = await reading;
    const { workspaceId, site } = await this.places.found(demo);
    const place = { workspaceId, siteKey: site.publicKey };
    if (await this.comparison.exists(workspaceId)) {
      await this.backends.onLanguageModel(workspaceId, demo.pack);
      return place;
    }
    onProgress({ stage: 'knowledge', fraction: 0, detail: `Writing down what ${demo.company.name} knows` });
    await this.knowledge.fill(workspaceId, demo);
    const prompt = await this.backends.promptVersion(workspaceId, demo.pack);
    await this.places.answerBy(workspaceId, site, prompt.id);
    await this.backends.onLanguageModel(workspaceId, demo.pack);
    const run = await this.train(workspaceId, onProgress, signal);
    const versions = { prompt, ...(await this.backends.trainedVersions(workspaceId, demo.pack, run)) };
    await this.comparison.begin(workspaceId, site.id, versions);
    onProgress({ stage: 'done', fraction: 1, detail: 'The demo is ready' });
    this.log.log({ event: 'demo.ready', workspaceId });
    return place;
  }

  /** Waits for a run that an earlier start began, or begins one. */
  private async train(workspaceId: string, onProgress: (progress: DemoProgress) => void, signal: AbortSignal): Promise<TrainingRun> {
    const [latest] = await this.runs.list(workspaceId);
    const standing = latest && latest.state !== 'failed' && latest.state !== 'cancelled' ? latest : undefined;
    let run = standing ?? (await this.runs.start(workspaceId, { seed: 1, note: 'The first model of the demo.', backendIds: [], search: null }));
    while (run.state === 'queued' || run.state === 'running') {
      onProgress(asDemoProgress(run.progress));
      await wait(LOOK_EVERY_MS, undefined, { signal });
      run = await this.runs.read(workspaceId, run.id);
    }
    if (run.state !== 'succeeded') throw new Error(`the demo was not trained: ${run.errorCode ?? run.state}`);
    return run;
  }
}

const stages: Readonly<Record<TrainingProgress['stage'], string>> = {
  waiting: 'Waiting to train', preparing: 'Preparing', embedding: 'Reading the questions', searching: 'Trying recipes', top_layer: 'Training the encoder\'s last layer', ngrams: 'Training on words and letters',
  calibrating: 'Measuring its confidence', testing: 'Testing', done: 'Trained',
};

const asDemoProgress = ({ stage, fraction }: TrainingProgress): DemoProgress =>
  ({ stage: 'training', fraction: KNOWLEDGE_SHARE + (1 - KNOWLEDGE_SHARE) * fraction, detail: stages[stage] });
