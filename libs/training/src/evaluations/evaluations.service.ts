import { Injectable } from '@nestjs/common';
import { BackendVersions } from '#backends';
import type { BackendVersion, Evaluation, EvaluationJudge, InputOf, ReplyOf, createEvaluation, listEvaluations } from '#contracts';
import { Broadcast } from '#conversations';
import { Catalogue } from '#models';
import { Database, Jobs, Problem, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import { countLearnt } from './count-learnt.ts';
import { EvaluationCaseRow } from './evaluation-case.entity.ts';
import { lockSet } from './evaluation-sets.service.ts';
import { EvaluationRow } from './evaluation.entity.ts';
import { deleteFailedAnswers, endEvaluation, nextEvaluationNumber, readEvaluations } from './evaluations.sql.ts';

export const EVALUATION_JOB = 'evaluation.run';
/** An evaluation that is interrupted by restarts goes on as often as this. */
const ATTEMPTS = 25;

/** Candidates held against baselines: asked for here, carried out by the job. */
@Injectable()
export class Evaluations {
  constructor(
    private readonly db: Database, private readonly jobs: Jobs, private readonly broadcast: Broadcast, private readonly versions: BackendVersions, private readonly catalogue: Catalogue,
  ) {}

  /** @throws Problem `not_found`, `evaluation_same_version`, `backend_version_not_ready`, `evaluation_set_open`, `evaluation_learnt`, `evaluation_judge_involved`, `evaluation_judge_unfit` */
  async create({ workspaceId, name: createdBy }: { workspaceId: string; name: string }, { setId, ...wish }: InputOf<typeof createEvaluation>): Promise<Evaluation> {
    const { candidateVersionId, baselineVersionId, judge } = wish;
    const versions = await Promise.all([candidateVersionId, baselineVersionId].map((id) => this.versions.read(workspaceId, id)));
    if (candidateVersionId === baselineVersionId) throw new Problem('evaluation_same_version');
    if (versions.some(({ state }) => state !== 'ready')) throw new Problem('backend_version_not_ready');
    await this.checkJudge(workspaceId, judge, versions);
    const id = newId();
    const made = await this.db.inWorkspace(workspaceId, async (tx) => {
      const { frozenAt } = await lockSet(tx, workspaceId, setId);
      if (!frozenAt) throw new Problem('evaluation_set_open');
      const learnt = await countLearnt(tx, [candidateVersionId, ...versions[0]!.answeredBy.map((version) => version.id)], { workspaceId, id: setId, frozenAt });
      if (learnt > 0) throw new Problem('evaluation_learnt', { detail: `The candidate has learnt ${learnt === 1 ? 'one question' : `${learnt} questions`} of this set, or nearly the same words.` });
      const cases = await tx.countBy(EvaluationCaseRow, { workspaceId, setId });
      const number = await nextEvaluationNumber(tx, workspaceId);
      await tx.insert(EvaluationRow, { workspaceId, id, number, setId, createdBy, ...wish, total: cases * (judge.kind === 'model' ? 3 : 2) });
      await this.queue(tx, workspaceId, id);
      return one(tx, workspaceId, id);
    });
    this.tell(workspaceId, made);
    return made;
  }

  list(workspaceId: string, { limit, ...page }: InputOf<typeof listEvaluations>): Promise<ReplyOf<typeof listEvaluations>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const found = await readEvaluations(tx, workspaceId, { ...page, limit: limit + 1 });
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1)!.id : null };
    });
  }

  /** @throws Problem `not_found` */
  read(workspaceId: string, id: string): Promise<Evaluation> {
    return this.db.inWorkspace(workspaceId, (tx) => one(tx, workspaceId, id));
  }

  /** The job looks for the wish after each answer; one that waits for its turn, or for people, ends at once. @throws Problem `not_found`, `evaluation_over` */
  async cancel(workspaceId: string, id: string): Promise<Evaluation> {
    const after = await this.db.inWorkspace(workspaceId, async (tx) => {
      const { state } = await lockEvaluation(tx, workspaceId, id);
      if (state === 'done' || state === 'failed' || state === 'cancelled') throw new Problem('evaluation_over');
      await tx.update(EvaluationRow, { workspaceId, id }, { cancelRequested: true });
      if (state === 'waiting' || state === 'choosing') await endEvaluation(tx, workspaceId, id, 'cancelled', null);
      // Should nobody work on it any more, whoever takes it up ends it.
      else await this.queue(tx, workspaceId, id);
      return one(tx, workspaceId, id);
    });
    this.tell(workspaceId, after);
    return after;
  }

  /** Answers that came stay; those that failed are asked for again. @throws Problem `not_found`, `evaluation_over` */
  async retry(workspaceId: string, id: string): Promise<Evaluation> {
    const after = await this.db.inWorkspace(workspaceId, async (tx) => {
      const { state } = await lockEvaluation(tx, workspaceId, id);
      if (state !== 'failed' && state !== 'cancelled') throw new Problem('evaluation_over');
      await deleteFailedAnswers(tx, workspaceId, id);
      await tx.update(EvaluationRow, { workspaceId, id }, { state: 'waiting', errorCode: null, cancelRequested: false, interruptions: 0, finishedAt: null });
      await this.queue(tx, workspaceId, id);
      return one(tx, workspaceId, id);
    });
    this.tell(workspaceId, after);
    return after;
  }

  /** @throws Problem `not_found`, `evaluation_unfinished` */
  remove(workspaceId: string, id: string): Promise<void> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { state } = await lockEvaluation(tx, workspaceId, id);
      if (state === 'answering' || state === 'judging') throw new Problem('evaluation_unfinished');
      await tx.delete(EvaluationRow, { workspaceId, id });
    });
  }

  tell(workspaceId: string, { id: evaluationId, state, done, total }: Pick<Evaluation, 'id' | 'state' | 'done' | 'total'>): void {
    this.broadcast.tellDesk(workspaceId, { type: 'evaluation', evaluationId, state, done, total });
  }

  private queue(tx: EntityManager, workspaceId: string, id: string): Promise<void> {
    return this.jobs.add(tx, EVALUATION_JOB, { workspaceId, id }, { key: `${EVALUATION_JOB} ${id}`, attempts: ATTEMPTS, queue: EVALUATION_JOB });
  }

  private async checkJudge(workspaceId: string, judge: EvaluationJudge, versions: readonly BackendVersion[]): Promise<void> {
    if (judge.kind !== 'model') return;
    if (!(await this.catalogue.knows(workspaceId, judge.model))) throw new Problem('evaluation_judge_unfit', { detail: `There is no language model "${judge.model}".` });
    const answering = await Promise.all(versions.map(async (version) => [version, ...await Promise.all(version.answeredBy.map(({ id }) => this.versions.read(workspaceId, id)))]));
    if (answering.flat().some(({ model }) => model === judge.model)) throw new Problem('evaluation_judge_involved');
  }
}

async function one(tx: EntityManager, workspaceId: string, id: string): Promise<Evaluation> {
  const [found] = await readEvaluations(tx, workspaceId, { id, limit: 1 });
  if (!found) throw new Problem('not_found');
  return found;
}

/** @throws Problem `not_found` */
async function lockEvaluation(tx: EntityManager, workspaceId: string, id: string): Promise<EvaluationRow> {
  const row = await tx.findOne(EvaluationRow, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new Problem('not_found');
  return row;
}
