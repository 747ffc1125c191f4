import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { ReplyOf, TrainingTrial, planTraining } from '#contracts';
import { Examples } from '#knowledge';
import { Database, Problem } from '#platform';
import { dataSetOf } from './data-set.ts';
import { estimate, slowness } from './training-costs.ts';
import { TrainingRunRow } from './training-run.entity.ts';
import { countVectors, readSpeed } from './training-runs.sql.ts';

/** Small, usual and thorough. */
const SIZES = [8, 16, 32];

/** Searches for better parameters: what one would cost, and what one has tried. */
@Injectable()
export class Trials {
  constructor(private readonly db: Database, private readonly examples: Examples) {}

  /** @throws Problem `not_found` */
  async list(workspaceId: string, id: string): Promise<TrainingTrial[]> {
    const row = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(TrainingRunRow, { workspaceId, id }));
    if (!row) throw new Problem('not_found');
    return row.trials?.table ?? [];
  }

  /** @throws Problem `not_found` */
  async csv(workspaceId: string, id: string): Promise<string> {
    return stringify((await this.list(workspaceId, id)).map(flat), { header: true });
  }

  async plan(workspaceId: string): Promise<ReplyOf<typeof planTraining>> {
    const [labelled, judging] = await Promise.all([this.examples.labelled(workspaceId), this.examples.heldOut(workspaceId)]);
    const learnt = dataSetOf(labelled, judging).filter(({ part }) => part !== 'test');
    const { last, vectors } = await this.db.inWorkspace(workspaceId, async (tx) => ({ last: await readSpeed(tx, workspaceId), vectors: await countVectors(tx, workspaceId) }));
    const [questions, newTexts, slow] = [learnt.length, Math.max(0, learnt.length - vectors), slowness(last)];
    return {
      questions, heldOut: labelled.filter(({ text, part }) => part === 'train' && judging.has(text)).length, intents: new Set(learnt.map(({ label }) => label)).size, quickSeconds: estimate(questions, newTexts, slow, null),
      search: SIZES.map((trials) => ({ trials, seconds: estimate(questions, newTexts, slow, trials) })),
    };
  }
}

const flat = ({ recipe: { topLayer, ngrams, examples, mixture }, ...trial }: TrainingTrial): Record<string, string | number | null> => ({
  trial: trial.number, state: trial.state, parts: trial.folds, questions: trial.questions,
  accuracy: trial.accuracy, standard_error: trial.standardError, fine_tuned: trial.fineTuned, hybrid: trial.hybrid,
  gain: trial.gain, gain_standard_error: trial.gainError, cpu_seconds: trial.cpuSeconds,
  top_layer_epochs: topLayer.epochs, layer_rate: topLayer.layerRate, head_rate: topLayer.headRate, dropout: topLayer.dropout, head_scale: topLayer.headScale,
  ngram_epochs: ngrams.epochs, ngram_rate: ngrams.learningRate, ngram_least_texts: ngrams.leastTexts,
  words: ngrams.words, shortest_letters: ngrams.shortest, longest_letters: ngrams.longest, neighbours: examples.neighbours,
  fine_tuned_shares: mixture.fineTuned?.join(' ') ?? 'learnt', hybrid_shares: mixture.hybrid?.join(' ') ?? 'learnt',
});
