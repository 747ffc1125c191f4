import type { OptimizerRefusals } from '#contracts';
import type { Database } from '#platform';
import { OptimizerCandidateRow } from './optimizer-candidate.entity.ts';
import { OptimizerRunRow, type Standing } from './optimizer-run.entity.ts';
import { keepProgress, keepStep, reserveTokens, settleTokens, type Held } from './optimizer.sql.ts';
import { frontOf, meanScore, type Candidate } from './search.ts';
import type { TokenLedger } from './token-meter.ts';

const EVERY_MS = 500;

/** Stores what a run spends and finds; candidates and tokens at once, the number of answers twice a second. */
export class RunKeeper implements TokenLedger {
  private readonly candidates: Candidate[];
  private rollouts: number;
  private microUsd = 0;
  private storedAt = 0;

  constructor(private readonly db: Database, private readonly run: OptimizerRunRow & Held, private readonly hooks: { candidates: readonly Candidate[]; stop: () => void; told: () => void }) {
    this.candidates = [...hooks.candidates];
    this.rollouts = run.rollouts;
  }

  reserve(tokens: number): Promise<boolean> {
    return this.db.inWorkspace(this.run.workspaceId, (tx) => reserveTokens(tx, this.run, tokens));
  }

  settle(tokens: number): Promise<void> {
    return this.db.inWorkspace(this.run.workspaceId, (tx) => settleTokens(tx, this.run, tokens));
  }

  async progress(rollouts: number, microUsd: number): Promise<void> {
    this.rollouts = rollouts;
    this.microUsd += microUsd;
    if (performance.now() - this.storedAt >= EVERY_MS) await this.flush();
  }

  async flush(): Promise<void> {
    const { rollouts, microUsd } = this;
    this.microUsd = 0;
    this.storedAt = performance.now();
    if (await this.db.inWorkspace(this.run.workspaceId, (tx) => keepProgress(tx, this.run, { rollouts, microUsd }))) this.hooks.stop();
    else this.hooks.told();
  }

  async pass(nextStep: number, refused: keyof OptimizerRefusals | null): Promise<void> {
    await this.db.inWorkspace(this.run.workspaceId, (tx) => keepStep(tx, this.run, nextStep, refused));
  }

  /** The candidate, where it leaves the others, and the step behind it: all or nothing. */
  async join(candidate: Candidate, nextStep: number, validation: readonly { id: string }[]): Promise<void> {
    const { workspaceId, id, owner } = this.run;
    this.candidates.push(candidate);
    const standing = standingOf(this.candidates, validation);
    await this.db.inWorkspace(workspaceId, async (tx) => {
      const row = await tx.findOne(OptimizerRunRow, { where: { workspaceId, id, owner, state: 'running' }, lock: { mode: 'pessimistic_write' } });
      if (!row) return;
      const curve = [...row.curve, { tokens: row.tokens, rollouts: this.rollouts, score: standing.best.score }];
      await tx.insert(OptimizerCandidateRow, { workspaceId, runId: id, ...candidate });
      await tx.update(OptimizerRunRow, { workspaceId, id }, { standing, curve, nextStep });
    });
    await this.flush();
  }
}

function standingOf(candidates: readonly Candidate[], validation: readonly { id: string }[]): Standing {
  // Of those alike the first: it took the least to find.
  const best = candidates.reduce((one, other) => (meanScore(other) > meanScore(one) ? other : one));
  return {
    startScore: meanScore(candidates[0]!), best: { number: best.number, score: meanScore(best) }, frontSize: frontOf(candidates, validation).members.length, candidates: candidates.length,
  };
}
