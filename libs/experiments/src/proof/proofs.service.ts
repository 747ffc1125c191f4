import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { costCap, Totals, type PhaseKey } from '#analytics';
import { usualAlpha } from '#contracts';
import type { InputOf, Proof, ProofProgress, ProofRule, proveExperiment } from '#contracts';
import { Database, Problem } from '#platform';
import { shuffledLabels, wilsonInterval } from '#stats';
import { oneExperiment } from '../experiments.service.ts';
import { playDealing, type Trial } from './play-dealing.ts';
import { keepProof } from './proof.sql.ts';
import { readTrial } from './trial.ts';

const FEWEST_UNITS = 100;
/** Others wait no longer than this for the processor. */
const SLICE_MS = 12;

/** Tries the rules on an experiment's own visitors, where every finding is a false alarm. */
@Injectable()
export class ExperimentProofs {
  private readonly running = new Map<string, { done: number; of: number }>();

  constructor(
    private readonly db: Database,
    private readonly totals: Totals,
  ) {}

  /** @throws Problem `proof_impossible` below 100 units, `proof_running` while this server tries the same experiment */
  async prove(workspaceId: string, { id, permutations, seed }: InputOf<typeof proveExperiment>, now = new Date()): Promise<Proof> {
    if (this.running.has(id)) throw new Problem('proof_running');
    const progress = { done: 0, of: permutations };
    this.running.set(id, progress);
    try {
      await this.totals.refresh();
      const { phase, measure, alpha, trial } = await this.trialOf(workspaceId, id, seed);
      if (trial.units.length < FEWEST_UNITS) throw new Problem('proof_impossible');
      const counted = await count(trial, { permutations, seed }, progress);
      const rules = rulesOf(trial);
      const proof: Proof = {
        at: now.toISOString(), measure, units: trial.units.length, unitsInAll: trial.inAll, permutations, seed, sha256: digestOf(trial), alpha,
        sequence: counted.sequence, oneLook: counted.oneLook, everyLook: counted.everyLook, ...(rules.includes('harm') && { harm: counted.harm }),
        intervals: Object.fromEntries(rules.map((rule) => [rule, shareOf(counted[rule], permutations)])),
      };
      await this.db.inWorkspace(workspaceId, (tx) => keepProof(tx, phase, proof));
      return proof;
    } finally {
      this.running.delete(id);
    }
  }

  /** How far this server is with an experiment; null: it tries nothing. @throws Problem `not_found` */
  async progress(workspaceId: string, id: string): Promise<ProofProgress> {
    await this.db.inWorkspace(workspaceId, (tx) => oneExperiment(tx, workspaceId, id));
    return { running: this.running.get(id) ?? null };
  }

  private trialOf(workspaceId: string, id: string, seed: number) {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const experiment = await oneExperiment(tx, workspaceId, id);
      const phase: PhaseKey = { workspaceId, experimentId: id, phase: experiment.phase, clustered: experiment.unit === 'conversation' };
      const { primary: measure, alpha = usualAlpha } = experiment.decision;
      return { phase, measure, alpha, trial: await readTrial(tx, phase, { experiment, cap: await costCap(tx, phase), seed, alpha }) };
    });
  }
}

const rulesOf = ({ guardrails }: Trial): ProofRule[] => ['sequence', 'oneLook', 'everyLook', ...(guardrails.length > 0 ? ['harm' as const] : [])];

function shareOf(alarms: number, permutations: number): { low: number; high: number } {
  const { low, high } = wilsonInterval(alarms, permutations);
  return { low, high };
}

const digestOf = ({ units, primary, guardrails }: Trial): string =>
  createHash('sha256').update(JSON.stringify([units.map(({ variant, epoch }) => [variant, epoch]), primary.of, guardrails.map(({ measure }) => measure.of)])).digest('hex');

/** Lets others have the processor between permutations. */
async function count(trial: Trial, dealing: { permutations: number; seed: number }, progress: { done: number }): Promise<Record<ProofRule, number>> {
  const found: Record<ProofRule, number> = { sequence: 0, oneLook: 0, everyLook: 0, harm: 0 };
  let since = performance.now();
  for (const labels of shuffledLabels(trial.units, dealing)) {
    const alarm = playDealing(trial, labels);
    for (const rule of Object.keys(found) as ProofRule[]) found[rule] += Number(alarm[rule]);
    progress.done++;
    if (performance.now() - since < SLICE_MS) continue;
    await setImmediate();
    since = performance.now();
  }
  return found;
}
