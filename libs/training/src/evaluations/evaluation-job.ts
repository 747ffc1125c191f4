import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EvaluationCase } from '#contracts';
import { Database, Jobs, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { CaseAnswers } from './case-answers.ts';
import { readCases } from './evaluation-sets.sql.ts';
import { EvaluationRow } from './evaluation.entity.ts';
import { beginEvaluation, endEvaluation, insertJudgement, keepEvaluationProgress, readAnswers, readComparisons } from './evaluations.sql.ts';
import { EVALUATION_JOB, Evaluations } from './evaluations.service.ts';
import { inParallel } from './in-parallel.ts';
import { PairJudge } from './judge/pair-judge.ts';
import { EvaluationCancelled, Verdicts } from './verdicts.ts';

const Payload = z.object({ workspaceId: z.uuid(), id: z.uuid() });
/** Pairs that the judge looks at at a time. */
const PAIRS_AT_ONCE = 2;

/** One that stops its server again and again is not tried for ever; the queue would try a few more times. */
const MOST_INTERRUPTIONS = 20;

/** The servers stopped too often. */
class Interrupted extends Error {}

interface Run {
  row: EvaluationRow;
  cases: readonly EvaluationCase[];
  signal: AbortSignal;
  keep: (tx: EntityManager, state: 'answering' | 'judging') => Promise<void>;
}

/** Carries evaluations out. After a restart each goes on behind the answers and comparisons that are stored. */
@Injectable()
export class EvaluationJob implements OnModuleInit {
  private readonly log = new Logger(EvaluationJob.name);

  constructor(
    private readonly db: Database, private readonly jobs: Jobs, private readonly evaluations: Evaluations, private readonly answers: CaseAnswers, private readonly judge: PairJudge, private readonly verdicts: Verdicts,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(EVALUATION_JOB, (payload, stopping) => this.handle(Payload.parse(payload), stopping));
  }

  /** Throws only when the server stops: the queue then tries it again. */
  private async handle({ workspaceId, id }: z.output<typeof Payload>, stopping: AbortSignal): Promise<void> {
    const row = await this.db.inWorkspace(workspaceId, async (tx) => ((await beginEvaluation(tx, workspaceId, id)) ? tx.findOneBy(EvaluationRow, { workspaceId, id }) : null));
    if (!row) return;
    try {
      if (row.cancelRequested) throw new EvaluationCancelled();
      if (row.interruptions > MOST_INTERRUPTIONS) throw new Interrupted();
      await this.carryOut(row, stopping);
    } catch (error) {
      if (stopping.aborted) throw error;
      await this.end(row, error);
    }
  }

  private async carryOut(row: EvaluationRow, stopping: AbortSignal): Promise<void> {
    const { workspaceId, id, setId } = row;
    const cancelled = new AbortController();
    const run: Run = {
      row, signal: AbortSignal.any([stopping, cancelled.signal]),
      cases: (await this.db.inWorkspace(workspaceId, (tx) => readCases(tx, workspaceId, setId, { after: 0, limit: null }))).cases,
      keep: async (tx, state) => {
        const kept = await keepEvaluationProgress(tx, workspaceId, id, state);
        if (!kept || kept.stop) cancelled.abort(new EvaluationCancelled());
        else this.evaluations.tell(workspaceId, { id, state, ...kept });
      },
    };
    await this.answers.run({ ...run, keep: (tx) => run.keep(tx, 'answering') });
    if (row.judge.kind === 'model') await this.compare(run, row.judge.model);
    const ended = await this.verdicts.conclude(workspaceId, id);
    this.log.log({ event: 'evaluation.finished', workspaceId, evaluationId: id, cases: run.cases.length, outcome: ended.verdict?.outcome });
    this.evaluations.tell(workspaceId, ended);
  }

  private async compare({ row: { workspaceId, id }, cases, signal, keep }: Run, model: string): Promise<void> {
    const [answers, known] = await this.db.inWorkspace(workspaceId, async (tx) => [await readAnswers(tx, workspaceId, id), await readComparisons(tx, workspaceId, id)] as const);
    const compared = new Set(known.filter(({ by }) => by === 'model').map(({ caseId }) => caseId));
    await inParallel(PAIRS_AT_ONCE, cases.filter((one) => !compared.has(one.id)), signal, async (asked, ended) => {
      const { candidate, baseline } = answers.get(asked.id) ?? {};
      if (!candidate || !baseline) return;
      const choice = await this.judge.compare(workspaceId, model, { asked, candidate, baseline }, ended);
      await this.db.inWorkspace(workspaceId, async (tx) => {
        if (choice) await insertJudgement(tx, workspaceId, id, { caseId: asked.id, ...choice, candidateLength: [...candidate.text].length, baselineLength: [...baseline.text].length });
        await keep(tx, 'judging');
      });
    });
  }

  private async end({ workspaceId, id, done, total }: EvaluationRow, error: unknown): Promise<void> {
    const state = error instanceof EvaluationCancelled ? 'cancelled' : 'failed';
    const code = error instanceof Problem ? error.code : error instanceof Interrupted ? 'interrupted' : 'internal';
    const ended = await this.db.inWorkspace(workspaceId, (tx) => endEvaluation(tx, workspaceId, id, state, state === 'failed' ? code : null));
    if (state === 'failed') this.log.error({ event: 'evaluation.failed', workspaceId, evaluationId: id, code }, error);
    if (ended) this.evaluations.tell(workspaceId, { id, state, done, total });
  }
}
